package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

// lineOf gives one line of results, with its end.
func lineOf(t testing.TB, path, hash, problem string) string {
	t.Helper()
	row := Row{Path: path, Photo: library.Photo{Hash: library.Hash(hash)}, Err: problem}
	if problem == "" {
		row.Score = &library.Score{By: library.Provenance{Name: "builtin", Version: "7"}, Overall: known(5, 1)}
	}
	var b bytes.Buffer
	if err := NewJSONLines(&b).Write(row); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func fileOf(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// takeUp opens a file of results and gives what is in it.
func takeUp(path string) (r *Results, paths []string, err error) {
	r, err = OpenResults(path, func(l Line) error { paths = append(paths, l.Path); return nil })
	return r, paths, err
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestALineSaysWhosePhotoItIs(t *testing.T) {
	good, _, err := ParseLine([]byte(strings.TrimSuffix(lineOf(t, "bad\xff\n.jpg", "px", ""), "\n")))
	if err != nil || good.Path != "bad\xff\n.jpg" || good.Hash != "px" || good.Failed || good.Scorer != ScorerJSON(library.Provenance{Name: "builtin", Version: "7"}) {
		t.Errorf("%+v, %v", good, err)
	}
	failed, _, err := ParseLine([]byte(strings.TrimSuffix(lineOf(t, "a.jpg", "", "not an image"), "\n")))
	if err != nil || failed.Path != "a.jpg" || failed.Hash != "" || !failed.Failed || failed.Scorer != "" {
		t.Errorf("%+v, %v", failed, err)
	}
	if _, ok, err := ParseLine([]byte(`{"summary":{"photos":3}}`)); ok || err != nil {
		t.Errorf("a summary: %v, %v", ok, err)
	}
	for _, text := range []string{
		"", "{}", "null", "[]", `"path"`, `{"path":""}`, `{"path":"a.jpg"}`, `{"path":"a.jpg","scorer":null,"error":null}`, `{"path":1}`, `{"summary":null}`,
		`{"path":"a.jpg","error":"x"} {}`, "{\"path\":\"a\xff.jpg\",\"error\":\"x\"}", `{"path":"` + strings.Repeat("a", maxLine) + `","error":"x"}`,
	} {
		if l, ok, err := ParseLine([]byte(text)); ok || err == nil {
			t.Errorf("%.60q is taken for %+v", text, l)
		}
	}
}

func TestWhatARunLeavesIsTakenUpByTheNext(t *testing.T) {
	path := filepath.Join(t.TempDir(), "all.jsonl")
	a, b, c := lineOf(t, "a.jpg", "1", ""), lineOf(t, "b.jpg", "2", ""), lineOf(t, "c.jpg", "", "not an image")
	r, found, err := takeUp(path)
	if err != nil || len(found) != 0 {
		t.Fatal(found, err)
	}
	if _, err := r.Write([]byte(a)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := takeUp(path); !errors.Is(err, ErrResultsHeld) {
		t.Errorf("a second program at once: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	for cut := range len(b) { // killed anywhere within a line
		if err := os.WriteFile(path, []byte(a+b[:cut]), 0o600); err != nil {
			t.Fatal(err)
		}
		r, found, err := takeUp(path)
		if err != nil || !slices.Equal(found, []string{"a.jpg"}) || r.Torn() != int64(cut) {
			t.Fatalf("cut at %d: %v, %v", cut, found, err)
		}
		_, err = r.Write([]byte(c))
		if err := errors.Join(err, r.Close()); err != nil || textOf(t, path) != a+c {
			t.Fatalf("cut at %d: %v\n%s", cut, err, textOf(t, path))
		}
	}
	if r, found, err = takeUp(path); err != nil || !slices.Equal(found, []string{"a.jpg", "c.jpg"}) || r.Torn() != 0 {
		t.Errorf("%v, %v", found, err)
	}
	_ = r.Close()
}

func TestOnlyAFileOfResultsIsWrittenTo(t *testing.T) {
	line := lineOf(t, "a.jpg", "1", "")
	for name, c := range map[string]struct {
		file, text string
		want       error
	}{
		"a photo":                       {"a.jpg", "\xff\xd8\xff", ErrResultsName},
		"a photo under another name":    {"a.jsonl", "\xff\xd8\xff photo", ErrNotResults},
		"lines of another program":      {"a.jsonl", "{\"id\":1}\n", ErrNotResults},
		"one without an end":            {"a.jsonl", `{"id":1}`, ErrNotResults},
		"a line that is damaged":        {"a.jsonl", line + "{\"path\":\"b\x00\x00\n" + line, ErrNotResults},
		"an empty line":                 {"a.jsonl", line + "\n" + line, ErrNotResults},
		"one that is too long":          {"a.jsonl", line + `{"path":"` + strings.Repeat("x", 2*maxLine) + "\"}\n", ErrNotResults},
		"results that a power cut ends": {"a.JSONL", line + "\x00\x00\x00", nil},
		"one line that it cut short":    {"a.jsonl", line[:12] + "\x00\x00", nil},
		"nothing but what it leaves":    {"a.jsonl", "\x00\x00\x00", nil},
	} {
		path := fileOf(t, c.file, c.text)
		r, _, err := takeUp(path)
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			_ = r.Close()
		} else if textOf(t, path) != c.text {
			t.Errorf("%s was changed", name)
		}
	}
	if _, _, err := takeUp(filepath.Join(t.TempDir(), "nowhere", "a.jsonl")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("in no folder: %v", err)
	}
	folder := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, _, err := takeUp(folder); !errors.Is(err, ErrNotResults) {
		t.Errorf("a folder: %v", err)
	}
}

func TestMergedFilesAreThoseOfOneRunInTheOrderOfPaths(t *testing.T) {
	lines := map[string]string{}
	paths := []string{"B/1.jpg", "a.jpg", "a/2.jpg", "bad\xfe.jpg", "bad\xff.jpg", "z.jpg"}
	var single string
	for _, path := range paths {
		lines[path] = lineOf(t, path, "the same picture", "")
		single += lines[path]
	}
	one := fileOf(t, "1.jsonl", lines["z.jpg"]+lines["a/2.jpg"]+`{"summary":{"photos":2}}`+"\n")
	two := fileOf(t, "2.jsonl", lines["bad\xff.jpg"]+lines["bad\xfe.jpg"]+lines["a.jpg"]+lines["B/1.jpg"])
	var b bytes.Buffer
	m, err := Merge(&b, []string{one, two})
	if err != nil || b.String() != single || m.Photos != 6 || m.Errors != 0 || m.Twice != 0 || m.Scorers != 1 || len(m.Torn) > 0 {
		t.Errorf("%+v, %v\n%s", m, err, b.String())
	}
}

func TestOfOnePathTheScoreCountsAndThenTheLast(t *testing.T) {
	failed, first, last := lineOf(t, "a.jpg", "", "the drive is away"), lineOf(t, "a.jpg", "1", ""), lineOf(t, "a.jpg", "2", "")
	other := strings.Replace(lineOf(t, "b.jpg", "3", ""), `"7"`, `"8"`, 1)
	for _, c := range []struct{ text, want string }{
		{failed + first, first}, {first + failed, first}, {first + last, last}, {last + first + failed, first}, {failed, failed},
	} {
		half := fileOf(t, "half.jsonl", other[:20])
		var b bytes.Buffer
		m, err := Merge(&b, []string{fileOf(t, "1.jsonl", c.text), fileOf(t, "2.jsonl", other), half})
		if err != nil || b.String() != c.want+other || m.Photos != 2 || m.Twice != strings.Count(c.text, "\n")-1 || !slices.Equal(m.Torn, []string{half}) {
			t.Errorf("%+v, %v\n%s", m, err, b.String())
		}
		if wantScorers, wantErrors := 2, 0; c.want == failed {
			if m.Scorers != 1 || m.Errors != 1 {
				t.Errorf("%+v", m)
			}
		} else if m.Scorers != wantScorers || m.Errors != wantErrors {
			t.Errorf("%+v", m)
		}
	}
	for _, text := range []string{"photo", "{}\n"} {
		path := fileOf(t, "other.jsonl", text)
		if _, err := Merge(&bytes.Buffer{}, []string{path}); !errors.Is(err, ErrNotResults) || !strings.Contains(err.Error(), path) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParseLine(f *testing.F) {
	f.Add([]byte(strings.TrimSuffix(lineOf(f, "a/IMG_1.jpg", "px", ""), "\n")))
	f.Add([]byte(strings.TrimSuffix(lineOf(f, "bad\xff.jpg", "", "not an image"), "\n")))
	f.Add([]byte(`{"summary":{}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		l, ok, err := ParseLine(line)
		if ok != (err == nil && l.Path != "") {
			t.Errorf("%q: %+v, %v, %v", line, l, ok, err)
		}
		if l.Scorer != "" && !json.Valid([]byte(l.Scorer)) {
			t.Errorf("%q has the scorer %q", line, l.Scorer)
		}
	})
}

func BenchmarkMergeOfAHundredThousand(b *testing.B) {
	var files []string
	for shard := range 10 {
		var text strings.Builder
		for i := range 10_000 {
			text.WriteString(lineOf(b, fmt.Sprintf("2026/%d/IMG_%05d.jpg", i%37, i*10+shard), "px", ""))
		}
		files = append(files, fileOf(b, fmt.Sprintf("%d.jsonl", shard), text.String()))
	}
	for b.Loop() {
		if m, err := Merge(&bytes.Buffer{}, files); err != nil || m.Photos != 100_000 {
			b.Fatal(m, err)
		}
	}
}
