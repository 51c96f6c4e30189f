package explaining

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/contradiction"
	"keeplight.app/keeplight/scoring/explain"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// maxTexts is how many photos' explanations are held at once. Those of others are
// read from the catalogue again.
const maxTexts = 512

// Store holds what was written at another time.
type Store interface {
	Explanations(ctx context.Context, ids []library.ID) (map[library.ID][]library.Explanation, error)
	// FaceExplanations holds those about single faces.
	FaceExplanations(ctx context.Context, ids []library.ID) (map[library.ID][]library.Explanation, error)
	// Setting gives how explanations were checked.
	scorers.SettingReader
}

// Needs is what explaining asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Source  explain.Source // writes explanations, one at a time
	Store   Store
	ModelOn func() bool
	Served  func() bool // a model on a server scores; nil has none
	Chosen  *settings.Explain

	// Lacking is true where there is no model yet and one can be installed; Install
	// opens what does so. Both are nil where nothing can be.
	Lacking func() bool
	Install func() bool
}

// Explaining is what is known of explanations. It belongs to fyne's goroutine.
type Explaining struct {
	Needs
	writer   *explain.Desk
	faces    Faces // nil before UseFaces
	known    map[topic]text
	checks   scorers.PhotoChecks // of whether texts are about their own photos
	writing  topic               // zero for none
	live     string              // what is written so far
	waits    bool                // the photos in view are scored first
	stopping bool                // the person does not want it any more
}

// topic is what a text is about: a photo, or one face in it.
type topic struct {
	id   library.ID
	face library.Box // zero for the photo
}

func (t topic) isFace() bool { return t.face != (library.Box{}) }

// text is an explanation as it is shown.
type text struct {
	loaded bool // the catalogue was asked
	e      library.Explanation
	marks  []library.Contradiction
	state  string // how it ended, where that is not by itself
}

// New gives a controller that knows no explanation.
func New(n Needs) *Explaining {
	x := &Explaining{Needs: n, known: map[topic]text{}}
	x.writer = explain.New(n.Source, func(news explain.News) {
		n.Desk.Post(func() change.Set { return x.Heard(news) })
	})
	return x
}

// Run has explanations written until ctx ends. It has a goroutine of its own.
func (x *Explaining) Run(ctx context.Context) { x.writer.Run(ctx) }

// LookAgain has what could be explained by itself looked up anew, after other
// photos came into view or were scored.
func (x *Explaining) LookAgain() { x.writer.LookAgain() }

func (x *Explaining) lacking() bool { return x.Lacking != nil && x.Lacking() }

// writes is true while the model writes about a photo.
func (x *Explaining) writes(id library.ID) bool { return id != 0 && x.writing.id == id }

func (x *Explaining) keep(about topic, t text) {
	if len(x.known) >= maxTexts {
		clear(x.known)
	}
	t.loaded = true
	if !about.isFace() { // a soft face contradicts no sharp photo
		t.marks = contradiction.Find(&t.e)
	}
	x.known[about] = t
}

// explainOrStop has the model explain its score of the current photo, or stops it
// while it does. Where canExplain says no, it does nothing.
func (x *Explaining) explainOrStop() change.Set {
	if ok, _ := x.canExplain(); !ok {
		return change.None
	}
	p := x.Session.Current()
	if !x.writes(p.ID) && x.lacking() {
		x.Install()
		return change.None
	}
	if x.writes(p.ID) {
		return x.stop()
	}
	score := x.Session.RawScoreBy(x.Session.Chosen(), p.ID)
	if about := x.topicOf(p); about.isFace() {
		x.writer.AskFace(*p, *score, x.Form(), about.face)
	} else {
		x.writer.Ask(*p, *score, x.Form())
	}
	return change.None
}

// showsModel is true while the scores of a model are shown, here or on a server.
func (x *Explaining) showsModel() bool {
	by := x.Session.Chosen()
	return by == scorers.Model || by == scorers.Server
}

// canExplain says whether there is a score of the model to explain.
func (x *Explaining) canExplain() (ok bool, why string) {
	p := x.Session.Current()
	switch {
	case p == nil:
		return false, language.Mark("No photo is shown")
	case x.writes(p.ID):
		return true, ""
	case x.lacking():
		return true, "" // the key leads to one
	case !x.showsModel():
		return false, language.Mark("Explanations are for the model's scores: switch scorers first")
	case !x.ModelOn():
		return false, language.Mark("No model is running that could explain: start one first")
	case x.Session.RawScoreBy(x.Session.Chosen(), p.ID) == nil:
		return false, language.Mark("The model has not scored this photo yet")
	}
	return true, ""
}

// stop ends what is being written, and says so at once.
func (x *Explaining) stop() change.Set {
	x.stopping = true
	x.writer.Stop()
	return change.Cursor
}

// Back stops what is being written about the current photo; ok is false where
// nothing is.
func (x *Explaining) Back() (changed change.Set, ok bool) {
	if !x.writes(x.Session.Cursor()) || x.stopping {
		return change.None, false
	}
	return x.stop(), true
}

// Form is how the model's words are laid out.
func (x *Explaining) Form() library.ExplanationForm {
	form, err := library.ParseExplanationForm(string(x.Chosen.Form))
	if err != nil {
		return library.Prose
	}
	return form
}

// SetForm chooses the form of what is written from now on.
func (x *Explaining) SetForm(form library.ExplanationForm) {
	x.Chosen.Form = form
	x.Automate()
}

// SwitchForm chooses the other form.
func (x *Explaining) SwitchForm() change.Set {
	if x.Form() == library.Fields {
		x.SetForm(library.Prose)
		return x.Notices.Say(lang.L("The model explains in sentences"))
	}
	x.SetForm(library.Fields)
	return x.Notices.Say(lang.L("The model explains in numbered fields"))
}

// SetInView says whether photos in view are explained while there is nothing to
// score.
func (x *Explaining) SetInView(on bool) {
	x.Chosen.InView = on
	x.Automate()
}

// SwitchInView changes that.
func (x *Explaining) SwitchInView() change.Set {
	x.SetInView(!x.Chosen.InView)
	if x.Chosen.InView {
		return x.Notices.Say(lang.L("Photos in view are explained while nothing is being scored"))
	}
	return x.Notices.Say(lang.L("The model explains only what you ask for"))
}

// Automate tells the writer what is to be written without being asked for.
func (x *Explaining) Automate() { x.writer.Automatic(x.byItself(), x.Form()) }

// byItself is true while photos in view are explained without being asked for. A server
// is asked for nothing but what the person wants: its answers may cost money.
func (x *Explaining) byItself() bool {
	return x.Chosen.InView && x.ModelOn() && (x.Served == nil || !x.Served())
}

// Heard takes in news of what is written.
func (x *Explaining) Heard(n explain.News) (changed change.Set) {
	switch {
	case n.Waits, n.Began:
		x.writing, x.live, x.waits, x.stopping = topic{n.ID, n.Face}, "", n.Waits, false
	case !n.Ended:
		x.live += n.Piece
	default:
		x.writing, x.live, x.waits, x.stopping = topic{}, "", false, false
		changed = x.written(n)
	}
	return changed | change.If(n.ID == x.Session.Cursor(), change.Cursor)
}

// written keeps what was written. What is not whole does not take the place of
// what is.
func (x *Explaining) written(n explain.News) (changed change.Set) {
	about, t := topic{n.ID, n.Face}, text{e: n.Written}
	switch {
	case n.GaveWay():
		return change.None // it is written when there is time
	case errors.Is(n.Err, context.Canceled):
		t.state = lang.L("You stopped it here. {{.Key}} writes it again.", x.key())
	case n.Err != nil:
		t.state = language.Sentence(library.Display(n.Err.Error()))
		if !n.Automatic {
			changed = x.Notices.Warn(lang.L("The explanation was not written: {{.Reason}}", map[string]any{"Reason": t.state}))
		}
	case n.Written.End == library.CutOff:
		t.state = x.cutOffText()
	}
	if old, ok := x.known[about]; ok && old.e.End == library.Whole && n.Written.End != library.Whole {
		old.state = lang.L("The new text was not finished, so this is the one before it. {{.Key}} writes it again.", x.key())
		t = old
	}
	x.keep(about, t)
	return changed
}

func (x *Explaining) cutOffText() string {
	return lang.L("It was cut off at the length limit. {{.Key}} writes it again.", x.key())
}

// key is what a text calls the key that explains.
func (x *Explaining) key() language.Args { return language.Args{"Key": x.Desk.KeyText(Explain)} }

// InView is true where photos in view are explained while there is nothing to
// score.
func (x *Explaining) InView() bool { return x.Chosen.InView }
