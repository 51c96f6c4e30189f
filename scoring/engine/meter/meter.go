package meter

import (
	"context"
	"fmt"
	"image"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/mllm"
)

// JSONTokens is how many tokens the eleven numbers of a score have as JSON.
// Errors are those of the engine.
func JSONTokens(ctx context.Context, e mllm.Engine) (int, error) {
	var fields []string
	for _, a := range library.Attributes() {
		fields = append(fields, `"`+a.Key()+`": 6.59`)
	}
	counts, err := e.Tokens(ctx, []string{"{" + strings.Join(append(fields, `"overall": 6.59`), ", ") + "}"})
	if err != nil {
		return 0, fmt.Errorf("counting the tokens of a score as JSON: %w", err)
	}
	return counts[0], nil
}

// Photo is what one photo cost.
type Photo struct {
	mllm.Cost                // ReadTokens are those of the score's questions alone
	JSON      int            // tokens that were written after it, to compare with
	Total     time.Duration  // of prefill and asking, with all that is around
	Readings  []mllm.Reading // of all questions in their order
}

// Engine is an engine that notes what each view costs, and has each of them write
// so many tokens when all was asked. One goroutine uses it.
type Engine struct {
	mllm.Engine
	Write  int // tokens; 0 writes nothing
	Photos []Photo
	Err    error // the first that writing gave, or that it wrote less
}

// Prefill opens a view that is metered until it is closed.
func (e *Engine) Prefill(ctx context.Context, picture *image.RGBA, prefix string) (mllm.View, error) {
	begin := time.Now()
	v, err := e.Engine.Prefill(ctx, picture, prefix)
	if err != nil {
		return nil, err
	}
	return &view{View: v, engine: e, ctx: ctx, begin: begin}, nil
}

// Sum gives what the photos from the first-th on cost together; its tokens and
// readings are the last photo's.
func (e *Engine) Sum(first int) Photo {
	var s Photo
	for _, p := range e.Photos[first:] {
		prefill, asking, writing, total := s.Prefill+p.Prefill, s.Asking+p.Asking, s.Writing+p.Writing, s.Total+p.Total
		s = p
		s.Prefill, s.Asking, s.Writing, s.Total = prefill, asking, writing, total
	}
	return s
}

type view struct {
	mllm.View
	engine *Engine
	ctx    context.Context // of the photo, which writing ends with
	begin  time.Time
	photo  Photo
	closed bool
}

func (v *view) Ask(ctx context.Context, questions []mllm.Question) ([]mllm.Reading, error) {
	readings, err := v.View.Ask(ctx, questions)
	v.photo.Readings = append(v.photo.Readings, readings...)
	return readings, err
}

func (v *view) Close() {
	if v.closed {
		return
	}
	v.closed = true
	defer v.View.Close()
	v.photo.Total = time.Since(v.begin)
	read := v.Cost().ReadTokens
	if v.engine.Write > 0 && v.engine.Err == nil {
		v.engine.Err = v.write()
	}
	v.photo.Cost = v.Cost()
	v.photo.ReadTokens = read
	v.engine.Photos = append(v.engine.Photos, v.photo)
}

// write has the model write as much as the JSON has. What it writes means nothing
// with random weights.
func (v *view) write() error {
	n := v.engine.Write
	limit := mllm.WriteLimit{Tokens: n, Bytes: 64 * n}
	written, err := v.Write(v.ctx, mllm.Question{Text: "Give all as JSON."}, limit, func(string) error { return nil })
	if err != nil {
		return err
	}
	if v.photo.JSON = written.Tokens; written.Tokens != n {
		return fmt.Errorf("the model wrote %d tokens and not the %d that the JSON has", written.Tokens, n)
	}
	return nil
}
