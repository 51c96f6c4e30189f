package mllm

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"time"

	text "keeplight.app/keeplight/assets/rubric"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/geometry"
)

// Bounds of an explanation. A good one has a tenth of this.
const (
	maxProseTokens  = 640
	maxFieldTokens  = 1280
	maxExplainBytes = 8 << 10
	maxExplainTime  = 5 * time.Minute
)

const explainName, explainVersion = "explanation", "1"

// ErrNothingToExplain says that a score holds no value.
var ErrNothingToExplain = errors.New("there is no value to explain: the photo has no score yet, or one without any value")

// ErrWroteNothing says that the model had nothing to say.
var ErrWroteNothing = errors.New("the model wrote nothing: it may not be an instruct model, or its file may lack its prompt template")

// errWritten ends the writing when all that was wanted has been written.
var errWritten = errors.New("it is written")

// errTooLong ends the writing at a limit.
var errTooLong = errors.New("a limit of the text is reached")

// errTookTooLong ends the writing when its time is up.
var errTookTooLong = errors.New("the time to write is up")

// Explainer has a model say in words why a score is as it is, after the score
// was read. It changes no score. It may be used from several goroutines at once.
type Explainer struct {
	engine     Engine
	text       *explainText
	face       *explainText // where it is about a face
	sight      sight
	time       time.Duration
	provenance library.Provenance
	now        func() time.Time
}

var _ scoring.Explainer = (*Explainer)(nil)

// NewExplainer gives an explainer that asks the engine's model.
func NewExplainer(e Engine) (*Explainer, error) {
	t, err := parseExplain(text.Explain)
	if err != nil {
		return nil, err
	}
	face, err := t.aboutFace(text.Face)
	if err != nil {
		return nil, err
	}
	m := e.Model()
	x := &Explainer{
		engine: e, text: t, face: face, sight: sightOf(m), time: maxExplainTime, now: time.Now,
		provenance: library.Provenance{
			Name: explainName, Version: explainVersion, Model: m.Name + " " + m.Digest, Prompt: t.prompt(),
			Settings: map[string]string{
				"architecture": m.Architecture,
				"library":      m.Runtime,
				"backend":      m.Backend,
				"image_tokens": strconv.Itoa(m.ImageTokens),
				"preview_side": strconv.Itoa(scoring.PreviewSide),
				"max_bytes":    strconv.Itoa(maxExplainBytes),
			},
		},
	}
	x.sight.settings(x.provenance.Settings, geometry.Setting, "max_pixels")
	m.thoughts(x.provenance.Settings)
	return x, nil
}

// Explain writes why a score is as it is, and hands over each piece of clean text
// as it comes; the pieces together are the explanation's text. The model gets
// the picture, the close-up of a face where the subject has one, and the score's values
// as text: nothing else of the photo.
//
// The explanation is as long as the writing came, also where there is an error:
// its End says how far that is. The error is ErrNothingToExplain, ErrNoPreview,
// scoring.ErrNoCloseUps, that of emit, or one of the engine (ErrEngineDied, scoring.ErrUnavailable, the
// context's). At a limit of tokens, bytes or time there is none.
func (x *Explainer) Explain(
	ctx context.Context, subject *scoring.Subject, score *library.Score, form library.ExplanationForm, emit func(piece string) error,
) (library.Explanation, error) {
	e := x.begin(subject, score, form)
	if subject == nil || subject.Preview == nil || subject.Preview.Rect.Empty() {
		return e, ErrNoPreview
	}
	text := x.textFor(subject)
	q, ok := text.question(form, score)
	if !ok {
		return e, ErrNothingToExplain
	}
	bounded, cancel := context.WithTimeoutCause(ctx, x.time, errTookTooLong)
	defer cancel()
	view, err := x.show(bounded, subject, text.Beginning)
	if err == nil {
		defer view.Close()
		err = x.write(bounded, view, q, newPage(text, score, emit), &e)
	} else {
		err = fmt.Errorf("showing the photo to the model: %w", err)
	}
	e.WrittenAt = x.now()
	switch {
	case err == nil:
	case ctx.Err() != nil:
		// An engine that was told to stop may seem like one that died.
		e.End, err = library.Stopped, fmt.Errorf("explaining the score: %w", ctx.Err())
	case bounded.Err() != nil && e.Text != "":
		err = nil
	case bounded.Err() != nil:
		err = fmt.Errorf("the model wrote nothing within %v: it is too slow on this machine, so choose a smaller one: %w", x.time, ErrWroteNothing)
	}
	return e, err
}

// textFor is how a model is asked about a subject.
func (x *Explainer) textFor(s *scoring.Subject) *explainText {
	if s.CloseUp != nil {
		return x.face
	}
	return x.text
}

// show shows a subject to the model.
func (x *Explainer) show(ctx context.Context, s *scoring.Subject, beginning string) (View, error) {
	picture := x.sight.show(s.Preview)
	if s.CloseUp == nil {
		return x.engine.Prefill(ctx, picture, beginning)
	}
	engine, ok := x.engine.(CloseUpEngine)
	switch {
	case !ok:
		return nil, scoring.ErrNoCloseUps
	case s.CloseUp.Pixels == nil || s.CloseUp.Pixels.Rect.Empty():
		return nil, ErrNoPreview
	}
	return engine.PrefillCloseUp(ctx, picture, x.sight.limited(closeUpTokens).show(s.CloseUp.Pixels), beginning)
}

// begin is the explanation of which nothing is written yet.
func (x *Explainer) begin(subject *scoring.Subject, score *library.Score, form library.ExplanationForm) library.Explanation {
	e := library.Explanation{Form: form, End: library.CutOff, By: x.provenance, ScoreKey: score.By.Key(), WrittenAt: x.now()}
	e.By.Settings = maps.Clone(e.By.Settings)
	e.By.Settings["form"] = string(form)
	e.Hash = score.Hash
	if subject != nil && subject.Photo.Hash != "" {
		e.Hash = subject.Photo.Hash
	}
	if subject != nil && subject.CloseUp != nil {
		e.By.Prompt = x.face.prompt()
		e.By.Settings[library.CloseUpSetting] = library.CloseUpOf(subject.CloseUp.Face)
		x.sight.limited(closeUpTokens).settings(e.By.Settings, "close_up_picture", "close_up_pixels")
		e.By.Settings["turned"] = strconv.Itoa(subject.Photo.Rotation.Degrees())
	}
	told := func(v library.Value) library.Value { return library.Value{Known: v.Known, Mean: v.Mean} }
	e.Overall = told(score.Overall)
	for i, v := range score.Values {
		e.Values[i] = told(v)
	}
	return e
}

// write has the model write until it ends, until the last sentence is there, or
// until a limit.
func (x *Explainer) write(ctx context.Context, view View, q Question, p *page, e *library.Explanation) error {
	limit := WriteLimit{Tokens: maxProseTokens, Bytes: maxExplainBytes}
	if e.Form == library.Fields {
		limit.Tokens = maxFieldTokens
	}
	err := p.begin(q.Stem)
	var written Written
	if err == nil {
		written, err = view.Write(ctx, q, limit, p.add)
	}
	if p.wrote() {
		e.Text = p.text()
	} else if err == nil {
		return ErrWroteNothing
	}
	switch {
	case errors.Is(err, errWritten), err == nil && written.Ended:
		e.End, err = library.Whole, nil
	case errors.Is(err, errTooLong):
		err = nil
	case p.refused != nil:
		e.End = library.Stopped
	case err != nil:
		err = fmt.Errorf("the model stopped while it explained the score; ask again: %w", err)
	}
	return err
}
