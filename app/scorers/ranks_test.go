package scorers

import (
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/queue"
)

func TestBurstsAreFoundByCameraAndTime(t *testing.T) {
	start := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	at := func(id library.ID, camera string, ms int) library.Photo {
		return library.Photo{ID: id, Capture: library.Capture{Camera: camera, Time: start.Add(time.Duration(ms) * time.Millisecond)}}
	}
	for name, c := range map[string]struct {
		photos []library.Photo
		want   []library.ID
	}{
		"two a second apart":        {[]library.Photo{at(1, "a", 0), at(2, "a", 1000)}, []library.ID{1, 2}},
		"just within the gap":       {[]library.Photo{at(1, "a", 1900), at(2, "a", 3900)}, []library.ID{1, 2}},
		"just beyond it":            {[]library.Photo{at(1, "a", 100), at(2, "a", 2101)}, nil},
		"two cameras at once":       {[]library.Photo{at(1, "a", 0), at(2, "b", 0)}, nil},
		"before the first":          {[]library.Photo{at(1, "a", 5000), at(2, "a", 3100)}, []library.ID{1, 2}},
		"one that is told again":    {[]library.Photo{at(1, "a", 0), at(1, "a", 0)}, nil},
		"no time was written":       {[]library.Photo{{ID: 1}, {ID: 2}}, nil},
		"three and a straggler":     {[]library.Photo{at(1, "a", 0), at(2, "a", 300), at(3, "a", 600), at(4, "a", 9000)}, []library.ID{1, 2, 3}},
		"the second makes the pair": {[]library.Photo{at(7, "a", 0), at(9, "a", 60000), at(8, "a", 500)}, []library.ID{7, 8}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRanks()
			got := r.seen(c.photos)
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("bursts of %v, want %v", got, c.want)
			}
			for _, id := range got {
				if r.of(&library.Photo{ID: id}) != queue.Burst {
					t.Errorf("%d has not the rank of a burst", id)
				}
			}
		})
	}
}

func TestPhotosNearTheMiddleComeBeforeClearCases(t *testing.T) {
	r := newRanks()
	var results []queue.Result
	for i, mean := range []float64{5, 2, 8, 5.2, 4.8, 9, 1, 5.4, 4.3, 5.1} {
		score := library.Score{Overall: library.Value{Known: true, Mean: mean, SD: 0.5}}
		results = append(results, queue.Result{ID: library.ID(i + 1), By: "m", Score: &score})
	}
	results = append(results, queue.Result{ID: 11, By: "other", Score: results[0].Score}, queue.Result{ID: 12, By: "m"})
	got := r.judged(results, "m")
	if want := []library.ID{8, 10}; !slices.Equal(got, want) {
		t.Errorf("uncertain are %v, want %v", got, want)
	}
	for id, want := range map[library.ID]queue.Rank{8: queue.Uncertain, 9: queue.Rest, 11: queue.Rest} {
		if got := r.of(&library.Photo{ID: id}); got != want {
			t.Errorf("%d has rank %v, want %v", id, got, want)
		}
	}
}

func TestKnownGroupsCountBeforeTimes(t *testing.T) {
	start := time.Date(2026, 11, 20, 10, 0, 0, 5e6, time.UTC)
	var photos []library.Photo
	for i, ms := range []int{0, 1900, 9000, 9100, 9200} { // the first two are near in time, and not one burst
		photos = append(photos, library.Photo{ID: library.ID(i + 1), Capture: library.Capture{Camera: "a", Time: start.Add(time.Duration(ms) * time.Millisecond)}})
	}
	groups := stacks.New(nil)
	defer groups.Close()
	groups.Put(photos, nil)
	l := &List{ranks: newRanks()}
	l.Grouped(groups.Renew())
	if got := l.ranks.seen(photos); len(got) != 0 {
		t.Errorf("by their times %v are bursts", got)
	}
	for id, want := range map[library.ID]queue.Rank{1: queue.Rest, 2: queue.Rest, 3: queue.Burst, 5: queue.Burst} {
		if got := l.ranks.of(&library.Photo{ID: id}); got != want {
			t.Errorf("photo %d has rank %v, want %v", id, got, want)
		}
	}
	later := []library.Photo{{ID: 6, Capture: photos[4].Capture}, {ID: 7, Capture: photos[4].Capture}}
	if got := l.ranks.seen(later); !slices.Equal(got, []library.ID{6, 7}) {
		t.Errorf("of photos that came later %v are bursts", got)
	}
}
