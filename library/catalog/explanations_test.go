package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

// testExplanation is a text of a model in a form, as whole as said.
func testExplanation(hash library.Hash, form library.ExplanationForm, text string, end library.ExplanationEnd) library.Explanation {
	e := library.Explanation{
		Text: text, Form: form, End: end, Hash: hash, WrittenAt: testTime, ScoreKey: builtin.Key(),
		By:      library.Provenance{Name: "explanation", Version: "1", Model: "tiny", Settings: map[string]string{"form": string(form)}},
		Overall: library.Value{Known: true, Mean: 7.84},
	}
	e.Values[library.Clarity] = library.Value{Known: true, Mean: 8.3}
	e.Values[library.LevelShot] = library.Value{Known: true, Mean: 0}
	return e
}

func saveExplanation(t *testing.T, c *Catalog, e library.Explanation, anyway bool) (stored bool) {
	t.Helper()
	stored, err := c.SaveExplanation(t.Context(), e, anyway)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func explanationsOf(t *testing.T, c *Catalog, ids []library.ID) map[library.ID][]library.Explanation {
	t.Helper()
	got, err := c.Explanations(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestExplanationsComeBackWholeAfterARestart(t *testing.T) {
	dir := t.TempDir()
	c := openClosed(t, dir)
	p := hashed(t, c, 3)
	prose := testExplanation(p[0].Hash, library.Prose, "It is calm.\n\n“Grün”, €!", library.Whole)
	fields := testExplanation(p[0].Hash, library.Fields, "1.2 Composition Score: 3.00", library.CutOff)
	fields.WrittenAt = testTime.Add(time.Second)
	other := testExplanation(p[1].Hash, library.Prose, "Another one.", library.Stopped)
	for _, e := range []library.Explanation{prose, fields, other} {
		if !saveExplanation(t, c, e, false) {
			t.Errorf("%q was not stored", e.Text)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = reopen(t, dir)
	want := map[library.ID][]library.Explanation{p[0].ID: {fields, prose}, p[1].ID: {other}}
	if d := cmp.Diff(want, explanationsOf(t, c, nil)); d != "" {
		t.Error(d)
	}
	delete(want, p[0].ID)
	if d := cmp.Diff(want, explanationsOf(t, c, []library.ID{p[1].ID, p[2].ID, 999})); d != "" {
		t.Error(d)
	}
	if got := explanationsOf(t, c, []library.ID{}); len(got) != 0 {
		t.Errorf("no photos have %v", got)
	}
}

func TestAWholeExplanationIsReplacedByAWholeOneOnly(t *testing.T) {
	const whole, cut, stopped = library.Whole, library.CutOff, library.Stopped
	for _, c := range []struct {
		was, is library.ExplanationEnd
		anyway  bool
		want    string
	}{
		{whole, whole, false, "new"},
		{whole, cut, false, "old"},
		{whole, stopped, false, "old"},
		{whole, stopped, true, "new"},
		{cut, stopped, false, "new"},
		{stopped, whole, false, "new"},
	} {
		cat := newCatalog(t)
		p := hashed(t, cat, 1)[0]
		saveExplanation(t, cat, testExplanation(p.Hash, library.Prose, "old", c.was), false)
		stored := saveExplanation(t, cat, testExplanation(p.Hash, library.Prose, "new", c.is), c.anyway)
		got := explanationsOf(t, cat, nil)[p.ID]
		if len(got) != 1 || got[0].Text != c.want || stored != (c.want == "new") {
			t.Errorf("%s after %s, anyway %v: stored %v, %+v", c.is, c.was, c.anyway, stored, got)
		}
	}
}

func TestAnExplanationOutlivesItsScore(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := hashed(t, c, 2)
	score := testScore(builtin, 7.84)
	score.Values = [library.NumAttributes]library.Value{library.Clarity: {Known: true, Mean: 8.3}, library.LevelShot: {Known: true}}
	if err := c.SaveScores(ctx, []ScoreRow{{ID: p[0].ID, Score: score}}); err != nil {
		t.Fatal(err)
	}
	saveExplanation(t, c, testExplanation(p[0].Hash, library.Prose, "It is calm.", library.Whole), false)
	if e := explanationsOf(t, c, nil)[p[0].ID][0]; !e.Explains(&score) {
		t.Errorf("%+v does not explain its score", e)
	}
	score.Values[library.Clarity].Mean = 2
	if err := c.SaveScores(ctx, []ScoreRow{{ID: p[0].ID, Score: score}}); err != nil {
		t.Fatal(err)
	}
	e := explanationsOf(t, c, nil)[p[0].ID][0]
	if now := scoresOf(t, c, nil, builtin)[p[0].ID]; e.Explains(now) {
		t.Error("it is said to explain the new score")
	}
	// A copy has the same picture, so it has the same text.
	if err := c.SetRead(ctx, []Read{{ID: p[1].ID, Hash: p[0].Hash}}); err != nil {
		t.Fatal(err)
	}
	if got := explanationsOf(t, c, nil); len(got) != 2 {
		t.Errorf("%d photos have the text that copies share", len(got))
	}
	if err := c.SetRead(ctx, []Read{{ID: p[0].ID, Hash: "jpeg:edited"}}); err != nil {
		t.Fatal(err)
	}
	if got := explanationsOf(t, c, nil); len(got[p[0].ID]) != 0 || len(got[p[1].ID]) != 1 {
		t.Errorf("after an edit: %v", got)
	}
}

func TestAnExplanationThatMakesNoSenseIsRefused(t *testing.T) {
	c := newCatalog(t)
	p := hashed(t, c, 1)[0]
	for name, change := range map[string]func(*library.Explanation){
		"no hash":        func(e *library.Explanation) { e.Hash = "" },
		"too long":       func(e *library.Explanation) { e.Text = strings.Repeat("a", maxExplanationBytes) },
		"a value of 11":  func(e *library.Explanation) { e.Values[0] = library.Value{Known: true, Mean: 11} },
		"no number":      func(e *library.Explanation) { e.Overall.Mean = math.NaN() },
		"below nothing":  func(e *library.Explanation) { e.Overall.Mean = -1 },
		"an endless one": func(e *library.Explanation) { e.Overall.Mean = math.Inf(1) },
	} {
		e := testExplanation(p.Hash, library.Prose, "It is calm.", library.Whole)
		change(&e)
		if _, err := c.SaveExplanation(t.Context(), e, false); err == nil || (name == "no hash") != errors.Is(err, ErrNoHash) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := explanationsOf(t, c, nil); len(got) != 0 {
		t.Errorf("%v was stored", got)
	}
}

func TestADamagedExplanationIsPassedOver(t *testing.T) {
	c := newCatalog(t)
	p := hashed(t, c, 2)
	for _, photo := range p {
		saveExplanation(t, c, testExplanation(photo.Hash, library.Prose, "It is calm.", library.Whole), false)
	}
	if _, err := c.w.Exec(`UPDATE explanation SET body = '{' WHERE hash = ?`, string(p[0].Hash)); err != nil {
		t.Fatal(err)
	}
	if got := explanationsOf(t, c, nil); len(got) != 1 || c.Skipped() != 1 {
		t.Errorf("%v, %d skipped", got, c.Skipped())
	}
}

func TestACatalogueFromBeforeExplanationsKeepsItsScores(t *testing.T) {
	dir := t.TempDir()
	old := testConfig(t)
	old.steps = old.steps[:2]
	c, err := openWith(dir, old)
	if err != nil {
		t.Fatal(err)
	}
	p := library.Photo{ID: 1, Hash: "jpeg:1"}
	by, err := json.Marshal(builtin)
	if err != nil {
		t.Fatal(err)
	}
	// Today's code cannot write the tables of that time.
	_, err = c.w.Exec(`INSERT INTO photo (id, path, format, size, mtime_sec, mtime_nsec, device, inode, hash)
			VALUES (1, x'2f312e6a7067', 'jpeg', 1, 0, 0, 0, 0, 'jpeg:1');
		INSERT INTO provenance (id, key, body) VALUES (1, ?, ?);
		INSERT INTO score (provenance_id, hash, body) VALUES (1, 'jpeg:1', '{"o":{"m":6},"t":"2026-05-04T03:02:01Z"}')`, builtin.Key(), by)
	if err := errors.Join(err, c.Close()); err != nil {
		t.Fatal(err)
	}
	c = reopen(t, dir)
	if got := scoresOf(t, c, nil, builtin); len(got) != 1 {
		t.Errorf("%d scores after the migration", len(got))
	}
	saveExplanation(t, c, testExplanation(p.Hash, library.Prose, "It is calm.", library.Whole), false)
	if got := explanationsOf(t, c, []library.ID{p.ID}); len(got) != 1 {
		t.Errorf("%v after the migration", got)
	}
}

func TestAReaderCannotStoreExplanations(t *testing.T) {
	dir := t.TempDir()
	c := openClosed(t, dir)
	p := hashed(t, c, 1)[0]
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	reader, err := OpenReadOnly(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	e := testExplanation(p.Hash, library.Prose, "It is calm.", library.Whole)
	if _, err := reader.SaveExplanation(context.Background(), e, true); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v", err)
	}
}

func FuzzDecodeExplanation(f *testing.F) {
	e := testExplanation("h", library.Prose, "It is calm.", library.Whole)
	b, err := encodeExplanation(&e)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"o":{"m":11}}`))
	f.Add([]byte(`{"x":"\u001b[31m","a":[{"k":"level_shot","m":1e999}]}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := decodeExplanation(b)
		if err != nil {
			if !errors.Is(err, ErrDamagedRow) {
				t.Errorf("%v is no ErrDamagedRow", err)
			}
			return
		}
		again, err := encodeExplanation(&e)
		if err != nil {
			if len(b) < maxExplanationBytes/8 { // JSON may spell a byte as six
				t.Fatalf("what was read cannot be written: %v", err)
			}
			return
		}
		twice, err := decodeExplanation(again)
		if d := cmp.Diff(e, twice); err != nil || d != "" {
			t.Errorf("%v\n%s", err, d)
		}
	})
}
