package query

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func TestEachFacetIsCountedAsThoughItsOwnFilterWereOff(t *testing.T) {
	shot := func(path string, flag library.Flag, stars library.Rating, camera string, day int) Item {
		return photo("", func(p *library.Photo) {
			p.Path = path
			p.Decision = library.Decision{Flag: flag, Rating: stars}
			p.Capture = library.Capture{Time: noon.AddDate(0, 0, day), Camera: camera}
		})
	}
	items := []Item{
		shot("/b/1.jpg", library.Pick, 5, "R5", 0),
		shot("/b/2.jpg", library.Reject, 5, "R5", 1),
		shot("/a/3.jpg", library.Pick, 0, "Z9", 0),
		shot("/a/4.jpg", library.Reject, 0, "", 1),
		photo("gone.jpg", func(p *library.Photo) { p.Missing = true }),
	}
	got := Count(items, Filter{Flags: []library.Flag{library.Pick}, Camera: "R5"})
	want := Counts{
		Shown:   1,
		Total:   4,
		Flags:   map[library.Flag]int{library.Pick: 1, library.Reject: 1},
		Ratings: [6]int{5: 1},
		Labels:  map[library.Label]int{library.NoLabel: 1},
		Cameras: []Facet{{"R5", 1}, {"Z9", 1}},
		Lenses:  []Facet{},
		Days:    []Facet{{"2026-05-31", 1}},
		Folders: []Facet{{"/b", 1}},

		Faces: map[FacesWanted]int{}, FacesPending: 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestValuesAreCountedOfThePhotosThatAreShown(t *testing.T) {
	scored := func(clarity, level, overall float64) Item {
		it := photo("a.jpg", func(*library.Photo) {})
		it.Score = &library.Score{}
		for a, mean := range map[library.Attribute]float64{library.Clarity: clarity, library.LevelShot: level} {
			if mean >= 0 {
				it.Score.Values[a] = library.Value{Mean: mean, Known: true}
			}
		}
		it.Score.Overall = library.Value{Mean: overall, Known: true}
		return it
	}
	unknown := scored(-1, -1, 0)
	unknown.Score.Overall = library.Value{Mean: math.NaN(), Known: true}
	items := []Item{scored(3, 5, 4), scored(6, -1, 6), scored(8, 9, 7), unknown, photo("b.jpg", func(*library.Photo) {})}
	ranged := func(clarity, level Range) Filter {
		return Filter{Attributes: map[library.Attribute]Range{library.Clarity: clarity, library.LevelShot: level}}
	}
	for name, c := range map[string]struct {
		filter                         Filter
		shown, overall, clarity, level int
	}{
		"no filter":    {Filter{}, 5, 3, 3, 2},
		"one range":    {ranged(Range{5, 10}, Any()), 2, 2, 2, 1},
		"both ends":    {ranged(Range{5, 7}, Any()), 1, 1, 1, 0},
		"two ranges":   {ranged(Range{2, 10}, Range{8, 10}), 1, 1, 1, 1},
		"overall":      {Filter{Overall: Range{0, 5}}, 1, 1, 1, 1},
		"nothing left": {ranged(Range{9, 10}, Any()), 0, 0, 0, 0},
	} {
		got := Count(items, c.filter)
		if got.Shown != c.shown || got.Overall != c.overall || got.Attributes[library.Clarity] != c.clarity || got.Attributes[library.LevelShot] != c.level {
			t.Errorf("%s: %d shown, %d with an overall value, %d with clarity, %d with level", name,
				got.Shown, got.Overall, got.Attributes[library.Clarity], got.Attributes[library.LevelShot])
		}
	}
}

func TestCountedDaysSelectTheirPhotos(t *testing.T) {
	var items []Item
	for i := range 48 {
		zone := time.FixedZone("", (i%25-12)*3600)
		items = append(items, photo("a.jpg", func(p *library.Photo) {
			p.Capture.Time = time.Date(2026, 5, 30, i, 0, 0, 0, zone)
		}))
	}
	days := Count(items, NewFilter()).Days
	if len(days) != 2 {
		t.Fatalf("got %v", days)
	}
	for _, day := range days {
		f := NewFilter()
		var err error
		if f.From, f.To, err = DayRange(day.Value); err != nil {
			t.Fatal(err)
		}
		if got := len(f.Select(items)); got != day.Count || got != 24 {
			t.Errorf("%s: %d counted, %d shown", day.Value, day.Count, got)
		}
	}
}

// BenchmarkQuery filters and counts a season of photos: what typing in the search and a
// slider cost, apart from drawing.
func BenchmarkQuery(b *testing.B) {
	few, many := season(1_000), season(50_000)
	f := Filter{
		MinRating: 2, Overall: Range{3, MaxScore}, Folders: []string{"/home/photographer"}, Text: "dsc canon",
		Attributes: map[library.Attribute]Range{library.Clarity: {2, MaxScore}},
	}
	for name, run := range map[string]func([]Item){
		"select": func(items []Item) { f.Select(items) },
		"search": func(items []Item) { (&Filter{Text: "dsc canon 99"}).Select(items) },
		"count":  func(items []Item) { Count(items, f) },
	} {
		b.Run(name, func(b *testing.B) {
			var small, large time.Duration
			for b.Loop() {
				small += timed(50, func() { run(few) })
				large += timed(1, func() { run(many) })
			}
			b.ReportMetric(float64(large)/float64(b.N)/1e6, "ms/50000")
			b.ReportMetric(float64(large)/float64(small), "growth")
		})
	}
}
