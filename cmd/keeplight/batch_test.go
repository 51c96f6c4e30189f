package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/report"
)

// archive writes photos into folders of a new one, some of which are damaged, are pairs, or
// the same picture twice, and gives it.
func archive(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		at := filepath.Join(dir, fmt.Sprintf("box %d", i%3), fmt.Sprintf("IMG_%03d", i))
		data := phototest.JPEG(phototest.Scene(160, 120, uint64(i/2)), phototest.Exif{}) // each picture twice
		switch i % 7 {
		case 5:
			data = data[:40]
		case 6:
			write(t, at+".CR2", []byte("II*\x00 not much of a RAW file"))
		}
		write(t, at+".jpg", data)
	}
	return dir
}

// pathsIn gives the paths of a file of results, in the order of its lines.
func pathsIn(t *testing.T, file string) (paths []string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 0 && b[len(b)-1] != '\n' {
		t.Errorf("the last line is not whole: %q", b[max(0, len(b)-100):])
	}
	for line := range strings.Lines(string(b)) {
		l, ok, err := report.ParseLine([]byte(strings.TrimSuffix(line, "\n")))
		if err != nil || !ok {
			t.Fatalf("%q: %v", line, err)
		}
		paths = append(paths, l.Path)
	}
	return paths
}

func TestShardsMergedAreASingleRun(t *testing.T) {
	const shards = 20
	sh, dir := newShell(t), archive(t, 40)
	write(t, filepath.Join(dir, "bad\xff\n.jpg"), scene(99))
	_, single, _ := sh.keeplight("score", dir, "--json") // some photos cannot be scored
	if n := len(splitLines(single)); n != 41 {
		t.Fatalf("%d lines", n)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skipf("no link can be made here: %v", err)
	}
	var files []string
	out, photos := t.TempDir(), 0
	for i := range shards {
		shard, file := fmt.Sprintf("%d/%d", i+1, shards), filepath.Join(out, fmt.Sprintf("%d.jsonl", i))
		_, printed, _ := sh.keeplight("score", dir, "--shard", shard, "--out", file)
		rows, written := splitLines(printed), pathsIn(t, file)
		if len(rows) != len(written) {
			t.Errorf("%s: %d lines are printed and %d are in the file", shard, len(rows), len(written))
		}
		photos += len(rows)
		files = append(files, file)
		if i >= 3 {
			continue
		}
		_, linked, _ := sh.keeplight("score", link, "--shard", shard)
		if got, want := namesOf(t, linked), namesOf(t, printed); !slices.Equal(got, want) {
			t.Errorf("%s has %q where the folder is named by a link, else %q", shard, got, want)
		}
	}
	if merged := sh.must(append([]string{"merge"}, files...)...); merged != single {
		t.Errorf("the merged shards differ from the single run:\n%s", merged)
	}
	if photos != 41 {
		t.Errorf("the shards have %d photos", photos)
	}
	to := filepath.Join(out, "all.jsonl")
	sh.must(append([]string{"merge", "--to", to}, files...)...)
	sh.must("merge", "--to", to, to, files[0])
	if b, err := os.ReadFile(to); err != nil || string(b) != single {
		t.Errorf("merged into a file: %v", err)
	}
}

// namesOf gives the names of the photos that were printed, sorted.
func namesOf(t *testing.T, printed string) (names []string) {
	t.Helper()
	for _, r := range parseRows(t, printed) {
		names = append(names, baseOf(t, r))
	}
	slices.Sort(names)
	return names
}

func TestWhatIsInTheFileIsNotScoredAgain(t *testing.T) {
	for _, how := range []string{"the same catalogue", "another catalogue", "no catalogue"} {
		t.Run(how, func(t *testing.T) {
			sh, dir := newShell(t), archive(t, 9)
			file := filepath.Join(t.TempDir(), "all.jsonl")
			args := []string{"score", dir, "--json", "--out", file}
			if how == "no catalogue" {
				args = append(args, "--no-catalog")
			}
			status, first, _ := sh.keeplight(args...)
			before := pathsIn(t, file)
			if status != exitProblems || len(before) != 9 || len(splitLines(first)) != 9 {
				t.Fatalf("status %d, %d lines", status, len(before))
			}
			cutLast(t, file)
			if how == "another catalogue" {
				sh = newShell(t)
			}
			write(t, filepath.Join(dir, "new.jpg"), scene(50))
			status, second, notes := sh.keeplight(args...)
			after := pathsIn(t, file)
			if want := append(slices.Clone(before), filepath.Join(dir, "new.jpg")); !slices.Equal(slices.Sorted(slices.Values(after)), slices.Sorted(slices.Values(want))) {
				t.Errorf("the file has %q", after)
			}
			if status > exitProblems || len(splitLines(second)) != 2 || !strings.Contains(notes, "cut off") || !strings.Contains(notes, "2 photos added, 8 there before") {
				t.Errorf("status %d, it printed %s\n%s", status, second, notes)
			}
			status, third, notes := sh.keeplight(args...)
			if status != exitOK || third != "" || strings.Contains(notes, "no photos were found") || len(pathsIn(t, file)) != 10 {
				t.Errorf("with nothing left to do: status %d, %s\n%s", status, third, notes)
			}
			if how == "no catalogue" {
				return
			}
			if listed := splitLines(sh.must("list", dir, "--json")); how == "the same catalogue" && len(listed) != 10 {
				t.Errorf("the catalogue has %d photos", len(listed))
			}
		})
	}
}

// cutLast leaves half of the last line of a file.
func cutLast(t *testing.T, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	last := strings.LastIndexByte(string(b[:len(b)-1]), '\n')
	write(t, file, b[:(last+len(b))/2])
}

func TestAPhotoIsKnownByWhateverNameItsFolderHas(t *testing.T) {
	sh, dir := newShell(t), archive(t, 3)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skipf("no link can be made here: %v", err)
	}
	file := filepath.Join(t.TempDir(), "all.jsonl")
	t.Chdir(dir)
	for i, name := range []string{".", dir, dir + "/box 0/..", link, "../" + filepath.Base(dir)} {
		printed := splitLines(sh.must("score", name, "--json", "--out", file, "--no-catalog"))
		if n := len(pathsIn(t, file)); n != 3 || i > 0 && len(printed) > 0 {
			t.Errorf("as %s: printed %q, and the file has %d", name, printed, n)
		}
	}
	if rows := splitLines(sh.must("score", dir, link, ".", "--json")); len(rows) != 3 {
		t.Errorf("named three times it has %d photos", len(rows))
	}
	t.Chdir(t.TempDir())
	status, _, notes := sh.keeplight("score", dir, "--out", file)
	if status != exitUsage || !strings.Contains(notes, "photos that are not there, such as ") || len(pathsIn(t, file)) != 3 {
		t.Errorf("from a folder where its paths lead nowhere: status %d, %s", status, notes)
	}
}

func TestAnotherFolderIsAddedToTheSameFile(t *testing.T) {
	sh, one, two := newShell(t), archive(t, 3), archive(t, 4)
	file := filepath.Join(t.TempDir(), "all.jsonl")
	sh.must("score", one, "--out", file)
	sh.must("score", two, "--out", file)
	if n := len(pathsIn(t, file)); n != 7 {
		t.Errorf("the file has %d photos", n)
	}
}

func TestWhatCannotBeAddedToIsSaidBeforeAnythingIsScored(t *testing.T) {
	sh, dir := newShell(t), archive(t, 2)
	line := `{"path":"` + filepath.Join(dir, "box 0", "IMG_000.jpg") + `","hash":"x","scorer":{"name":"model"},"error":null}` + "\n"
	other, notes := filepath.Join(t.TempDir(), "other.jsonl"), filepath.Join(t.TempDir(), "notes.jsonl")
	held := filepath.Join(t.TempDir(), "held.jsonl")
	write(t, other, []byte(line))
	write(t, notes, []byte("{}\n"))
	r, err := report.OpenResults(held, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"--out", other}, exitUsage, "by another scorer"},
		{[]string{"--out", notes}, exitUsage, "something else than results"},
		{[]string{"--out", held}, exitProblems, "wait until that has ended"},
		{[]string{"--out", filepath.Join(dir, "box 0", "IMG_000.jpg")}, exitUsage, "ends in .jsonl"},
		{[]string{"--out", filepath.Join(dir, "nowhere", "a.jsonl")}, exitUsage, "no such file"},
		{[]string{"--out", filepath.Join(dir, "a.jsonl"), "--calibrated"}, exitUsage, "needs all photos at once"},
		{[]string{"--shard", "0/20"}, exitUsage, "from 1/n to n/n"},
		{[]string{"--shard", "1/2", "--csv"}, exitUsage, "leave --csv out"},
	} {
		status, stdout, stderr := sh.keeplight(append([]string{"score", dir}, c.args...)...)
		if status != c.status || stdout != "" || !strings.Contains(stderr, c.says) {
			t.Errorf("%q: status %d, %q\n%s", c.args, status, stdout, stderr)
		}
	}
	for path, want := range map[string]string{other: line, notes: "{}\n"} {
		if b, err := os.ReadFile(path); err != nil || string(b) != want {
			t.Errorf("%s was changed: %q, %v", path, b, err)
		}
	}
}

func TestAnInterruptedRunFinishesWhatIsInHandAndTheNextGoesOn(t *testing.T) {
	sh, dir := newShell(t), archive(t, 12)
	file := filepath.Join(t.TempDir(), "all.jsonl")
	ctx, cancel := context.WithCancel(t.Context())
	out := &cancelWriter{text: "\n", times: 1, cancel: cancel}
	var stderr strings.Builder
	args := []string{"score", dir, "--json", "--out", file, "--no-catalog"}
	status := run(&signals{ctx: ctx}, args, nil, out, &stderr, func(string) string { return "" })
	if rows := parseRows(t, out.String()); status != exitInterrupted || len(rows) != len(pathsIn(t, file)) || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("status %d, %d rows, %s", status, len(rows), stderr.String())
	}
	_, second, _ := sh.keeplight(args...)
	paths := pathsIn(t, file)
	all := strings.Count(out.String(), "\n") + len(splitLines(second))
	slices.Sort(paths)
	if len(paths) != 12 || len(slices.Compact(paths)) != 12 || all != 12 {
		t.Errorf("the file has %d photos, and %d were printed", len(paths), all)
	}
}

func TestAWatchedFolderOfAShardAddsItsNewPhotos(t *testing.T) {
	dir, file := archive(t, 4), filepath.Join(t.TempDir(), "all.jsonl")
	ctx, cancel := context.WithCancel(t.Context())
	out := &cancelWriter{text: "\n", times: 4, cancel: cancel}
	var stderr strings.Builder
	status := run(&signals{ctx: ctx}, []string{"score", dir, "--shard", "1/1", "--watch", "--out", file}, nil, out, &stderr, func(string) string { return "" })
	if status != exitInterrupted || len(pathsIn(t, file)) != 4 {
		t.Errorf("status %d, the file has %q\n%s", status, pathsIn(t, file), stderr.String())
	}
}
