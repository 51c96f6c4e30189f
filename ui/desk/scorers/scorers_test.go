package scorers

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
)

const switchCommand command.ID = "switch-scorer"

// fakeModel is a model that scores nothing.
type fakeModel struct{ name string }

func (m fakeModel) Provenance() library.Provenance {
	return library.Provenance{Name: "model", Model: m.name}
}

func (m fakeModel) Score(context.Context, *scoring.Subject) (library.Score, error) {
	return library.Score{}, nil
}
func (m fakeModel) Status() engine.Status { return engine.Status{Backend: "CPU"} }
func (m fakeModel) Close() error          { return nil }

// room is the controller on a desk with three photos. A model called "broken" does
// not start.
type room struct {
	*Scorers
	d        *desktest.Desk
	photos   []library.Photo
	changes  int // of the model
	rescored int
	opened   int // the form
}

// newRoom gives a controller; offer says whether a model can be started.
// noDevices knows of no device.
type noDevices struct{}

func (noDevices) All() []engine.Device   { return nil }
func (noDevices) List(string)            {}
func (noDevices) WhenListed(func())      {}
func (noDevices) TimeText(string) string { return "" }

func newRoom(t *testing.T, offer bool) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	r.photos = r.d.AddPhotos(t, 3)
	start := func(_ context.Context, s local.Settings, _ func(engine.Status)) (scorers.ModelScorer, error) {
		if s.Name() == "broken" {
			return nil, errors.New("broken.gguf is no model: choose another file")
		}
		return fakeModel{s.Name()}, nil
	}
	if !offer {
		start = nil
	}
	r.Scorers = New(Needs{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay, Chooser: r.d.Chooser, Apply: r.d.Apply,
		List: r.d.Shoot.Scorers(), Stored: r.d.Shoot.Catalog(), Start: start, Devices: noDevices{},
		Chosen: &r.d.Settings.Scorers, Model: &r.d.Settings.Model,
		ModelChanged: func() { r.changes++ }, Rescored: func() { r.rescored++ }, FormOpens: func() { r.opened++ },
	})
	return r
}

// run carries out requests until the test ends.
func (r *room) run(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan bool)
	go func() { r.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended; r.End() })
}

// until tells what happens until a condition holds.
func (r *room) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !holds(); {
		if time.Now().After(deadline) {
			t.Fatalf("%s never came", what)
		}
		time.Sleep(time.Millisecond)
		r.d.Apply(r.d.Desk.Drain())
	}
}

// choose names the files of a model.
func (r *room) choose(name string) {
	r.d.Settings.Model = local.Settings{Runtime: "/libs", Model: filepath.Join("/m", name+".gguf"), Projector: "/m/p.gguf"}
}

// add puts another scorer into the list.
func (r *room) add(t *testing.T, id scorers.ID, title string) {
	t.Helper()
	if err := r.List.Add(t.Context(), scorers.Spec{ID: id, Title: title, Scorer: fakeModel{title}}); err != nil {
		t.Fatal(err)
	}
}

func (r *room) titles() (titles []string) {
	for _, o := range r.Options() {
		titles = append(titles, o.Title)
	}
	return titles
}

func TestTheOptionsAreWhatScoresAndTheModelThatWasChosen(t *testing.T) {
	r := newRoom(t, true)
	if got := r.titles(); !slices.Equal(got, []string{"Built-in"}) {
		t.Errorf("with nothing chosen: %q", got)
	}
	r.choose("qwen")
	if got := r.titles(); !slices.Equal(got, []string{"Built-in", "qwen"}) {
		t.Errorf("with a model chosen: %q", got)
	}
	r.add(t, scorers.Model, "qwen")
	if got := r.titles(); !slices.Equal(got, []string{"Built-in", "qwen"}) {
		t.Errorf("with the model running: %q", got)
	}
	r.add(t, "server", "studio server")
	if got := r.titles(); !slices.Equal(got, []string{"Built-in", "qwen", "studio server"}) {
		t.Errorf("with a third scorer: %q", got)
	}
	if got := newRoom(t, false); len(got.Options()) != 1 {
		t.Errorf("where no model is offered: %q", got.titles())
	}
}

func TestMCyclesThroughTheScorers(t *testing.T) {
	for name, c := range map[string]struct {
		others []scorers.ID
		want   []scorers.ID
	}{
		"two":   {[]scorers.ID{scorers.Model}, []scorers.ID{scorers.Model, scorers.BuiltIn, scorers.Model}},
		"three": {[]scorers.ID{scorers.Model, "server"}, []scorers.ID{scorers.Model, "server", scorers.BuiltIn, scorers.Model}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, true)
			r.model.state = scorers.ModelOn
			for _, id := range c.others {
				r.add(t, id, "The "+string(id))
			}
			for i, want := range c.want {
				r.d.Applied = change.None
				r.d.Do(t, r.Commands(), switchCommand)
				says := "Showing the scores of The " + string(want)
				if want == scorers.BuiltIn {
					says = "Showing the built-in scorer's scores"
				}
				if r.d.Session.Chosen() != want || r.d.Settings.Scorers.Shown != want || r.d.Notices.Notice() != says {
					t.Errorf("press %d shows %q and says %q, want %q", i+1, r.d.Session.Chosen(), r.d.Notices.Notice(), want)
				}
				if !r.d.Applied.Has(change.Order) || !r.d.Applied.Has(change.Toolbar) {
					t.Errorf("press %d changed %v", i+1, r.d.Applied)
				}
			}
		})
	}
}

func TestMAsksForAModelWhereNoneWasChosen(t *testing.T) {
	r := newRoom(t, true)
	r.d.Do(t, r.Commands(), switchCommand)
	styletest.Sees(t, r.d.Overlay.Object(), "Score with a model")
	if r.d.Session.Chosen() != scorers.BuiltIn || r.opened != 1 {
		t.Errorf("shown is %q, the form opened %d times", r.d.Session.Chosen(), r.opened)
	}
}

func TestMGoesBackFromAScorerThatWasRemoved(t *testing.T) {
	r := newRoom(t, true)
	r.d.Session.Choose(scorers.Model) // whose files were removed meanwhile
	r.d.Do(t, r.Commands(), switchCommand)
	if r.d.Session.Chosen() != scorers.BuiltIn || r.d.Overlay.IsOpen() {
		t.Errorf("shown is %q, a form is open: %v", r.d.Session.Chosen(), r.d.Overlay.IsOpen())
	}
}

func TestWhereNoOtherScorerIsToBeHadMSaysSo(t *testing.T) {
	r := newRoom(t, false)
	r.d.Do(t, r.Commands(), switchCommand)
	if got := r.d.Notices.Notice(); r.d.Session.Chosen() != scorers.BuiltIn || got != "There is no other scorer" {
		t.Errorf("shown is %q, it says %q", r.d.Session.Chosen(), got)
	}
}

func TestResultsGoToTheScorerThatGaveThem(t *testing.T) {
	r := newRoom(t, true)
	r.add(t, scorers.Model, "qwen")
	e, _ := r.List.Get(scorers.Model)
	score := library.Score{Overall: library.Value{Known: true, Mean: 2}}
	changed := r.Scored([]queue.Result{
		{By: e.Key, ID: r.photos[0].ID, Score: &score},
		{By: e.Key, ID: r.photos[1].ID, Problem: library.Verbatim("the engine stopped")},
		{By: "a model of last year", ID: r.photos[2].ID, Score: &score},
	})
	s := r.d.Session
	if got := s.ScoreBy(scorers.Model, r.photos[0].ID); got == nil || got.Overall.Mean != 2 {
		t.Errorf("the first has %+v", got)
	}
	if s.ScoreBy(scorers.Model, r.photos[2].ID) != nil || s.ScoreBy(scorers.BuiltIn, r.photos[2].ID).Overall.Mean == 2 {
		t.Error("a score of nobody is shown")
	}
	s.Choose(scorers.Model)
	if s.Problem(r.photos[1].ID).Text() != "the engine stopped" || r.rescored != 2 || !changed.Has(change.Tiles) {
		t.Errorf("problem %q, told of %d results, %v changed", s.Problem(r.photos[1].ID).Text(), r.rescored, changed)
	}
}

func TestWhyScoringStoppedSaysWhatToDo(t *testing.T) {
	s := newRoom(t, true)
	for want, err := range map[string]error{
		"The model stopped: no memory":               fmt.Errorf("no memory: %w", scoring.ErrUnavailable),
		"Scores cannot be saved: disk full. Scoring": errors.New("disk full"),
	} {
		if got := s.stoppedText(err); !strings.HasPrefix(got, want) || !strings.Contains(got, "paused") {
			t.Errorf("%v is said as %q", err, got)
		}
	}
}

func TestScoringIsPausedAndResumed(t *testing.T) {
	r := newRoom(t, true)
	for _, want := range []bool{true, false} {
		r.d.Do(t, r.Commands(), Pause)
		if r.List.Paused() != want {
			t.Errorf("paused: %v, want %v", r.List.Paused(), want)
		}
	}
	if r.rescored != 2 || !r.d.Applied.Has(change.Status) {
		t.Errorf("told %d times, %v changed", r.rescored, r.d.Applied)
	}
}

func TestNewScoresAreSortedInWhenAskedFor(t *testing.T) {
	r := newRoom(t, true)
	r.d.Score(scorers.BuiltIn, r.photos[2], 9.9)
	if r.d.Session.At(0) == r.photos[2].ID {
		t.Fatal("the grid moved by itself")
	}
	r.d.Do(t, r.Commands(), SortAgain)
	if r.d.Session.At(0) != r.photos[2].ID || !r.d.Applied.Has(change.Order) {
		t.Errorf("photo %d is first, %v changed", r.d.Session.At(0), r.d.Applied)
	}
}
