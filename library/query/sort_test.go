package query

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestUnscoredPhotosComeLastInBothDirections(t *testing.T) {
	clarity := func(v float64) map[library.Attribute]float64 {
		return map[library.Attribute]float64{library.Clarity: v}
	}
	items := []Item{
		photo("unscored.jpg"), scored("absent.jpg", 9, nil),
		scored("low.jpg", 5, clarity(2)), scored("high.jpg", 1, clarity(8)),
	}
	for name, tc := range map[string]struct {
		order Order
		want  []string
	}{
		"ascending":  {Order{By: "clarity"}, []string{"low.jpg", "high.jpg", "absent.jpg", "unscored.jpg"}},
		"descending": {Order{By: "clarity", Descending: true}, []string{"high.jpg", "low.jpg", "absent.jpg", "unscored.jpg"}},
		"overall":    {Order{By: ByOverall, Descending: true}, []string{"absent.jpg", "low.jpg", "high.jpg", "unscored.jpg"}},
	} {
		got := slices.Clone(items)
		Sort(got, tc.order)
		if !slices.Equal(names(got), tc.want) {
			t.Errorf("%s: got %q, want %q", name, names(got), tc.want)
		}
	}
}

func TestEqualPhotosAreOrderedByTimeThenName(t *testing.T) {
	at := func(offset time.Duration, stars library.Rating) func(*library.Photo) {
		return func(p *library.Photo) {
			p.Capture.Time = noon.Add(offset)
			p.Decision.Rating = stars
		}
	}
	items := []Item{
		photo("IMG_10.jpg", at(0, 3)), photo("IMG_9.jpg", at(0, 3)),
		photo("IMG_1.jpg", at(time.Second, 3)), photo("IMG_2.jpg", at(0, 5)),
	}
	for name, tc := range map[string]struct {
		order Order
		want  []string
	}{
		"rating down": {Order{By: ByRating, Descending: true}, []string{"IMG_2.jpg", "IMG_9.jpg", "IMG_10.jpg", "IMG_1.jpg"}},
		"rating up":   {Order{By: ByRating, Descending: false}, []string{"IMG_9.jpg", "IMG_10.jpg", "IMG_1.jpg", "IMG_2.jpg"}},
		"time up":     {Order{By: ByTime, Descending: false}, []string{"IMG_2.jpg", "IMG_9.jpg", "IMG_10.jpg", "IMG_1.jpg"}},
		"time down":   {Order{By: ByTime, Descending: true}, []string{"IMG_1.jpg", "IMG_10.jpg", "IMG_9.jpg", "IMG_2.jpg"}},
		"name down":   {Order{By: ByName, Descending: true}, []string{"IMG_10.jpg", "IMG_9.jpg", "IMG_2.jpg", "IMG_1.jpg"}},
		"unknown key": {Order{By: "beauty"}, []string{"IMG_2.jpg", "IMG_9.jpg", "IMG_10.jpg", "IMG_1.jpg"}},
	} {
		got := slices.Clone(items)
		Sort(got, tc.order)
		if !slices.Equal(names(got), tc.want) {
			t.Errorf("%s: got %q, want %q", name, names(got), tc.want)
		}
	}
}

func TestIdenticalPhotosKeepTheirPlaces(t *testing.T) {
	var items []Item
	for i := range 100 {
		items = append(items, photo("same.jpg", func(p *library.Photo) { p.ID = library.ID(i) }))
	}
	for _, key := range SortKeys() {
		Sort(items, Order{By: key, Descending: true})
		for i, it := range items {
			if it.Photo.ID != library.ID(i) {
				t.Fatalf("sorting by %s moved photo %d to place %d", key, it.Photo.ID, i)
			}
		}
	}
}

func TestEverySortKeyCanBeTypedAndHasItsOwnTitle(t *testing.T) {
	titles := map[string]bool{}
	for _, key := range SortKeys() {
		if got, err := ParseSortBy(string(key)); err != nil || got != key {
			t.Errorf("ParseSortBy(%q) = %q, %v", key, got, err)
		}
		titles[key.Title()] = true
	}
	if len(titles) != len(SortKeys()) {
		t.Errorf("%d titles for %d keys", len(titles), len(SortKeys()))
	}
	if _, err := ParseSortBy("beauty"); err == nil {
		t.Error("an unknown key was accepted")
	}
}

func TestWhatIsNearlyInOrderIsSortedLikeAnythingElse(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, order := range []Order{{By: ByOverall, Descending: true}, {By: ByTime}, {By: ByName, Descending: true}} {
		for _, moved := range []int{0, 1, 7, 40, 100, 300} {
			items := season(400)
			Sort(items, order)
			for range moved { // some come to another place
				i, j := r.IntN(len(items)), r.IntN(len(items))
				it := items[i]
				items = slices.Insert(slices.Delete(items, i, i+1), j, it)
			}
			want := slices.Clone(items)
			compare := comparer(&order)
			read := newKeyReader(&order)
			slices.SortStableFunc(want, func(a, b Item) int {
				x, y := read.key(a), read.key(b)
				return compare(&x, &y)
			})
			if Sort(items, order); !slices.Equal(items, want) {
				t.Errorf("%v with %d moved is not in order", order, moved)
			}
		}
	}
}

// BenchmarkSort reports what a photo costs among many beside one among few: growth 1
// would be linear.
func BenchmarkSort(b *testing.B) {
	few, many := season(1_000), season(50_000)
	for _, order := range []Order{{By: ByOverall, Descending: true}, {By: ByName}, {By: ByTime}, {By: "clarity"}, {By: ByWeights}} {
		b.Run(string(order.By), func(b *testing.B) {
			var small, large, again time.Duration
			for b.Loop() {
				small += timed(50, func() { Sort(slices.Clone(few), order) })
				large += timed(1, func() { Sort(slices.Clone(many), order) })
				sorted := slices.Clone(many)
				Sort(sorted, order)
				sorted = append(sorted[500:], sorted[:500]...)
				again += timed(1, func() { Sort(sorted, order) })
			}
			b.ReportMetric(float64(again)/float64(large), "again/sort") // with 500 that came at the end
			b.ReportMetric(float64(large)/float64(b.N)/1e6, "ms/50000")
			b.ReportMetric(float64(large)/float64(small), "growth")
		})
	}
}

// timed is how long so many calls take.
func timed(calls int, f func()) time.Duration {
	start := time.Now()
	for range calls {
		f()
	}
	return time.Since(start)
}
