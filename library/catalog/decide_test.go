package catalog

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"keeplight.app/keeplight/library"
)

func flag(f library.Flag) *library.Flag      { return &f }
func stars(n library.Rating) *library.Rating { return &n }
func label(l library.Label) *library.Label   { return &l }
func decisionOf(t *testing.T, c *Catalog, id library.ID) library.Decision {
	t.Helper()
	p, err := c.Photo(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p.Decision
}

func TestUndoAndRedoWalkTheStepsAcrossRestarts(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	c := openClosed(t, dir)
	p := put(t, c, abs("IMG_1.jpg"), abs("IMG_2.jpg"))
	a, b := p[0].ID, p[1].ID
	steps := []struct {
		marks []Mark
		words string
		a, b  library.Decision
	}{
		{[]Mark{{ID: a, Flag: flag(library.Pick)}}, "Pick for IMG_1.jpg", library.Decision{Flag: 1}, library.Decision{}},
		{
			[]Mark{{ID: a, Rating: stars(4)}, {ID: b, Rating: stars(4)}},
			"4 stars for 2 photos",
			library.Decision{Flag: 1, Rating: 4},
			library.Decision{Rating: 4},
		},
		{
			[]Mark{{ID: b, Flag: flag(library.Reject), Label: label(library.Red)}},
			"Reject, red label for IMG_2.jpg",
			library.Decision{Flag: 1, Rating: 4},
			library.Decision{Flag: -1, Rating: 4, Label: library.Red},
		},
		{
			[]Mark{{ID: a, Rating: stars(1)}, {ID: b, Rating: stars(0)}},
			"Several decisions for 2 photos",
			library.Decision{Flag: 1, Rating: 1},
			library.Decision{Flag: -1, Label: library.Red},
		},
	}
	for _, s := range steps {
		got, err := c.Decide(ctx, s.marks)
		if err != nil || len(got) != len(s.marks) {
			t.Fatalf("%s: %d photos, %v", s.words, len(got), err)
		}
	}
	expect := func(after int) {
		t.Helper()
		var wantA, wantB library.Decision
		if after > 0 {
			wantA, wantB = steps[after-1].a, steps[after-1].b
		}
		if gotA, gotB := decisionOf(t, c, a), decisionOf(t, c, b); gotA != wantA || gotB != wantB {
			t.Errorf("after %d steps: %+v %+v, want %+v %+v", after, gotA, gotB, wantA, wantB)
		}
	}
	for range 2 { // there and back, twice
		for n := len(steps); n > 0; n-- {
			expect(n)
			photos, words, err := wordsUndo(ctx, c)
			if err != nil || words != steps[n-1].words || len(photos) != len(steps[n-1].marks) {
				t.Fatalf("undoing %q gave %d photos, %q, %v", steps[n-1].words, len(photos), words, err)
			}
			if photos[0].Decision != decisionOf(t, c, photos[0].ID) {
				t.Error("the photo that undo gives is not as it is now")
			}
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			c = openClosed(t, dir)
		}
		expect(0)
		if photos, words, err := wordsUndo(ctx, c); err != nil || photos != nil || words != "" {
			t.Fatalf("undoing nothing gave %v, %q, %v", photos, words, err)
		}
		for n := range steps {
			if _, words, err := wordsRedo(ctx, c); err != nil || words != steps[n].words {
				t.Fatalf("redoing gave %q, %v", words, err)
			}
			expect(n + 1)
		}
		if photos, words, err := wordsRedo(ctx, c); err != nil || photos != nil || words != "" {
			t.Fatalf("redoing nothing gave %v, %q, %v", photos, words, err)
		}
	}
	if err := errors.Join(c.Check(ctx), c.Close()); err != nil {
		t.Fatal(err)
	}
}

// openClosed opens a catalogue that the test closes itself.
func openClosed(t *testing.T, dir string) *Catalog {
	t.Helper()
	c, err := openWith(dir, testConfig(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestStarsByScoreLeaveAloneWhatWasDecidedMeanwhile(t *testing.T) {
	ctx := context.Background()
	c := openClosed(t, t.TempDir())
	p := put(t, c, abs("IMG_1.jpg"), abs("IMG_2.jpg"), abs("IMG_3.jpg"))
	if _, err := c.Decide(ctx, []Mark{{ID: p[0].ID, Rating: stars(4)}, {ID: p[1].ID, Flag: flag(library.Reject)}}); err != nil {
		t.Fatal(err)
	}
	var marks []Mark
	for i := range p {
		marks = append(marks, Mark{ID: p[i].ID, Rating: stars(2)})
	}
	got, err := c.StarsByScore(ctx, marks)
	if err != nil || len(got) != 1 || got[0].ID != p[2].ID {
		t.Errorf("%d photos got stars, %v", len(got), err)
	}
	for i, want := range []library.Decision{{Rating: 4}, {Flag: library.Reject}, {Rating: 2}} {
		if d := decisionOf(t, c, p[i].ID); d != want {
			t.Errorf("photo %d has %+v", i+1, d)
		}
	}
	if got, err := c.StarsByScore(ctx, marks); err != nil || len(got) != 0 {
		t.Errorf("again %d photos got stars, %v", len(got), err)
	}
}

func TestANewDecisionEndsWhatCanBeRedone(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"))[0]
	decide := func(m Mark) {
		t.Helper()
		m.ID = p.ID
		if _, err := c.Decide(ctx, []Mark{m}); err != nil {
			t.Fatal(err)
		}
	}
	decide(Mark{Rating: stars(1)})
	decide(Mark{Rating: stars(2)})
	if _, _, err := c.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	decide(Mark{Label: label(library.Blue)})
	if photos, words, err := wordsRedo(ctx, c); err != nil || photos != nil {
		t.Fatalf("redo gave %v, %q, %v", photos, words, err)
	}
	want := library.Decision{Rating: 1, Label: library.Blue}
	if got := decisionOf(t, c, p.ID); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestMarksThatChangeNothingMakeNoStepAndKeepRedo(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"))[0]
	if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Rating: stars(2)}}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	for name, marks := range map[string][]Mark{
		"none":           nil,
		"empty":          {{ID: p.ID}},
		"as it is":       {{ID: p.ID, Rating: stars(0), Flag: flag(0)}},
		"there and back": {{ID: p.ID, Flag: flag(1)}, {ID: p.ID, Flag: flag(0)}},
	} {
		if photos, err := c.Decide(ctx, marks); err != nil || len(photos) != 0 {
			t.Errorf("%s: %v, %v", name, photos, err)
		}
	}
	if _, words, err := wordsRedo(ctx, c); err != nil || words == "" {
		t.Fatalf("redo was lost: %q, %v", words, err)
	}
}

func TestOneBadMarkWritesNothing(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"))[0]
	for name, tc := range map[string]struct {
		bad  Mark
		want error
	}{
		"unknown photo": {Mark{ID: p.ID + 1, Flag: flag(1)}, ErrUnknownPhoto},
		"no photo":      {Mark{Flag: flag(1)}, ErrUnknownPhoto},
		"flag":          {Mark{ID: p.ID, Flag: flag(2)}, ErrInvalidMark},
		"rating":        {Mark{ID: p.ID, Rating: stars(6)}, ErrInvalidMark},
		"label":         {Mark{ID: p.ID, Label: label(6)}, ErrInvalidMark},
	} {
		if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Flag: flag(1)}, tc.bad}); !errors.Is(err, tc.want) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	if got := decisionOf(t, c, p.ID); got != (library.Decision{}) {
		t.Errorf("something was written: %+v", got)
	}
	if photos, _, err := c.Undo(ctx); err != nil || photos != nil {
		t.Errorf("a step was made: %v, %v", photos, err)
	}
}

func TestACancelledDecisionWritesNothing(t *testing.T) {
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"))[0]
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Flag: flag(1)}}); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if got := decisionOf(t, c, p.ID); got != (library.Decision{}) {
		t.Errorf("something was written: %+v", got)
	}
}

func TestWordsNameHostileNamesOnOneLine(t *testing.T) {
	c := newCatalog(t)
	p := put(t, c, abs("a\nb\x1b[31m\xff.jpg"))[0]
	for want, m := range map[string]Mark{
		`Pick for a\nb\x1b[31m\xff.jpg`:   {Flag: flag(1)},
		`1 star for a\nb\x1b[31m\xff.jpg`: {Rating: stars(1)},
	} {
		m.ID = p.ID
		if _, err := c.Decide(context.Background(), []Mark{m}); err != nil {
			t.Fatal(err)
		}
		if _, words, err := wordsUndo(context.Background(), c); err != nil || words != want {
			t.Errorf("got %q, %v, want %q", words, err, want)
		}
	}
}

func TestTheJournalKeepsTheLastStepsAndAlwaysTheNewest(t *testing.T) {
	for name, tc := range map[string]struct {
		keep     bounds
		photos   int // that each of ten steps changes
		undoable int
	}{
		"all":             {bounds{steps: 100, changes: 100}, 2, 10},
		"steps run out":   {bounds{steps: 4, changes: 100}, 2, 4},
		"changes run out": {bounds{steps: 100, changes: 6}, 2, 3},
		"one huge step":   {bounds{steps: 100, changes: 1}, 3, 1},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			cfg := testConfig(t)
			cfg.journal = tc.keep
			c, err := openWith(t.TempDir(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			photos := put(t, c, abs("1.jpg"), abs("2.jpg"), abs("3.jpg"))[:tc.photos]
			for i := range 10 {
				var marks []Mark
				for _, p := range photos {
					marks = append(marks, Mark{ID: p.ID, Rating: stars(library.Rating(1 + i%2))})
				}
				if _, err := c.Decide(ctx, marks); err != nil {
					t.Fatal(err)
				}
			}
			undone := 0
			for {
				got, _, err := c.Undo(ctx)
				if err != nil {
					t.Fatal(err)
				}
				if got == nil {
					break
				}
				undone++
			}
			if undone != tc.undoable {
				t.Errorf("%d steps can be undone, want %d", undone, tc.undoable)
			}
			var orphans int
			err = c.r.QueryRow("SELECT count(*) FROM change WHERE step_id NOT IN (SELECT id FROM step)").Scan(&orphans)
			if err != nil || orphans != 0 {
				t.Errorf("%d changes without their step, %v", orphans, err)
			}
		})
	}
}

func TestDecidingOnThousandsOfPhotosIsOneStep(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	paths := make([]string, 5000)
	for i := range paths {
		paths[i] = abs("a", fmt.Sprintf("%05d.jpg", i))
	}
	photos := put(t, c, paths...)
	marks := make([]Mark, len(photos))
	for i := range marks {
		marks[i] = Mark{ID: photos[i].ID, Flag: flag(library.Reject)}
	}
	if _, err := c.Decide(ctx, marks); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Count(ctx, nil); err != nil || n.Rejects != 5000 {
		t.Fatalf("%+v, %v", n, err)
	}
	undone, words, err := wordsUndo(ctx, c)
	if err != nil || len(undone) != 5000 || words != "Reject for 5000 photos" {
		t.Fatalf("%d, %q, %v", len(undone), words, err)
	}
}

func BenchmarkDecide(b *testing.B) {
	ctx := context.Background()
	c := newCatalog(b)
	p := put(b, c, abs("1.jpg"))[0]
	for i := range b.N {
		if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Rating: stars(library.Rating(1 + i%2))}}); err != nil {
			b.Fatal(err)
		}
	}
}
