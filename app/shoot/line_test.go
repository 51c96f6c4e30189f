package shoot

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// opinion is a second scorer with a name of its own.
type opinion struct {
	counter
	model string
	gate  chan struct{} // each photo waits for one; nil waits for none
}

func (o *opinion) Provenance() library.Provenance {
	return library.Provenance{Name: "model", Version: "1", Model: o.model}
}

func (o *opinion) Score(ctx context.Context, s *scoring.Subject) (library.Score, error) {
	if o.gate != nil {
		select {
		case <-o.gate:
		case <-ctx.Done():
			return library.Score{}, ctx.Err()
		}
	}
	if s.Full != nil {
		return library.Score{}, errors.New("a model has no use for the full picture")
	}
	return o.counter.Score(ctx, s)
}

// byScorer gathers results of two scorers.
type byScorer struct {
	mu      sync.Mutex
	results map[string]map[library.ID]queue.Result
	changed chan struct{}
}

func newByScorer() *byScorer {
	return &byScorer{results: map[string]map[library.ID]queue.Result{}, changed: make(chan struct{}, 1000)}
}

func (b *byScorer) hear(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range e.Scored {
		if b.results[r.By] == nil {
			b.results[r.By] = map[library.ID]queue.Result{}
		}
		b.results[r.By][r.ID] = r
	}
	select {
	case b.changed <- struct{}{}:
	default:
	}
}

func (b *byScorer) count(key string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.results[key])
}

// waitCount waits until a scorer has n results.
func (b *byScorer) waitCount(t *testing.T, key string, n int) {
	t.Helper()
	late := time.After(30 * time.Second)
	for b.count(key) < n {
		select {
		case <-b.changed:
		case <-late:
			t.Fatalf("%d results of %s, want %d", b.count(key), key, n)
		}
	}
}

func TestAModelScoresBesideTheFirstScorerAndIsTakenAwayAgain(t *testing.T) {
	dir, home := shoot(t, 3), t.TempDir()
	first, second := &counter{}, &opinion{model: "tiny"}
	measured, model := first.Provenance().Key(), second.Provenance().Key()
	s := open(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: first, Watch: true})
	b := newByScorer()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, b.hear) }()
	b.waitCount(t, measured, 3)

	if err := s.AddModel(ctx, second, 1); err != nil {
		t.Fatal(err)
	}
	if err := s.AddModel(ctx, second, 1); !errors.Is(err, ErrModelInUse) {
		t.Errorf("a second model gave %v", err)
	}
	b.waitCount(t, model, 3)
	if err := s.RemoveModel(); err != nil || s.Model() != nil {
		t.Errorf("taking it away: %v", err)
	}
	// What it scored is there at once the next time, and asked for no more.
	again := newByScorer()
	third := &opinion{model: "tiny", gate: make(chan struct{})}
	if err := s.AddModel(ctx, third, 1); err != nil {
		t.Fatal(err)
	}
	b.waitCount(t, model, 3)
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if len(third.asked) != 0 || again.count(model) != 0 {
		t.Errorf("asked again for %v", third.asked)
	}
	stored, err := s.Catalog().Scores(t.Context(), nil, model)
	if err != nil || len(stored) != 3 {
		t.Errorf("%d stored scores of the model, %v", len(stored), err)
	}
}

// TestAModelThatIsTakenAwayInTheMiddleLosesNothing holds the model at its second
// photo.
func TestAModelThatIsTakenAwayInTheMiddleLosesNothing(t *testing.T) {
	dir := shoot(t, 3)
	first, second := &counter{}, &opinion{model: "slow", gate: make(chan struct{})}
	key := second.Provenance().Key()
	s := open(t, Options{CatalogDir: t.TempDir(), Folders: []string{dir}, Scorer: first, Watch: true})
	b := newByScorer()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, b.hear) }()
	if err := s.AddModel(ctx, second, 1); err != nil {
		t.Fatal(err)
	}
	second.gate <- struct{}{}
	b.waitCount(t, key, 1)
	if err := s.RemoveModel(); err != nil {
		t.Error(err)
	}
	if err := s.AddModel(ctx, &opinion{model: "slow"}, 2); err != nil {
		t.Fatal(err)
	}
	b.waitCount(t, key, 3)
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if len(second.asked) != 1 {
		t.Errorf("the first model was asked for %v", second.asked)
	}
}

func TestAModelAlsoWorksOnceThroughWithoutWatching(t *testing.T) {
	first, second := &counter{}, &opinion{model: "tiny"}
	s := open(t, Options{CatalogDir: t.TempDir(), Folders: []string{shoot(t, 2)}, Scorer: first})
	if err := s.AddModel(t.Context(), second, 1); err != nil {
		t.Fatal(err)
	}
	b := newByScorer()
	if err := s.Run(t.Context(), b.hear); err != nil {
		t.Fatal(err)
	}
	if got := b.count(second.Provenance().Key()); got != 2 {
		t.Errorf("%d results of the model", got)
	}
}

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
