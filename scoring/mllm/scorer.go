package mllm

import (
	"context"
	"errors"
	"maps"
	"strconv"

	text "keeplight.app/keeplight/assets/rubric"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/geometry"
)

const (
	name    = "model"
	version = "1"
)

// ErrNoPreview says that a photo came without pixels.
var ErrNoPreview error = message.NewError(message.NoPreviewShown)

// ErrNoAnswer says that the model answered none of the questions as it was
// asked to.
var ErrNoAnswer = errors.New("the model answered no question about this photo with a score: " +
	"it may be a model that thinks aloud, one that was not trained to follow instructions, " +
	"or one whose file lacks its prompt template. Choose an instruct model with vision, such as Qwen3-VL Instruct")

// Scorer asks a model about photos. It may be used from several goroutines at
// once; the engine may take one photo after the other.
type Scorer struct {
	engine     Engine
	options    Options
	scripts    []*script // one for each order of the scale
	sight      sight
	provenance library.Provenance
}

var _ scoring.Scorer = (*Scorer)(nil)

// New gives a scorer that asks the engine's model. It reads the model's
// vocabulary to see which form of answers it can give, and fails where that
// cannot be read, where an option names what does not exist, and where the model
// cannot speak the paper's form.
func New(ctx context.Context, e Engine, o Options) (*Scorer, error) {
	return newScorer(ctx, e, o, text.Text)
}

func newScorer(ctx context.Context, e Engine, o Options, rubricText []byte) (*Scorer, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	r, err := parseRubric(rubricText)
	if err != nil {
		return nil, err
	}
	form, sp, err := fitForm(ctx, e, r, o)
	if err != nil {
		return nil, err
	}
	o.Form = form
	s := &Scorer{engine: e, options: o, sight: sightOf(e.Model())}
	s.scripts = []*script{newScript(r, form, o.Overall, sp, false)}
	if o.Careful {
		s.scripts = append(s.scripts, newScript(r, form, o.Overall, sp, true))
	}
	s.provenance = provenance(e.Model(), o, r, s.sight)
	return s, nil
}

func provenance(m Model, o Options, r *rubric, seen sight) library.Provenance {
	settings := map[string]string{
		"form":            string(o.Form),
		"careful":         strconv.FormatBool(o.Careful),
		"overall":         string(o.Overall),
		"architecture":    m.Architecture,
		"library":         m.Runtime,
		"backend":         m.Backend,
		"read_mode":       m.ReadMode,
		"image_tokens":    strconv.Itoa(m.ImageTokens),
		"flash_attention": "off",
		"preview_side":    strconv.Itoa(scoring.PreviewSide),
	}
	switch {
	case m.Served:
		delete(settings, "flash_attention") // who runs it knows
	case m.Backend != processorBackend:
		// GPUs of one backend differ in the last digits. Processors have no name here:
		// their scores keep the keys that they always had.
		settings["device"] = m.Device
	}
	if m.Spoken {
		settings["probabilities"] = "none"
	}
	seen.settings(settings, geometry.Setting, "max_pixels")
	m.thoughts(settings)
	return library.Provenance{
		Name:     name,
		Version:  version,
		Model:    m.Name + " " + m.Digest,
		Prompt:   r.prompt(),
		Settings: settings,
	}
}

// processorBackend is Model.Backend of a processor.
const processorBackend = "CPU"

// Provenance says which model answers, run by what, and how it is asked.
func (s *Scorer) Provenance() library.Provenance {
	p := s.provenance
	p.Settings = maps.Clone(p.Settings)
	return p
}

// Score asks the model about one photo. An attribute whose answer could not be
// read is left unknown, and its reason says why.
//
// It fails with ErrNoPreview, with ErrNoAnswer where no attribute at all could
// be read, with ErrEngineDied where the engine stopped on this photo as often as
// it may be tried, and with what the engine says otherwise, such as
// scoring.ErrUnavailable or the context's error.
func (s *Scorer) Score(ctx context.Context, subject *scoring.Subject) (library.Score, error) {
	if subject == nil || subject.Preview == nil || subject.Preview.Rect.Empty() {
		return library.Score{}, ErrNoPreview
	}
	given, err := s.readWithRetry(ctx, &subject.Photo, s.sight.show(subject.Preview))
	if err != nil {
		return library.Score{}, err
	}
	if !given.anyKnown() {
		return library.Score{}, noAnswer{given.values[0].reason}
	}
	var score library.Score
	for a, j := range given.values {
		score.Values[a], score.Reasons[a] = j.value(), j.reason
	}
	score.Overall, score.PictureTokens = given.overall.value(), given.tokens
	score.Summary = summarise(given.overall)
	return score, nil
}

func summarise(overall judgement) library.Message {
	if overall.known || overall.reason.IsZero() {
		return overall.reason
	}
	return message.New(message.AnswerNoOverall, message.Of("reason", overall.reason))
}

// noAnswer is ErrNoAnswer with what was wrong with the first answer.
type noAnswer struct{ reason library.Message }

// Error words it in English.
func (e noAnswer) Error() string { return message.English(e.Message()) }

// Message is what library.MessageOf gives for it.
func (e noAnswer) Message() library.Message {
	return message.New(message.NoAnswer, message.Of("reason", e.reason))
}

// Unwrap says which error it is.
func (e noAnswer) Unwrap() error { return ErrNoAnswer }
