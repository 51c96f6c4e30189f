package shoot

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
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

// slow is how a model is added.
func slow(s scoring.Scorer, atOnce int) scorers.Spec {
	return scorers.Spec{Scorer: s, AtOnce: atOnce, PreviewOnly: true}
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

	if err := s.Scorers().Add(ctx, slow(second, 1)); err != nil {
		t.Fatal(err)
	}
	if err := s.Scorers().Add(ctx, slow(second, 1)); !errors.Is(err, scorers.ErrInUse) {
		t.Errorf("a second model gave %v", err)
	}
	b.waitCount(t, model, 3)
	err := s.Scorers().Remove(scorers.Model)
	if _, there := s.Scorers().Get(scorers.Model); err != nil || there {
		t.Errorf("taking it away: %v", err)
	}
	// What it scored is there at once the next time, and asked for no more.
	again := newByScorer()
	third := &opinion{model: "tiny", gate: make(chan struct{})}
	if err := s.Scorers().Add(ctx, slow(third, 1)); err != nil {
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
	if err := s.Scorers().Add(ctx, slow(second, 1)); err != nil {
		t.Fatal(err)
	}
	second.gate <- struct{}{}
	b.waitCount(t, key, 1)
	if err := s.Scorers().Remove(scorers.Model); err != nil {
		t.Error(err)
	}
	if err := s.Scorers().Add(ctx, slow(&opinion{model: "slow"}, 2)); err != nil {
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
	if err := s.Scorers().Add(t.Context(), slow(second, 1)); err != nil {
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
