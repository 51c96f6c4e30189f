package stacks

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/query"
)

var noon = time.Date(2026, time.May, 30, 12, 0, 0, 7e6, time.UTC)

// photos are so many of one camera, with so much between them.
func photos(n int, gap time.Duration) []library.Photo {
	var all []library.Photo
	for i := range n {
		all = append(all, library.Photo{
			ID: library.ID(i + 1), Path: fmt.Sprintf("/s/%d.jpg", i+1), Capture: library.Capture{Time: noon.Add(time.Duration(i) * gap), Camera: "A"},
		})
	}
	return all
}

func printOf(img *image.RGBA) *fingerprint.Print {
	p := fingerprint.Of(img)
	return &p
}

// sizes gives the groups' numbers of photos.
func sizes(g *Grouping) (all []int) {
	for i := range g.Groups {
		all = append(all, len(g.Groups[i].Members))
	}
	return all
}

func TestNewsWaitsForRenewAndIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := 0
		s := New(func() { told++ })
		defer s.Close()
		s.Put(photos(4, 3*time.Second), nil)
		if got := sizes(s.Renew()); !slices.Equal(got, []int{1, 1, 1, 1}) {
			t.Fatalf("without pictures: %v", got)
		}
		wait := func() { time.Sleep(2 * settle); synctest.Wait() }
		wait()
		if told != 0 {
			t.Fatal("nothing came, and it was told")
		}
		same := printOf(phototest.Scene(90, 60, 1))
		for id := range library.ID(4) {
			s.PutPrint(&library.Photo{ID: id + 1}, same)
		}
		wait()
		if got := sizes(s.Shown()); told != 1 || len(got) != 4 {
			t.Fatalf("told %d times; shown are %v", told, got)
		}
		s.PutPrint(&library.Photo{ID: 1}, printOf(phototest.Scene(90, 60, 2)))
		s.PutPrint(&library.Photo{ID: 1}, same)
		wait()
		if told != 1 {
			t.Fatalf("told %d times before Renew", told)
		}
		if got := sizes(s.Renew()); !slices.Equal(got, []int{4}) {
			t.Fatalf("renewed: %v", got)
		}
		later := photos(6, 10*time.Minute)[5:] // alone: it moves no other photo
		s.Put(later, nil)
		wait()
		if g, _ := s.Shown().Of(later[0].ID); told != 1 || g != nil {
			t.Errorf("a photo that came alone: told %d times, group %v", told, g)
		}
		s.SetCorrections(map[library.ID]catalog.Correction{3: {Kind: catalog.Split}})
		wait()
		if told != 2 {
			t.Errorf("after a correction told %d times", told)
		}
		s.Drop([]library.ID{4})
		if got := sizes(s.Renew()); !slices.Equal(got, []int{2, 1, 1}) {
			t.Errorf("after all: %v", got)
		}
	})
}

func TestAChangedPhotoLosesTheFingerprintOfItsOldPixels(t *testing.T) {
	s := New(nil)
	defer s.Close()
	same := printOf(phototest.Scene(90, 60, 1))
	all := photos(2, 3*time.Second)
	all[0].Hash, all[1].Hash = "a", "b"
	s.Put(all, map[library.ID]*fingerprint.Print{1: same, 2: same})
	if got := sizes(s.Renew()); !slices.Equal(got, []int{2}) {
		t.Fatal(got)
	}
	all[1].Hash = "c"
	s.Put(all[1:], nil)
	if got := sizes(s.Renew()); !slices.Equal(got, []int{1, 1}) {
		t.Error(got)
	}
}

// desk keeps corrections in memory.
type desk map[library.ID]catalog.Correction

func (d desk) Corrections(context.Context) (map[library.ID]catalog.Correction, error) { return d, nil }

func (d desk) Correct(_ context.Context, k map[library.ID]catalog.Correction) ([]library.Photo, error) {
	for id, c := range k {
		d[id] = c
	}
	return nil, nil
}

// drawer has no fingerprints, and makes those of photos with even numbers.
type drawer struct{ print *fingerprint.Print }

func (drawer) Prints(context.Context, []library.Photo) (map[library.ID]*fingerprint.Print, error) {
	return map[library.ID]*fingerprint.Print{}, nil
}

func (d drawer) PrintStored(_ context.Context, p *library.Photo) *fingerprint.Print {
	if p.ID%2 == 1 {
		return nil
	}
	return d.print
}

func TestBordersAreMovedAndStay(t *testing.T) {
	all, in := photos(5, 100*time.Millisecond), desk{}
	group := func() *Grouping {
		g, unseen, err := OfStored(t.Context(), in, drawer{printOf(phototest.Scene(90, 60, 1))}, all)
		if err != nil || unseen != 3 {
			t.Fatalf("%d unseen, %v", unseen, err)
		}
		return g
	}
	g := group()
	if _, err := g.Split(t.Context(), in, 1); !errors.Is(err, ErrBegins) {
		t.Errorf("splitting where a group begins: %v", err)
	}
	if _, err := g.Join(t.Context(), in, 2); !errors.Is(err, ErrFirst) {
		t.Errorf("joining the first group: %v", err)
	}
	if _, err := g.Split(t.Context(), in, 77); !errors.Is(err, ErrUngrouped) {
		t.Errorf("splitting at a photo that is not there: %v", err)
	}
	for _, step := range []struct {
		move func(*Grouping) error
		want []int
	}{
		{func(g *Grouping) error { _, err := g.Split(t.Context(), in, 3); return err }, []int{2, 3}},
		{func(g *Grouping) error { _, err := g.Split(t.Context(), in, 5); return err }, []int{2, 2, 1}},
		{func(g *Grouping) error { _, err := g.Join(t.Context(), in, 4); return err }, []int{4, 1}},
		{func(g *Grouping) error { _, err := g.Join(t.Context(), in, 5); return err }, []int{5}},
	} {
		if err := step.move(group()); err != nil {
			t.Fatal(err)
		}
		if got := sizes(group()); !slices.Equal(got, step.want) {
			t.Errorf("got %v, want %v", got, step.want)
		}
	}
}

// scored gives items of photos with overall scores and their spread.
func scored(all []library.Photo, spread float64, means ...float64) []query.Item {
	var items []query.Item
	for i := range all {
		items = append(items, query.Item{Photo: &all[i], Score: &library.Score{Overall: library.Value{Known: true, Mean: means[i], SD: spread}}})
	}
	return items
}

func TestGroupsStayTogetherInEveryOrder(t *testing.T) {
	all := photos(6, 100*time.Millisecond)
	for i := range all[3:] { // two bursts of three
		all[3+i].Capture.Time = all[3+i].Capture.Time.Add(time.Hour)
	}
	items := scored(all, 0, 5, 9, 6, 7, 2, 8)
	s := New(nil)
	defer s.Close()
	s.Put(all, nil)
	g := s.Renew()
	for name, c := range map[string]struct {
		order query.Order
		want  []library.ID
	}{
		"best first":   {query.Order{By: query.ByOverall, Descending: true}, []library.ID{1, 2, 3, 4, 5, 6}},
		"worst first":  {query.Order{By: query.ByOverall}, []library.ID{4, 5, 6, 1, 2, 3}},
		"oldest first": {query.Order{By: query.ByTime}, []library.ID{1, 2, 3, 4, 5, 6}},
		"newest first": {query.Order{By: query.ByTime, Descending: true}, []library.ID{4, 5, 6, 1, 2, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			got := slices.Clone(items)
			slices.Reverse(got)
			g.Arrange(got, c.order)
			for i, it := range got {
				if it.Photo.ID != c.want[i] {
					t.Fatalf("place %d has photo %d, want %v", i, it.Photo.ID, c.want)
				}
			}
		})
	}
}

func TestTheBestFrameIsSuggestedWithWhatItIsAheadIn(t *testing.T) {
	const spread = 0.2
	value := func(mean float64) library.Value { return library.Value{Known: true, Mean: mean, SD: spread} }
	for name, c := range map[string]struct {
		change func([]query.Item)
		best   library.ID
		close  []library.ID
		reason string
	}{
		"sharpest": {func(it []query.Item) {
			it[1].Score.Values[library.Clarity], it[0].Score.Values[library.Clarity] = value(8), value(7.2)
		}, 2, nil, "sharpest by 0.8"},
		"two reasons": {func(it []query.Item) {
			it[1].Score.Values[library.Clarity], it[0].Score.Values[library.Clarity] = value(8), value(7.2)
			it[1].Score.Values[library.LevelShot], it[2].Score.Values[library.LevelShot] = value(9), value(7)
		}, 2, nil, "most level by 2.0, sharpest by 0.8"},
		"nothing that only it has": {func(it []query.Item) { it[1].Score.Values[library.Clarity] = value(8) }, 2, nil, "best overall by 1.0"},
		"one is close":             {func(it []query.Item) { it[2].Score.Overall.Mean = 7.8 }, 2, []library.ID{3}, "best overall by 0.2; 3.jpg is too close to call"},
		"two are close": {
			func(it []query.Item) { it[0].Score.Overall.Mean, it[2].Score.Overall.Mean = 7.99, 7.98 }, 2,
			[]library.ID{1, 3},
			"2 others are too close to call",
		},
		"rejected": {func(it []query.Item) { it[1].Photo.Decision.Flag = library.Reject }, 3, nil, "best overall by 1.0"},
		"misfire":  {func(it []query.Item) { it[1].Misfire = true }, 3, nil, "best overall by 1.0"},
	} {
		t.Run(name, func(t *testing.T) {
			all := photos(3, 100*time.Millisecond)
			s := New(nil)
			defer s.Close()
			s.Put(all, nil)
			g := s.Renew()
			items := scored(all, spread, 6, 8, 7)
			c.change(items)
			got, ok := g.Suggest(&g.Groups[0], items)
			if !ok || got.Best != c.best || !slices.Equal(got.Close, c.close) || message.English(got.Reason) != c.reason {
				t.Errorf("%v, %d, close %v: %q", ok, got.Best, got.Close, message.English(got.Reason))
			}
		})
	}
}

func TestNothingIsSuggestedWhereThereIsNothingToChoose(t *testing.T) {
	all := photos(3, 300*time.Millisecond)
	s := New(nil)
	defer s.Close()
	s.Put(all, nil)
	g := s.Renew()
	items := scored(all, 0, 6, 8, 7)
	items[0].Score, items[1].Score = nil, nil
	if got, ok := g.Suggest(&g.Groups[0], items); ok {
		t.Errorf("of one scored frame: %+v", got)
	}
	for i, bias := range []float64{0, -1, 1} {
		all[i].Capture.ExposureBias = bias
	}
	s.Put(all, nil)
	g = s.Renew()
	if got, ok := g.Suggest(&g.Groups[0], scored(all, 0, 6, 8, 7)); ok || g.Groups[0].Kind != "exposure bracket" {
		t.Errorf("of a %s: %+v", g.Groups[0].Kind, got)
	}
}

func TestAFingerprintThatWasMadeAheadFindsItsPhoto(t *testing.T) {
	same := printOf(phototest.Scene(90, 60, 1))
	all := photos(2, 3*time.Second)
	ahead := func(i int, size int64) *library.Photo { return &library.Photo{Path: all[i].Path, Size: size} }
	for name, c := range map[string]struct {
		do   func(*Stacks)
		want []int
	}{
		"before the photo is told of": {func(s *Stacks) {
			s.PutPrint(ahead(0, 0), same)
			s.PutPrint(ahead(1, 0), same)
			s.Put(all, nil)
		}, []int{2}},
		"after it": {func(s *Stacks) {
			s.Put(all, nil)
			s.PutPrint(ahead(0, 0), same)
			s.PutPrint(ahead(1, 0), same)
		}, []int{2}},
		"of another file under its name": {func(s *Stacks) {
			s.PutPrint(ahead(0, 0), same)
			s.PutPrint(ahead(1, 7), same)
			s.Put(all, nil)
		}, []int{1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(nil)
			defer s.Close()
			c.do(s)
			if got := sizes(s.Renew()); !slices.Equal(got, c.want) {
				t.Errorf("grouped as %v, want %v", got, c.want)
			}
		})
	}
}

func TestTheFirstGroupsAreToldOfAndWaitReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := 0
		s := New(nil)
		defer s.Close()
		wait := func() { time.Sleep(2 * settle); synctest.Wait() }
		all := photos(6, 100*time.Millisecond)
		s.Put(all[:3], nil)
		s.Tell(func() { told++ })
		wait()
		if told != 1 || !s.Waiting() || len(s.Shown().Groups) != 0 {
			t.Fatalf("told %d times of the first photos; shown are %v", told, sizes(s.Shown()))
		}
		s.Put(all[3:], nil) // the groups that wait follow what comes, and are told of once
		wait()
		if told != 1 {
			t.Errorf("told %d times before they were taken", told)
		}
		if got := sizes(s.Take()); !slices.Equal(got, []int{6}) {
			t.Errorf("taken: %v", got)
		}
		wait()
		if s.Take() != nil || told != 1 {
			t.Errorf("nothing came, and it was told %d times", told)
		}
		s.Put(photos(7, 100*time.Millisecond), nil) // the same again, and one that joins them
		wait()
		if told != 2 {
			t.Errorf("of a photo that joins a group it was told %d times", told-1)
		}
		s.Take()
		s.Drop([]library.ID{7, 2})
		wait()
		if s.Waiting() {
			t.Error("photos that went regroup the others")
		}
	})
}

func TestACorrectionIsShownAtOnceAndNothingElseWithIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(nil)
		defer s.Close()
		s.Tell(func() {})
		all := photos(4, 100*time.Millisecond)
		s.Put(all, nil)
		s.Renew()
		s.Put(photos(6, 100*time.Millisecond)[4:], nil)
		time.Sleep(2 * settle)
		synctest.Wait()
		got := s.Correct(map[library.ID]catalog.Correction{3: {Kind: catalog.Split}})
		if !slices.Equal(sizes(got), []int{2, 2}) || s.Shown() != got {
			t.Errorf("after the split: %v", sizes(got))
		}
		time.Sleep(2 * settle)
		synctest.Wait()
		if got := sizes(s.Take()); !slices.Equal(got, []int{2, 4}) {
			t.Errorf("what came with it: %v", got)
		}
		if got := sizes(s.Correct(nil)); !slices.Equal(got, []int{6}) {
			t.Errorf("after the correction was undone: %v", got)
		}
	})
}

func TestTheBestFrameIsTheSuggestedOne(t *testing.T) {
	all := photos(4, 100*time.Millisecond)
	s := New(nil)
	defer s.Close()
	s.Put(all, nil)
	g := s.Renew()
	for name, means := range map[string][]float64{"one": {6, 8, 7, 5}, "equal ones": {6, 8, 8, 8}, "the first": {9, 8, 8, 8}} {
		items := scored(all, 0.2, means...)
		slices.Reverse(items)
		want, _ := g.Suggest(&g.Groups[0], items)
		if got := g.Best(&g.Groups[0], items); got != want.Best {
			t.Errorf("%s: %d, and %d is suggested", name, got, want.Best)
		}
	}
	if got := g.Best(&g.Groups[0], scored(all[:1], 0.2, 6)); got != 0 {
		t.Errorf("of one scored frame: %d", got)
	}
}
