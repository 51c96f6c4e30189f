package scorers

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
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

// runnerBench runs a Runner with fake models. A model called "slow" loads until
// nobody wants it any more, one called "broken" does not load.
type runnerBench struct {
	*Runner
	mu     sync.Mutex
	closed []string
	news   chan ModelNews
	stop   func()
}

func newRunnerBench(t *testing.T) *runnerBench {
	t.Helper()
	list := newList(t)
	b := &runnerBench{news: make(chan ModelNews, 100)}
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
	b.Runner = NewRunner(list, Model, start, func(n ModelNews) { b.news <- n }, func(s string) { t.Log(s) })
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { b.Run(ctx) })
	b.stop = sync.OnceFunc(func() {
		cancel()
		running.Wait()
		b.End()
	})
	t.Cleanup(b.stop)
	return b
}

// next waits for the next settled news.
func (b *runnerBench) next(t *testing.T, want ModelState) ModelNews {
	t.Helper()
	for {
		select {
		case n := <-b.news:
			if !n.Settled {
				continue
			}
			if n.State != want {
				t.Fatalf("the model's state is %d (%v), want %d", n.State, n.Err, want)
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
	b.Request(&local.Settings{Model: "a"})
	b.next(t, ModelStarting)
	a := b.next(t, ModelOn)
	b.Request(&local.Settings{Model: "b"})
	b.next(t, ModelStarting)
	if other := b.next(t, ModelOn); other.Key == a.Key {
		t.Error("two models have one key")
	}
	b.wantClosed(t, "a")
	b.Request(nil)
	b.next(t, ModelOff)
	b.wantClosed(t, "a", "b")
	if _, there := b.list.Get(Model); there {
		t.Error("the model is still in the list")
	}
}

func TestAModelThatIsStillLoadingGivesWayToTheNextRequest(t *testing.T) {
	b := newRunnerBench(t)
	b.Request(&local.Settings{Model: "slow"})
	b.next(t, ModelStarting)
	b.Request(&local.Settings{Model: "b"})
	b.next(t, ModelStarting)
	b.next(t, ModelOn)
	b.stop()
	b.wantClosed(t, "b")
}

func TestAModelThatDoesNotLoadSaysWhy(t *testing.T) {
	b := newRunnerBench(t)
	b.Request(&local.Settings{Model: "broken"})
	b.next(t, ModelStarting)
	if n := b.next(t, ModelOff); n.Err == nil {
		t.Error("nothing is said about the model that does not load")
	}
	b.Request(&local.Settings{Model: "a"})
	b.next(t, ModelStarting)
	b.next(t, ModelOn)
}

func TestTheEndEndsAModelThatIsStillLoading(t *testing.T) {
	b := newRunnerBench(t)
	b.Request(&local.Settings{Model: "slow"})
	b.next(t, ModelStarting)
	b.stop()
	b.wantClosed(t)
}
