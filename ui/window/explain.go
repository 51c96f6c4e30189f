package window

import (
	"context"
	"errors"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/contradiction"
	"keeplight.app/keeplight/scoring/explain"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// keptTexts is how many photos' explanations are held at once. Those of others
// are read from the catalogue again.
const keptTexts = 512

// explaining is what the window knows of explanations.
type explaining struct {
	desk     *explain.Desk
	known    map[library.ID]text
	writing  library.ID // 0 for none
	live     string     // what is written so far
	waits    bool       // the photos in view are scored first
	stopping bool       // the person does not want it any more
}

// text is an explanation as it is shown.
type text struct {
	loaded bool // the catalogue was asked
	e      library.Explanation
	marks  []library.Contradiction
	state  string // how it ended, where that is not by itself
}

func newExplaining(source explain.Source, tell func(explain.News)) explaining {
	return explaining{desk: explain.New(source, tell), known: map[library.ID]text{}}
}

// writes is true while the model writes about a photo.
func (x *explaining) writes(id library.ID) bool { return id != 0 && x.writing == id }

func (x *explaining) keep(id library.ID, t text) {
	if len(x.known) >= keptTexts {
		clear(x.known)
	}
	t.loaded = true
	t.marks = contradiction.Find(&t.e)
	x.known[id] = t
}

// explainOrStop has the model explain its score of the current photo, or stops
// it while it does.
func (w *Window) explainOrStop() {
	p := w.session.Current()
	switch {
	case p == nil:
		return
	case w.explaining.writes(p.ID):
		w.stopExplaining()
		return
	case w.session.Chosen() != session.Opinion:
		w.say("Words are about the model's scores: M shows them")
		return
	case w.model.state != modelOn:
		w.say("No model runs that could explain: Ctrl+M starts one")
		return
	}
	score := w.session.RawScoreBy(session.Opinion, p.ID)
	if score == nil {
		w.say("The model has not scored this photo yet")
		return
	}
	w.explaining.desk.Ask(*p, *score, w.explainForm())
}

// stopExplaining ends what is being written, and says so at once.
func (w *Window) stopExplaining() {
	w.explaining.stopping, w.dirty.cursor = true, true
	w.explaining.desk.Stop()
}

func (w *Window) explainForm() library.ExplanationForm {
	form, err := library.ParseExplanationForm(string(w.state.ExplainForm))
	if err != nil {
		return library.Prose
	}
	return form
}

// switchExplainForm chooses the other form, for what is written from now on.
func (w *Window) switchExplainForm() {
	if w.explainForm() == library.Fields {
		w.explainAs(library.Prose)
		w.say("The model explains in sentences; W writes them")
	} else {
		w.explainAs(library.Fields)
		w.say("The model explains in numbered fields; W writes them")
	}
}

func (w *Window) explainAs(form library.ExplanationForm) {
	w.state.ExplainForm = form
	w.explainByItself()
}

// switchExplainInView says whether photos in view are explained while there is
// nothing to score.
func (w *Window) switchExplainInView() {
	w.explainInView(!w.state.ExplainInView)
	if w.state.ExplainInView {
		w.say("Photos in view are explained while nothing is scored")
	} else {
		w.say("The model explains only what W asks for")
	}
}

func (w *Window) explainInView(on bool) {
	w.state.ExplainInView = on
	w.explainByItself()
}

func (w *Window) explainByItself() {
	w.explaining.desk.Automatic(w.state.ExplainInView && w.model.state == modelOn, w.explainForm())
}

// explained takes in news of what is written.
func (w *Window) explained(n explain.News) {
	x := &w.explaining
	switch {
	case n.Waits, n.Began:
		x.writing, x.live, x.waits, x.stopping = n.ID, "", n.Waits, false
	case !n.Ended:
		x.live += n.Piece
	default:
		x.writing, x.live, x.waits, x.stopping = 0, "", false, false
		w.wasWritten(n)
	}
	w.dirty.cursor = w.dirty.cursor || n.ID == w.session.Cursor()
}

// wasWritten keeps what was written. What is not whole does not take the place of
// what is.
func (w *Window) wasWritten(n explain.News) {
	x := &w.explaining
	t := text{e: n.Written}
	switch {
	case n.GaveWay():
		return // it is written when there is time
	case errors.Is(n.Err, context.Canceled):
		t.state = "You stopped it here. W writes it again."
	case n.Err != nil:
		t.state = sentence(library.Display(n.Err.Error()))
		if !n.Automatic {
			w.warn("The explanation was not written: " + t.state)
		}
	case n.Written.End == library.CutOff:
		t.state = cutOffText
	}
	if old, ok := x.known[n.ID]; ok && old.e.End == library.Whole && n.Written.End != library.Whole {
		old.state = "The new text was not finished, so this is the one before it. W writes it again."
		x.keep(n.ID, old)
		return
	}
	x.keep(n.ID, t)
}

const cutOffText = "It was cut off at its limit. W writes it again."

// recallExplanation reads what was written about a photo at another time.
func (w *Window) recallExplanation(p *library.Photo) {
	if p == nil || w.session.Chosen() != session.Opinion || p.Hash == "" {
		return
	}
	id, hash := p.ID, p.Hash
	if t := w.explaining.known[id]; t.loaded && (t.e.Text == "" || t.e.Hash == hash) {
		return
	}
	w.explaining.keep(id, text{})
	w.spawn(func() {
		found, err := w.shoot.Catalog().Explanations(w.ctx, []library.ID{id})
		if err != nil {
			if w.ctx.Err() == nil {
				w.opts.Log("looking for an explanation: " + err.Error())
			}
			return
		}
		w.events.Post(func() {
			if t := w.explaining.known[id]; t.e.Text != "" || len(found[id]) == 0 {
				return // something was written meanwhile
			}
			t := text{e: found[id][0]}
			if t.e.End == library.CutOff {
				t.state = cutOffText
			}
			w.explaining.keep(id, t)
			w.dirty.cursor = w.dirty.cursor || id == w.session.Cursor()
		})
	})
}

// words is what the panel says of a photo's explanation; nil where none is to be
// had.
func (w *Window) words(p *library.Photo) *inspector.Words {
	if w.session.Chosen() != session.Opinion {
		return nil
	}
	x := &w.explaining
	if x.writes(p.ID) {
		v := &inspector.Words{Hint: "W or Esc stops", Text: x.live, State: "writing…"}
		switch {
		case x.waits:
			v.State = "The photos in view are scored first…"
		case x.live == "":
			v.State = "The model looks at the photo…"
		}
		if x.stopping {
			v.Hint, v.State = "", "stopping…"
		}
		return v
	}
	t := x.known[p.ID]
	v := &inspector.Words{Hint: "W explains", State: t.state}
	if w.model.state != modelOn {
		v.Hint = "no model runs"
	}
	if t.e.Text == "" {
		return v
	}
	if w.model.state == modelOn {
		v.Hint = "W writes it again"
	}
	v.Text, v.Marks, v.Note = t.e.Text, t.marks, w.noteOn(p.ID, &t.e)
	return v
}

// noteOn says what a text is and what it is not.
func (w *Window) noteOn(id library.ID, e *library.Explanation) string {
	note := "It explains the number and did not cause it. "
	raw, shown := w.session.RawScoreBy(session.Opinion, id), w.session.Score(id)
	switch {
	case raw != nil && !e.Explains(raw):
		note += "It is about an earlier score, " + style.Number(e.Overall) + ". "
	case shown != nil && style.Number(shown.Overall) != style.Number(e.Overall):
		note += "Its numbers are those that were given, before they were spread out. "
	}
	by := e.By.Model
	if at := strings.LastIndex(by, " "); at > 0 {
		by = by[:at] // without the digest
	}
	if !e.WrittenAt.IsZero() {
		by += ", " + e.WrittenAt.Local().Format("2 Jan 2006 15:04")
	}
	return note + library.Display(by)
}
