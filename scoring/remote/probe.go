package remote

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"strings"

	"github.com/openai/openai-go/v3"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/mllm"
)

// Bounds of what a list of models may hold.
const (
	mostModels    = 500
	longestModel  = 300 // bytes of a name
	pictureTokens = 8   // that a picture costs at least
)

// Found is what a test of a server told.
type Found struct {
	Models        []string // names, sorted; nil where the server does not list them
	Model         string   // that was tried; "" where one has first to be chosen
	Sees          bool     // it takes pictures
	Probabilities bool     // it says how likely each answer was
	Thinks        bool     // the model thinks aloud unless it is asked not to
	Answers       bool     // it answered a question about a picture as it was asked to
}

// Probe asks a server which models it has, and tries the one of the options with a
// drawn picture: no photo is sent. Where the options name none it tries the only one
// that there is. Errors: those of NewEngine, ErrKey, ErrNoModel, ErrNotOne,
// ErrElsewhere, ErrCertificate, that the server is gone, or the context's.
func Probe(ctx context.Context, o Options) (Found, error) {
	if o.Patience.Attempts <= 0 {
		o.Patience.Attempts = 2 // a person waits
	}
	c, err := newClient(o)
	if err != nil {
		return Found{}, err
	}
	f := Found{Model: o.Model}
	if f.Models, err = c.list(ctx); err != nil {
		return f, fmt.Errorf("asking %s for its models: %w", o.Address.Host(), err)
	}
	if f.Model == "" && len(f.Models) == 1 {
		f.Model = f.Models[0]
	}
	if f.Model == "" {
		return f, nil
	}
	if len(f.Models) > 0 && !slices.Contains(f.Models, f.Model) {
		return f, fmt.Errorf("%q: %w", library.Display(f.Model), ErrNoModel)
	}
	o.Model = f.Model
	return f, f.try(ctx, o)
}

// list asks for the names of models. A server that has no such list is none the worse.
func (c *client) list(ctx context.Context) (names []string, err error) {
	err = c.ask(ctx, func(ctx context.Context) error {
		page, err := c.models.List(ctx)
		if err != nil || page == nil {
			return err
		}
		names = nil
		for _, m := range page.Data {
			if m.ID != "" && len(m.ID) <= longestModel && len(names) < mostModels {
				names = append(names, m.ID)
			}
		}
		return nil
	})
	if errors.Is(err, ErrNoModel) || errors.Is(err, ErrAnswer) {
		return nil, nil
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

// try asks about a drawn picture, in the ways that servers differ in.
func (f *Found) try(ctx context.Context, o Options) error {
	question := mllm.Question{Stem: "Digit=", Answers: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}}
	ask := func() (mllm.Reading, int64, error) {
		e, err := NewEngine(o)
		if err != nil {
			return mllm.Reading{}, 0, err
		}
		view, err := e.Prefill(ctx, testPicture(), "How bright is this picture? Answer with one digit from 1, dark, to 9, bright.")
		if err != nil {
			return mllm.Reading{}, 0, err
		}
		r, err := view.Ask(ctx, []mllm.Question{question})
		if err != nil {
			return mllm.Reading{}, 0, err
		}
		return r[0], e.Traffic().PromptTokens, nil
	}
	r, tokens, err := ask()
	if err != nil && !lasting(err) && !o.Spoken { // one that knows no probabilities may refuse to be asked for them
		o.Spoken = true
		var again error
		if r, tokens, again = ask(); again != nil {
			return err
		}
		err = nil
	}
	if err != nil {
		return err
	}
	f.Probabilities = !o.Spoken
	if mute(r) && !o.Thinks {
		o.Thinks = true
		if other, n, err := ask(); err == nil && !mute(other) {
			f.Thinks, r, tokens = true, other, n
		}
	}
	f.Answers = !mute(r)
	if f.Sees, err = f.sees(ctx, o, tokens); err != nil {
		return fmt.Errorf("asking %s: %w", o.Address.Host(), err)
	}
	return nil
}

// sees is false where a question with a picture costs as many tokens as one without: a
// server that leaves pictures out. One that does not count is believed.
func (f *Found) sees(ctx context.Context, o Options, with int64) (bool, error) {
	c, err := newClient(o)
	if err != nil || with == 0 {
		return err == nil, err
	}
	var without int64
	err = c.ask(ctx, func(ctx context.Context) error {
		answer, err := c.chat.New(ctx, openai.ChatCompletionNewParams{
			Model: o.Model, MaxTokens: openai.Int(1), Temperature: openai.Float(0),
			Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(strings.Repeat("How bright is this picture? ", 4))},
		}, c.extra...)
		if err == nil {
			without = answer.Usage.PromptTokens
		}
		return err
	})
	return with >= without+pictureTokens, err
}

// mute is true for an answer that is hardly one of those that were asked for.
func mute(r mllm.Reading) bool { return r.Off > 0.9 }

// testPicture is drawn: light above, dark below.
func testPicture() *image.RGBA {
	const side = 224
	p := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(p, p.Rect, image.NewUniform(color.Gray{220}), image.Point{}, draw.Src)
	draw.Draw(p, image.Rect(0, side/2, side, side), image.NewUniform(color.Gray{60}), image.Point{}, draw.Src)
	return p
}
