package window

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/measure"
)

// fakeModel is a model that notes its end.
type fakeModel struct {
	name   string
	closed func(string)
}

func (f *fakeModel) Provenance() library.Provenance {
	return library.Provenance{Name: "model", Model: f.name}
}

func (f *fakeModel) Score(context.Context, *scoring.Subject) (library.Score, error) {
	return library.Score{}, nil
}

func (f *fakeModel) Status() engine.Status { return engine.Status{State: engine.Ready, Device: f.name} }
func (f *fakeModel) Close() error          { f.closed(f.name); return nil }

// runnerBench runs a modelRunner with fake models. A model called "slow" loads until
// nobody wants it any more, one called "broken" does not load.
type runnerBench struct {
	*modelRunner
	mu     sync.Mutex
	closed []string
	news   chan modelNews
	stop   func()
}

func newRunnerBench(t *testing.T) *runnerBench {
	t.Helper()
	st, err := shoot.Open(t.Context(), shoot.Options{CatalogDir: t.TempDir(), Scorer: measure.New()})
	if err != nil {
		t.Fatal(err)
	}
	b := &runnerBench{news: make(chan modelNews, 100)}
	start := func(ctx context.Context, s local.Settings, _ func(engine.Status)) (ModelScorer, error) {
		switch s.Model {
		case "slow":
			<-ctx.Done()
			return nil, ctx.Err()
		case "broken":
			return nil, errors.New("broken.gguf is no model: choose another file")
		}
		return &fakeModel{s.Model, func(name string) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.closed = append(b.closed, name)
		}}, nil
	}
	b.modelRunner = newModelRunner(st, start, func(n modelNews) { b.news <- n }, func(s string) { t.Log(s) })
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { b.run(ctx) })
	b.stop = sync.OnceFunc(func() {
		cancel()
		running.Wait()
		b.end()
	})
	t.Cleanup(func() {
		b.stop()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// next waits for the next settled news.
func (b *runnerBench) next(t *testing.T, want modelState) modelNews {
	t.Helper()
	for {
		select {
		case n := <-b.news:
			if !n.settled {
				continue
			}
			if n.state != want {
				t.Fatalf("the model's state is %d (%v), want %d", n.state, n.err, want)
			}
			return n
		case <-time.After(10 * time.Second):
			t.Fatalf("the state %d never came", want)
		}
	}
}

func (b *runnerBench) wantClosed(t *testing.T, want ...string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if !slices.Equal(b.closed, want) {
		t.Errorf("ended are %v, want %v", b.closed, want)
	}
}

func TestAModelIsStartedReplacedAndEnded(t *testing.T) {
	b := newRunnerBench(t)
	b.wish(&local.Settings{Model: "a"})
	b.next(t, modelStarting)
	a := b.next(t, modelOn)
	b.wish(&local.Settings{Model: "b"})
	b.next(t, modelStarting)
	if other := b.next(t, modelOn); other.key == a.key {
		t.Error("two models have one key")
	}
	b.wantClosed(t, "a")
	b.wish(nil)
	b.next(t, modelOff)
	b.wantClosed(t, "a", "b")
	if b.shoot.Model() != nil {
		t.Error("the shoot still scores with a model")
	}
}

func TestAModelThatIsStillLoadingGivesWayToTheNextWish(t *testing.T) {
	b := newRunnerBench(t)
	b.wish(&local.Settings{Model: "slow"})
	b.next(t, modelStarting)
	b.wish(&local.Settings{Model: "b"})
	b.next(t, modelStarting)
	b.next(t, modelOn)
	b.stop()
	b.wantClosed(t, "b")
}

func TestAModelThatDoesNotLoadSaysWhy(t *testing.T) {
	b := newRunnerBench(t)
	b.wish(&local.Settings{Model: "broken"})
	b.next(t, modelStarting)
	if n := b.next(t, modelOff); n.err == nil {
		t.Error("nothing is said about the model that does not load")
	}
	b.wish(&local.Settings{Model: "a"})
	b.next(t, modelStarting)
	b.next(t, modelOn)
}

func TestTheWindowsEndEndsAModelThatIsStillLoading(t *testing.T) {
	b := newRunnerBench(t)
	b.wish(&local.Settings{Model: "slow"})
	b.next(t, modelStarting)
	b.stop()
	b.wantClosed(t)
}
