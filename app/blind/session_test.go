package blind

import (
	"fmt"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// shelf is a catalogue with n photos, each alone.
func shelf(t *testing.T, n int) (*catalog.Catalog, [][]library.ID) {
	t.Helper()
	c, err := catalog.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	var files []catalog.File
	for i := range n {
		files = append(files, catalog.File{Path: fmt.Sprintf("/s/%d.jpg", i), Size: int64(i + 1)})
	}
	photos, err := c.PutFiles(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	var stacks [][]library.ID
	for _, p := range photos {
		stacks = append(stacks, []library.ID{p.ID})
	}
	return c, stacks
}

func everything(library.ID) bool { return true }

func TestASessionGoesOnWhereItStopped(t *testing.T) {
	ctx := t.Context()
	c, stacks := shelf(t, 12)
	s, err := Begin(ctx, c, stacks, 0)
	if err != nil {
		t.Fatal(err)
	}
	if given, of := s.Progress(); given != 0 || of != 13 {
		t.Fatalf("%d of %d", given, of)
	}
	pick := library.Pick
	for range 3 {
		next := s.Next(1)[0]
		if err := c.GiveBlind(ctx, s.ID(), next.Place, &pick); err != nil {
			t.Fatal(err)
		}
		s.Given(next.Place, &pick)
	}
	open, judged, err := Known(ctx, c, everything)
	if err != nil || open == nil || judged == nil || open.Next(1)[0] != s.Next(1)[0] {
		t.Fatalf("%+v, %+v, %v", open, judged, err)
	}
	last, ok := open.Last()
	if !ok || last.Place != 2 || len(open.Verdicts()) != 3 {
		t.Errorf("the last is %+v, %v of %d verdicts", last, ok, len(open.Verdicts()))
	}
	open.Given(last.Place, nil)
	if given, _ := open.Progress(); given != 2 || open.Next(1)[0].Photo != last.Photo {
		t.Errorf("taken back: %d given, next is %+v", given, open.Next(1)[0])
	}
	if err := c.EndBlind(ctx, s.ID()); err != nil {
		t.Fatal(err)
	}
	if open, judged, err = Known(ctx, c, everything); err != nil || open != nil || judged == nil {
		t.Errorf("ended: %+v, %+v, %v", open, judged, err)
	}
}

func TestAPersonIsHeldAgainstThemselvesOverAllSessions(t *testing.T) {
	ctx := t.Context()
	c, stacks := shelf(t, 40) // of which 4 come twice in each session
	for turn := range 2 {
		s, err := Begin(ctx, c, stacks, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range s.Next(100) { // the second session says the opposite of the first
			verdict := library.Pick
			if (f.Photo%2 == 0) == (turn == 0) {
				verdict = library.Reject
			}
			if err := c.GiveBlind(ctx, s.ID(), f.Place, &verdict); err != nil {
				t.Fatal(err)
			}
		}
	}
	same, err := Again(ctx, c)
	if err != nil || same.Verdicts.Of != 8 || same.Verdicts.Hits != 8 {
		t.Errorf("%+v, %v: within each session all is the same", same, err)
	}
}

func TestPhotosThatAreNotThereAreNotAskedFor(t *testing.T) {
	c, stacks := shelf(t, 4)
	s, err := Begin(t.Context(), c, stacks, 0)
	if err != nil {
		t.Fatal(err)
	}
	gone := s.Next(1)[0].Photo
	open, judged, err := Known(t.Context(), c, func(id library.ID) bool { return id != gone })
	if err != nil || judged != nil {
		t.Fatalf("%+v, %v", judged, err)
	}
	if _, of := open.Progress(); of != 3 {
		t.Errorf("%d are asked for", of)
	}
	s.LeftOut(gone)
	if _, of := s.Progress(); of != 3 || s.Next(1)[0].Photo == gone {
		t.Errorf("%d are left", of)
	}
	pick, judged1 := library.Pick, s.Next(1)[0]
	s.Given(judged1.Place, &pick)
	s.LeftOut(judged1.Photo)
	if v := s.Verdicts(); len(v) != 1 || v[0].Photo != judged1.Photo {
		t.Errorf("of a photo that cannot be shown again, %+v is left", v)
	}
	if open, _, err := Known(t.Context(), c, func(library.ID) bool { return false }); open != nil || err != nil {
		t.Errorf("%+v, %v", open, err)
	}
}
