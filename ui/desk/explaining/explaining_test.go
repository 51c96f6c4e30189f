package explaining

import (
	"context"
	"errors"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/explain"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// fakeSource writes nothing, and tells when it is asked to.
type fakeSource struct {
	asked chan library.ID
	face  library.Box // that it was asked about last
}

func (s *fakeSource) Explain(
	ctx context.Context, p library.Photo, _ library.Score, _ library.ExplanationForm, _ func(string) error,
) (library.Explanation, error) {
	s.asked <- p.ID
	<-ctx.Done()
	return library.Explanation{}, ctx.Err()
}

func (s *fakeSource) ExplainFace(
	ctx context.Context, p library.Photo, _ library.Score, _ library.ExplanationForm, face library.Box, _ func(string) error,
) (library.Explanation, error) {
	s.face = face
	s.asked <- p.ID
	<-ctx.Done()
	return library.Explanation{}, ctx.Err()
}

func (s *fakeSource) Unexplained(context.Context, library.ExplanationForm) ([]library.Photo, []library.Score, error) {
	return nil, nil, nil
}
func (s *fakeSource) WaitViewScored(context.Context) error { return nil }
func (s *fakeSource) WaitViewBusy(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}
func (s *fakeSource) WaitIdle(ctx context.Context) error { return s.WaitViewBusy(ctx) }
func (s *fakeSource) WaitBusy(ctx context.Context) error { return s.WaitViewBusy(ctx) }

// fakeStore holds what was written at another time, and counts how often it is
// asked.
type fakeStore struct {
	kept  map[library.ID][]library.Explanation
	faces map[library.ID][]library.Explanation
	err   error
	asked int

	checks scorers.PhotoChecks
}

func (s *fakeStore) Setting(_ context.Context, _ string, value any) (bool, error) {
	*value.(*scorers.PhotoChecks) = s.checks
	return s.checks != nil, nil
}

func (s *fakeStore) FaceExplanations(context.Context, []library.ID) (map[library.ID][]library.Explanation, error) {
	return s.faces, s.err
}

func (s *fakeStore) Explanations(context.Context, []library.ID) (map[library.ID][]library.Explanation, error) {
	s.asked++
	return s.kept, s.err
}

// newRoom gives a controller on a desk with one photo that the model has scored,
// while the model runs and its scores are shown.
func newRoom(t *testing.T) (d *desktest.Desk, x *Explaining, modelOn *bool, store *fakeStore) {
	t.Helper()
	d = desktest.Open(t)
	for _, p := range d.AddPhotos(t, 1) {
		d.Score(scorers.Model, p, 6)
	}
	d.Session.Choose(scorers.Model)
	modelOn, store = new(true), &fakeStore{}
	x = New(Needs{
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Source: &fakeSource{asked: make(chan library.ID, 9)}, Store: store,
		ModelOn: func() bool { return *modelOn }, Chosen: &d.Settings.Explain,
	})
	d.UseCommands(t, append(x.Commands(), command.Binding{ID: "back", Title: "Back", Keys: []command.Key{{Name: "Escape"}}}))
	return d, x, modelOn, store
}

const explainCommand command.ID = "explain"

func TestThePanelSaysWhatATextWaitsFor(t *testing.T) {
	d, x, _, _ := newRoom(t)
	p := d.Session.Current()
	says := func(want, text string) {
		t.Helper()
		if v := x.Words(p); v == nil || v.State != want || v.Text != text {
			t.Errorf("it says %+v, want %q and %q", v, want, text)
		}
	}
	says("", "")
	x.Heard(explain.News{ID: p.ID, Waits: true})
	says("The photos in view are scored first…", "")
	x.Heard(explain.News{ID: p.ID, Began: true})
	says("The model reads the photo…", "")
	x.Heard(explain.News{ID: p.ID, Piece: "It is"})
	says("writing…", "It is")
	x.Heard(explain.News{ID: p.ID, Waits: true}) // it gave way
	says("The photos in view are scored first…", "")
	d.Do(t, x.Commands(), explainCommand) // again stops it
	says("stopping…", "")
	x.Heard(explain.News{ID: p.ID, Ended: true, Err: context.Canceled, Written: library.Explanation{End: library.Stopped}})
	says("You stopped it here. W writes it again.", "")
}

func TestWhyNothingCanBeExplainedIsSaid(t *testing.T) {
	for want, spoil := range map[string]func(*desktest.Desk, *bool){
		"No photo is shown": func(d *desktest.Desk, _ *bool) {
			d.Session.Forget(func(*library.Photo) bool { return true })
		},
		"Explanations are for the model's scores: switch scorers first": func(d *desktest.Desk, _ *bool) {
			d.Session.Choose(scorers.BuiltIn)
		},
		"No model is running that could explain: start one first": func(_ *desktest.Desk, on *bool) { *on = false },
		"The model has not scored this photo yet": func(d *desktest.Desk, _ *bool) {
			d.Session.ForgetScores(scorers.Model)
		},
	} {
		t.Run(want, func(t *testing.T) {
			d, x, modelOn, _ := newRoom(t)
			spoil(d, modelOn)
			d.Do(t, x.Commands(), explainCommand)
			if got := d.Notices.Notice(); got != want {
				t.Errorf("it says %q", got)
			}
			if changed := x.explainOrStop(); changed != change.None {
				t.Errorf("what cannot run changed %v", changed)
			}
		})
	}
}

func TestAnotherScorersNumbersAreNotExplainedByTheModel(t *testing.T) {
	for _, by := range []scorers.ID{scorers.BuiltIn, "other"} {
		d, x, _, store := newRoom(t)
		p := d.Session.Current()
		d.Score("other", *p, 8)
		d.Session.Choose(by)
		x.Recall(p)
		d.Finish()
		if ok, _ := x.canExplain(); ok || x.Words(p) != nil || store.asked != 0 {
			t.Errorf("of %s: W explains %v, the panel shows %+v, asked %d times", by, ok, x.Words(p), store.asked)
		}
	}
}

func TestACurrentPhotoIsExplainedWhenItIsAskedFor(t *testing.T) {
	d, x, _, _ := newRoom(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() { x.Run(ctx); close(ended) }()
	d.Do(t, x.Commands(), explainCommand)
	if got := <-x.Source.(*fakeSource).asked; got != d.Session.Cursor() {
		t.Errorf("photo %d is explained, the cursor is on %d", got, d.Session.Cursor())
	}
	stop()
	<-ended
}

func TestEscStopsWhatIsWrittenOfTheCurrentPhotoOnce(t *testing.T) {
	d, x, _, _ := newRoom(t)
	if _, ok := x.Back(); ok {
		t.Error("there was something to stop")
	}
	x.Heard(explain.News{ID: d.Session.Cursor() + 1, Began: true})
	if _, ok := x.Back(); ok {
		t.Error("what is written of another photo was stopped")
	}
	x.Heard(explain.News{ID: d.Session.Cursor(), Began: true})
	if changed, ok := x.Back(); !ok || !changed.Has(change.Cursor) {
		t.Errorf("it was not stopped; %v changed", changed)
	}
	if _, ok := x.Back(); ok {
		t.Error("it was stopped twice, so Esc leaves nothing else")
	}
}

func TestAnUnfinishedTextDoesNotReplaceAFinishedOne(t *testing.T) {
	d, x, _, _ := newRoom(t)
	p := d.Session.Current()
	whole := library.Explanation{Text: "Sharp.", End: library.Whole, Hash: p.Hash}
	x.Heard(explain.News{ID: p.ID, Ended: true, Written: whole})
	x.Heard(explain.News{ID: p.ID, Ended: true, Err: errors.New("out of memory"), Written: library.Explanation{Text: "Sh", End: library.Stopped}})
	v := x.Words(p)
	if v.Text != "Sharp." || !strings.Contains(v.State, "not finished") {
		t.Errorf("it shows %q with %q", v.Text, v.State)
	}
	if got := d.Notices.Problem(); got != "The explanation was not written: Out of memory" {
		t.Errorf("the status line says %q", got)
	}
}

func TestAFailureThatNobodyAskedForIsNoWarning(t *testing.T) {
	d, x, _, _ := newRoom(t)
	x.Heard(explain.News{ID: d.Session.Cursor(), Automatic: true, Ended: true, Err: errors.New("out of memory")})
	if got := d.Notices.Problem(); got != "" {
		t.Errorf("it warns: %q", got)
	}
}

func TestWhatWasWrittenAtAnotherTimeIsLookedUpOnce(t *testing.T) {
	d, x, modelOn, store := newRoom(t)
	p := d.Session.Current()
	store.kept = map[library.ID][]library.Explanation{p.ID: {{Text: "Sharp.", End: library.CutOff, Hash: p.Hash}}}
	*modelOn = false
	x.Recall(p)
	d.Finish()
	x.Recall(p)
	d.Finish()
	v := x.Words(p)
	if v.Text != "Sharp." || !strings.Contains(v.State, "cut off") || v.Hint != "no model is running" || store.asked != 1 {
		t.Errorf("it shows %+v; the catalogue was asked %d times", v, store.asked)
	}
	if !d.Applied.Has(change.Cursor) {
		t.Error("the panel is not told of it")
	}
}

func TestCommandsSwitchHowAndWhenPhotosAreExplained(t *testing.T) {
	d, x, _, _ := newRoom(t)
	d.Settings.Explain.InView = false
	for _, step := range []struct {
		id     command.ID
		says   string
		form   library.ExplanationForm
		inView bool
	}{
		{SwitchForm, "The model explains in numbered fields", library.Fields, false},
		{SwitchForm, "The model explains in sentences", library.Prose, false},
		{SwitchInView, "Photos in view are explained while nothing is being scored", library.Prose, true},
		{SwitchInView, "The model explains only what you ask for", library.Prose, false},
	} {
		d.Do(t, x.Commands(), step.id)
		if x.Form() != step.form || x.InView() != step.inView || d.Notices.Notice() != step.says {
			t.Errorf("%s: %q, in view %v, it says %q", step.id, x.Form(), x.InView(), d.Notices.Notice())
		}
	}
}

// Under 100 pairs a share says too little, and it says nothing of another model's texts
// or of faces.
func TestTheShareOfTextsThatFitTheirOwnPhotoStandsBesideThem(t *testing.T) {
	d, x, _, store := newRoom(t)
	p := d.Session.Current()
	e := library.Explanation{
		Text: "It is sharp.", Form: library.Prose, End: library.Whole, Hash: p.Hash,
		By: library.Provenance{Model: "tiny aa+bb", Prompt: "1-ff"},
	}
	store.kept = map[library.ID][]library.Explanation{p.ID: {e}}
	const words = "in 82 % of cases (95 % interval 74 to 89 %, 100 pairs; chance is 50 %)"
	share := func(pairs int, by string) scorers.PhotoChecks {
		r := scorers.PhotoCheck{}
		r.Told.Pairs, r.Told.Right = pairs, 0.825*float64(pairs)
		return scorers.PhotoChecks{by: r}
	}
	for _, c := range []struct {
		checks scorers.PhotoChecks
		want   bool
	}{
		{share(100, "tiny aa+bb|1-ff|prose"), true},
		{share(99, "tiny aa+bb|1-ff|prose"), false},
		{share(100, "tiny aa+bb|1-ff|fields"), false},
		{share(100, "other|1-ff|prose"), false},
		{nil, false},
	} {
		store.checks = c.checks
		clear(x.known)
		x.Recall(p)
		d.Finish()
		if v := x.Words(p); v == nil || strings.Contains(v.Note, words) != c.want || !strings.Contains(v.Note, "does not change it") {
			t.Errorf("%+v: the note is %+v", c.checks, v)
		}
	}
}

func TestAServerExplainsNothingThatNobodyAskedFor(t *testing.T) {
	_, x, _, _ := newRoom(t)
	served := false
	x.Served = func() bool { return served }
	x.SetInView(true)
	if !x.byItself() {
		t.Error("photos in view are not explained by the model on this computer")
	}
	if served = true; x.byItself() {
		t.Error("photos in view are explained through a server")
	}
}
