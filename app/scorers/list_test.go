package scorers

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// bench is a list on a catalogue of its own.
type bench struct {
	*List
	cat *catalog.Catalog
	mu  sync.Mutex
	got []queue.Result
}

func newBench(t *testing.T) *bench {
	t.Helper()
	dir := t.TempDir()
	cat, err := catalog.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	thumbs, err := catalog.OpenThumbs(dir)
	if err != nil {
		t.Fatal(err)
	}
	log := func(s string) { t.Log(s) }
	px := pictures.Open(pictures.Options{Dir: dir, Store: thumbs, Log: log})
	b := &bench{cat: cat}
	b.List = New(Options{
		Catalog: cat, Pictures: px, Log: log,
		Folders: func() []string { return []string{"/shoot"} },
		Tell: func(rs []queue.Result) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.got = append(b.got, rs...)
		},
	})
	t.Cleanup(func() {
		b.Close()
		px.Close()
		if err := errors.Join(thumbs.Close(), cat.Close()); err != nil {
			t.Error(err)
		}
	})
	return b
}

func newList(t *testing.T) *List { return newBench(t).List }

// photos puts photos into the catalogue that have been read.
func (b *bench) photos(t *testing.T, n int) []library.Photo {
	t.Helper()
	files := make([]catalog.File, n)
	for i := range files {
		files[i] = catalog.File{
			Path: filepath.Join("/shoot", fmt.Sprintf("%d.jpg", i)), Format: library.JPEG,
			Size: 10, ModTime: time.Unix(int64(i), 0),
		}
	}
	photos, err := b.cat.PutFiles(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	reads := make([]catalog.Read, n)
	for i := range photos {
		photos[i].Hash = library.Hash(fmt.Sprintf("test:%d", i))
		reads[i] = catalog.Read{ID: photos[i].ID, Hash: photos[i].Hash, Width: 4, Height: 3, Size: 10, ModTime: files[i].ModTime}
	}
	if err := b.cat.SetRead(t.Context(), reads); err != nil {
		t.Fatal(err)
	}
	return photos
}

// store keeps a score of a photo, as an earlier run would have.
func (b *bench) store(t *testing.T, by library.Provenance, p library.Photo, mean float64) library.Score {
	t.Helper()
	s := library.Score{By: by, Hash: p.Hash, Overall: library.Value{Known: true, Mean: mean, SD: 0.5}}
	if err := b.cat.SaveScores(t.Context(), []catalog.ScoreRow{{ID: p.ID, Score: s}}); err != nil {
		t.Fatal(err)
	}
	return s
}

// named is a scorer that is never asked.
type named struct{ name, model string }

func (n named) Provenance() library.Provenance {
	return library.Provenance{Name: n.name, Model: n.model}
}

func (n named) Score(context.Context, *scoring.Subject) (library.Score, error) {
	return library.Score{}, nil
}

// teller explains too, and says which model it is.
type teller struct{ named }

func (x teller) Explain(_ context.Context, s *scoring.Subject, score *library.Score, form library.ExplanationForm, _ func(string) error) (library.Explanation, error) {
	return library.Explanation{Text: x.model, Form: form}, nil
}

func add(t *testing.T, l *List, specs ...Spec) {
	t.Helper()
	for _, s := range specs {
		if err := l.Add(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

func idsOf(entries []Entry) (ids []ID) {
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	return ids
}

func TestAnyNumberOfScorersHaveQueuesOfTheirOwn(t *testing.T) {
	b := newBench(t)
	photos := b.photos(t, 2)
	by := named{"model", "b"}.Provenance()
	b.store(t, by, photos[1], 7)
	add(t, b.List,
		Spec{Scorer: named{"builtin", ""}},
		Spec{Scorer: named{"model", "a"}, Title: "Model A"},
		Spec{ID: "second", Scorer: named{"model", "b"}})
	if got := idsOf(b.All()); !slices.Equal(got, []ID{BuiltIn, Model, "second"}) {
		t.Fatalf("in use are %v", got)
	}
	second, _ := b.Get("second")
	if second.Progress.Total != 1 || second.State != Scoring || second.Title != "second" || second.Explains {
		t.Errorf("the one with a stored score stands at %+v", second)
	}
	if first, _ := b.Get(Model); first.Progress.Total != 2 || first.Title != "Model A" {
		t.Errorf("the one without stands at %+v", first)
	}
	if len(b.got) != 1 || b.got[0].By != by.Key() || b.got[0].ID != photos[1].ID {
		t.Errorf("told of %+v", b.got)
	}
	b.Drop([]library.ID{photos[0].ID, photos[1].ID})
	for _, e := range b.All() {
		if e.Progress.Total != 0 || e.State != Idle {
			t.Errorf("%s still has %+v", e.ID, e.Progress)
		}
	}
}

func TestAScorerIsRefusedWhoseIDOrScoresAnotherHas(t *testing.T) {
	l := newList(t)
	add(t, l, Spec{Scorer: named{"model", "a"}})
	for name, c := range map[string]struct {
		spec Spec
		want error
	}{
		"the same ID":         {Spec{Scorer: named{"model", "b"}}, ErrInUse},
		"the same provenance": {Spec{ID: "other", Scorer: named{"model", "a"}}, ErrInUse},
		"no scorer":           {Spec{ID: "other"}, ErrNoScorer},
	} {
		if err := l.Add(t.Context(), c.spec); !errors.Is(err, c.want) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	if got := idsOf(l.All()); !slices.Equal(got, []ID{Model}) {
		t.Errorf("in use are %v", got)
	}
}

func TestScoresBelongToAScorerUntilAnotherTakesItsID(t *testing.T) {
	l := newList(t)
	a, b := named{"model", "a"}, named{"model", "b"}
	add(t, l, Spec{Scorer: a})
	if err := l.Remove(Model); err != nil {
		t.Fatal(err)
	}
	if err := l.Remove(Model); err != nil {
		t.Errorf("removing it twice: %v", err)
	}
	if id, ok := l.Of(a.Provenance().Key()); !ok || id != Model {
		t.Errorf("the scores of the one that was removed belong to %q", id)
	}
	add(t, l, Spec{Scorer: b})
	if id, ok := l.Of(a.Provenance().Key()); ok {
		t.Errorf("the scores of the one before still belong to %q", id)
	}
	if id, ok := l.Of(b.Provenance().Key()); !ok || id != Model {
		t.Errorf("the scores of the new one belong to %q", id)
	}
}

func TestAllScorersArePausedAndGoOnTogether(t *testing.T) {
	b := newBench(t)
	b.photos(t, 1)
	add(t, b.List, Spec{Scorer: named{"builtin", ""}}, Spec{Scorer: named{"model", "a"}})
	if b.Paused() {
		t.Fatal("they begin paused")
	}
	b.Pause()
	for _, e := range b.All() {
		if e.State != Paused {
			t.Errorf("%s is in state %d", e.ID, e.State)
		}
	}
	if b.Resume(); b.Paused() {
		t.Error("they are still paused")
	}
}

func TestTheScorerThatMadeAScoreExplainsIt(t *testing.T) {
	l := newList(t)
	a, b := teller{named{"model", "a"}}, teller{named{"model", "b"}}
	add(t, l, Spec{Scorer: named{"builtin", ""}})
	if l.explainer("") != nil {
		t.Error("one explains that cannot")
	}
	if err := l.WaitIdle(t.Context()); !errors.Is(err, ErrNoExplainer) {
		t.Errorf("waiting for nobody gave %v", err)
	}
	add(t, l, Spec{Scorer: a}, Spec{ID: "second", Scorer: b}, Spec{ID: "mute", Scorer: named{"model", "c"}})
	for key, want := range map[string]ID{
		a.Provenance().Key(): Model,
		b.Provenance().Key(): "second",
		"of another":         "second",
	} {
		if got := l.explainer(key); got == nil || got.spec.ID != want {
			t.Errorf("scores under %s are explained by %+v, want %s", key, got, want)
		}
	}
}

func TestOnlySlowScorersAreToldWhatIsWorthScoringSooner(t *testing.T) {
	b := newBench(t)
	photos := b.photos(t, 3)
	for i := range photos {
		photos[i].Capture = library.Capture{Camera: "a", Time: time.Unix([]int64{100, 500, 501}[i], 0)}
	}
	add(t, b.List, Spec{Scorer: named{"builtin", ""}}, Spec{Scorer: named{"model", "a"}, PreviewOnly: true})
	stored, err := b.Stored(t.Context(), photos)
	if err != nil {
		t.Fatal(err)
	}
	stored.Enqueue()
	for _, p := range photos {
		want := queue.Burst
		if p.ID == photos[0].ID {
			want = queue.Rest
		}
		if got := b.ranks.of(&p); got != want {
			t.Errorf("%s has rank %v, want %v", p.Name(), got, want)
		}
	}
}
