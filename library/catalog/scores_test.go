package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

var builtin = library.Provenance{Name: "builtin", Version: "1", Settings: map[string]string{"side": "1024"}}

func testScore(by library.Provenance, overall float64) library.Score {
	s := library.Score{
		By: by, Overall: library.Value{Known: true, Mean: overall, SD: 0.8}, Summary: library.Verbatim("A calm picture.\nSharp."),
		ScoredAt: testTime,
	}
	s.Values[library.LevelShot] = library.Value{Known: true, Mean: 9.123456789, SD: 0.4, Distribution: []float64{0, 0.1, 1.0 / 3, 0}, Off: 0.56}
	s.Values[library.Composition] = library.Value{Known: true, Mean: 0}
	s.Reasons[library.LevelShot] = message.New(message.HorizonLeft, message.Degrees("tilt", 1.25))
	s.Reasons[library.SubjectIntegrity] = library.Verbatim("There is no subject.")
	s.Basis = []float32{1.0 / 3, 0, -7.25, 1e-9, 123456.7}
	s.PictureTokens = 486
	return s
}

// hashed records n photos whose image data is known, each with its own hash.
func hashed(t testing.TB, c *Catalog, n int) []library.Photo {
	t.Helper()
	paths := make([]string, n)
	for i := range paths {
		paths[i] = abs("shoot", fmt.Sprintf("IMG_%05d.jpg", i))
	}
	photos := put(t, c, paths...)
	reads := make([]Read, n)
	for i := range photos {
		photos[i].Hash = library.Hash(fmt.Sprintf("jpeg:%032x", i))
		reads[i] = Read{ID: photos[i].ID, Hash: photos[i].Hash}
	}
	if err := c.SetRead(context.Background(), reads); err != nil {
		t.Fatal(err)
	}
	return photos
}

func scoresOf(t *testing.T, c *Catalog, ids []library.ID, by library.Provenance) map[library.ID]*library.Score {
	t.Helper()
	got, err := c.Scores(context.Background(), ids, by.Key())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestScoresComeBackWholeByTheirKey(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := hashed(t, c, 3)
	other := library.Provenance{Name: "model", Version: "2", Model: "m"}
	a, b := testScore(builtin, 6.42), testScore(other, 3)
	if err := c.SaveScores(ctx, []ScoreRow{{ID: p[0].ID, Score: a}, {ID: p[0].ID, Score: b}, {ID: p[1].ID, Score: b}}); err != nil {
		t.Fatal(err)
	}
	a.Hash = p[0].Hash
	if d := cmp.Diff(map[library.ID]*library.Score{p[0].ID: &a}, scoresOf(t, c, nil, builtin)); d != "" {
		t.Error(d)
	}
	if got := scoresOf(t, c, nil, other); len(got) != 2 {
		t.Errorf("%d scores of the other scorer", len(got))
	}
	if got := scoresOf(t, c, []library.ID{p[1].ID, p[2].ID, 999}, other); len(got) != 1 {
		t.Errorf("%d scores of the chosen photos", len(got))
	}
	if got := scoresOf(t, c, []library.ID{}, other); len(got) != 0 {
		t.Errorf("%d scores of no photos", len(got))
	}
	if got := scoresOf(t, c, nil, library.Provenance{Name: "nobody"}); len(got) != 0 {
		t.Errorf("%d scores of nobody", len(got))
	}
	a.Overall.Mean = 7
	if err := c.SaveScores(ctx, []ScoreRow{{ID: p[0].ID, Score: a}}); err != nil {
		t.Fatal(err)
	}
	if got := scoresOf(t, c, nil, builtin)[p[0].ID]; got.Overall.Mean != 7 {
		t.Errorf("a new score of the same key did not replace the old one: %v", got.Overall)
	}
	if got := scoresOf(t, c, nil, other)[p[0].ID]; got.Overall.Mean != 3 {
		t.Errorf("a score of another key was touched: %v", got.Overall)
	}
}

func TestScoresFollowTheImageData(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := hashed(t, c, 2)
	if err := c.SaveScores(ctx, []ScoreRow{{ID: p[0].ID, Score: testScore(builtin, 5)}}); err != nil {
		t.Fatal(err)
	}
	set := func(id library.ID, h library.Hash) {
		t.Helper()
		if err := c.SetRead(ctx, []Read{{ID: id, Hash: h}}); err != nil {
			t.Fatal(err)
		}
	}
	set(p[1].ID, p[0].Hash)
	if got := scoresOf(t, c, nil, builtin); len(got) != 2 {
		t.Errorf("%d photos have the score that copies share", len(got))
	}
	set(p[0].ID, "jpeg:edited")
	if got := scoresOf(t, c, nil, builtin); len(got) != 1 {
		t.Errorf("%d photos have a score after one was edited", len(got))
	}
	// A score that was under way while the photo changed belongs to the old data.
	late := testScore(builtin, 9)
	late.Hash = p[0].Hash
	if err := c.SaveScores(ctx, []ScoreRow{{ID: p[0].ID, Score: late}}); err != nil {
		t.Fatal(err)
	}
	got := scoresOf(t, c, nil, builtin)
	if _, ok := got[p[0].ID]; ok || got[p[1].ID].Overall.Mean != 9 {
		t.Errorf("a late score went to %v", got)
	}
}

func TestARowThatCannotBeStoredDoesNotKeepTheOthersFromIt(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := hashed(t, c, 2)
	unread := put(t, c, abs("unread.jpg"))[0]
	nan := testScore(builtin, math.NaN())
	err := c.SaveScores(ctx, []ScoreRow{
		{ID: unread.ID, Score: testScore(builtin, 1)},
		{ID: p[0].ID, Score: testScore(builtin, 2)},
		{ID: 999, Score: testScore(builtin, 3)},
		{ID: p[1].ID, Score: nan},
		{ID: p[1].ID, Score: testScore(builtin, 11)},
	})
	if !errors.Is(err, ErrNoHash) || !errors.Is(err, ErrUnknownPhoto) {
		t.Fatalf("got %v", err)
	}
	var row *RowError
	if !errors.As(err, &row) || row.ID != unread.ID {
		t.Errorf("the error does not name the row: %v", err)
	}
	if got := scoresOf(t, c, nil, builtin); len(got) != 1 || got[p[0].ID].Overall.Mean != 2 {
		t.Errorf("stored: %v", got)
	}
}

func TestAProblemStaysUntilAScoreOrAChangeEndsIt(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := hashed(t, c, 2)
	unread := put(t, c, abs("unread.jpg"))[0]
	by := library.Score{By: builtin}
	problem := func(id library.ID, text string) ScoreRow {
		return ScoreRow{ID: id, Score: by, Problem: library.Verbatim(text)}
	}
	save := func(rows ...ScoreRow) {
		t.Helper()
		if err := c.SaveScores(ctx, rows); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(when string, want map[library.ID]string) {
		t.Helper()
		got, err := c.ScoreProblems(ctx, nil, builtin.Key())
		if err != nil {
			t.Fatal(err)
		}
		words := map[library.ID]string{}
		for id, m := range got {
			words[id] = message.English(m)
		}
		if d := cmp.Diff(want, words); d != "" {
			t.Errorf("%s:\n%s", when, d)
		}
	}
	save(problem(p[0].ID, "first"), problem(p[1].ID, "too dark"), problem(unread.ID, "truncated"))
	save(problem(p[0].ID, "no memory"))
	expect("saved", map[library.ID]string{p[0].ID: "no memory", p[1].ID: "too dark", unread.ID: "truncated"})
	if got, err := c.ScoreProblems(ctx, nil, "other"); err != nil || len(got) != 0 {
		t.Errorf("another scorer has problems: %v, %v", got, err)
	}
	save(ScoreRow{ID: p[0].ID, Score: testScore(builtin, 5)})
	expect("scored", map[library.ID]string{p[1].ID: "too dark", unread.ID: "truncated"})
	save(problem(p[0].ID, "later"))
	expect("a photo with a score has no problem", map[library.ID]string{p[1].ID: "too dark", unread.ID: "truncated"})
	f := testFile(unread.Path)
	f.ModTime = f.ModTime.Add(1)
	if _, err := c.PutFiles(ctx, []File{f}); err != nil {
		t.Fatal(err)
	}
	expect("the file changed", map[library.ID]string{p[1].ID: "too dark"})
}

func TestADamagedScoreCountsAsNotScoredAndIsReported(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := hashed(t, c, 3)
	for i := range p {
		if err := c.SaveScores(ctx, []ScoreRow{{ID: p[i].ID, Score: testScore(builtin, 5)}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Check(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := c.w.Exec("UPDATE score SET body = x'7b226f223a' WHERE hash = ?", string(p[1].Hash)); err != nil {
		t.Fatal(err)
	}
	if got := scoresOf(t, c, nil, builtin); len(got) != 2 || c.Skipped() != 1 {
		t.Errorf("%d scores, %d skipped", len(got), c.Skipped())
	}
	if err := c.Check(ctx); !errors.Is(err, ErrDamagedRow) {
		t.Errorf("Check gave %v", err)
	}
	if err := c.SaveScores(ctx, []ScoreRow{{ID: p[1].ID, Score: testScore(builtin, 5)}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Check(ctx); err != nil {
		t.Errorf("scoring again did not mend it: %v", err)
	}
}

func TestADamagedProvenanceCostsNoScoreAndIsMendedByTheNextSave(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := hashed(t, c, 1)
	row := ScoreRow{ID: p[0].ID, Score: testScore(builtin, 5)}
	if err := c.SaveScores(ctx, []ScoreRow{row}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.w.Exec("UPDATE provenance SET body = x'7b'"); err != nil {
		t.Fatal(err)
	}
	if got := scoresOf(t, c, nil, builtin); len(got) != 1 || got[p[0].ID].By.Name != "" {
		t.Errorf("got %+v", got)
	}
	if err := c.SaveScores(ctx, []ScoreRow{row}); err != nil {
		t.Fatal(err)
	}
	if got := scoresOf(t, c, nil, builtin); got[p[0].ID].By.Key() != builtin.Key() {
		t.Errorf("got %+v", got)
	}
}

func FuzzDecodeScore(f *testing.F) {
	s := testScore(builtin, 6.42)
	b, err := encodeScore(&s)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"o":{"m":11}}`))
	f.Add([]byte(`{"o":{},"a":[{"k":"level_shot","m":1e999}]}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := decodeScore(b)
		if err != nil {
			if !errors.Is(err, ErrDamagedRow) {
				t.Errorf("%v is no ErrDamagedRow", err)
			}
			return
		}
		again, err := encodeScore(&s)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		twice, err := decodeScore(again)
		if d := cmp.Diff(s, twice); err != nil || d != "" {
			t.Errorf("%v\n%s", err, d)
		}
	})
}

func TestWhatIsWrittenTakesTheFastWay(t *testing.T) {
	s := testScore(builtin, 6.42)
	s.Overall.Distribution = []float64{1e-9, 5e20, 0, -3}
	s.Summary = library.Verbatim("\"quoted\" <b> & \u2028 \n é \xff")
	for name, s := range map[string]library.Score{"full": s, "empty": {}} {
		b, err := encodeScore(&s)
		if err != nil {
			t.Fatal(err)
		}
		var want storedScore
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatal(err)
		}
		got, ok := fastScore(b, map[string]string{})
		if d := cmp.Diff(want, got); !ok || d != "" {
			t.Errorf("%s: %v\n%s\n%s", name, ok, b, d)
		}
	}
}

// The fast way may refuse what encoding/json takes, never the other way round,
// and both must read the same.
func TestNumbersOfStoredScoresAreThoseThatStrconvReads(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{"0", "-0", "0.1", "-0.3", "9.999999999999999", "123456789012345", "1234567890123456", "0.000000000000001", "5e-324", "1E22", "0.30000000000000004"}
	for range 20_000 {
		texts = append(texts, strconv.FormatFloat(random.Float64()*10, 'f', random.IntN(18), 64))
	}
	for _, text := range texts {
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		r := fastReader{b: []byte(text), ok: true}
		if got := r.number(); !r.ok || r.at != len(text) || math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("%s is read as %v, at %d, %v", text, got, r.at, r.ok)
		}
	}
	for _, text := range []string{"", "-", ".5", "1.", "01", "1e", "1e+", "+1", "NaN"} {
		r := fastReader{b: []byte(text), ok: true}
		if r.number(); r.ok && r.at == len(text) {
			t.Errorf("%q is read as a number", text)
		}
	}
}

func FuzzFastScore(f *testing.F) {
	s := testScore(builtin, 6.42)
	b, err := encodeScore(&s)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		string(b), `{"o":{"m":01},"t":""}`, `{"o":{"m":1.},"t":"2026-05-04T03:02:01Z"}`, `{"o":{"d":[1,]}}`,
		`{"o":{},"t":"2026-05-04T03:02:01Z","b":[1,-0.25,1e-7]}`, `{"o":{},"t":"2026-05-04T03:02:01Z","b":[1e39]}`, `{"o":{},"s":"\`, `{"o":{},"a":[{}],"s":"\u12","t":"2026-05-04T03:02:01+01:00"}`, `{"o":{"m":1e999}}`, `{`, `{}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, ok := fastScore(b, map[string]string{})
		if !ok {
			return
		}
		var want storedScore
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatalf("the fast way takes %q, which is no JSON: %v", b, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q\n%s", b, d)
		}
	})
}

func BenchmarkScoresOf10000(b *testing.B) {
	ctx := context.Background()
	c := newCatalog(b)
	photos := hashed(b, c, 10_000)
	s := testScore(builtin, 6.42)
	for _, a := range library.Attributes() {
		s.Values[a] = library.Value{Known: true, Mean: 5.123456, SD: 1.234567, Distribution: []float64{.1, .1, .1, .1, .1, .1, .1, .1, .1, .123456789}}
		s.Reasons[a] = message.New(message.ClaritySoft, message.Percent("sharpness", 0.4321951293945312))
	}
	rows := make([]ScoreRow, len(photos))
	for i := range rows {
		rows[i] = ScoreRow{ID: photos[i].ID, Score: s}
	}
	if err := c.SaveScores(ctx, rows); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		if got, err := c.Scores(ctx, nil, builtin.Key()); err != nil || len(got) != 10_000 {
			b.Fatal(len(got), err)
		}
	}
}
