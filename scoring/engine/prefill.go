package engine

import (
	"context"
	"errors"
	"fmt"
	"image"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/scoring/engine/wire"
	"keeplight.app/keeplight/scoring/mllm"
)

// Prefill reads a picture and the beginning of the prompt. The process holds one
// view at a time, so it waits until the others are closed. The process is
// restarted if it is gone. Errors wrap mllm.ErrEngineDied where it broke down on this
// picture, and scoring.ErrUnavailable where it cannot work at all.
func (e *Engine) Prefill(ctx context.Context, picture *image.RGBA, prefix string) (mllm.View, error) {
	return e.view(ctx, []*image.RGBA{picture}, prefix)
}

// PrefillCloseUp does the same with a picture and the close-up of a part of it. Together
// they have at most 16 million pixels.
func (e *Engine) PrefillCloseUp(ctx context.Context, picture, closeUp *image.RGBA, prefix string) (mllm.View, error) {
	return e.view(ctx, []*image.RGBA{picture, closeUp}, prefix)
}

// view opens a view of a picture and, if there is one more, its close-up.
func (e *Engine) view(ctx context.Context, pictures []*image.RGBA, prefix string) (mllm.View, error) {
	req, pixels, err := newPrefill(pictures, prefix)
	if err != nil {
		return nil, err
	}
	select {
	case e.views <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-e.life.Done():
		return nil, faultf(ErrClosed, "the model engine is closed")
	}
	v := &view{engine: e}
	if err := v.prefill(ctx, req, pixels); err != nil {
		v.Close()
		return nil, err
	}
	return v, nil
}

// newPrefill makes a request of one or two pictures: rows of red, green and blue.
func newPrefill(pictures []*image.RGBA, prefix string) (*wire.Prefill, []byte, error) {
	var sizes [2]wire.Size
	pixels := int64(0)
	for i, picture := range pictures {
		w, h := picture.Rect.Dx(), picture.Rect.Dy()
		if pixels += int64(w) * int64(h); w <= 0 || h <= 0 || pixels > wire.MaxPixels {
			return nil, nil, fmt.Errorf("a picture of %d x %d pixels cannot be shown to a model", w, h)
		}
		sizes[i] = wire.Size{Width: w, Height: h}
	}
	if err := checkTexts([]string{prefix}); err != nil {
		return nil, nil, err
	}
	rgb := make([]byte, 0, 3*pixels)
	for i, picture := range pictures {
		for y := range sizes[i].Height {
			row := picture.Pix[y*picture.Stride : y*picture.Stride+4*sizes[i].Width]
			for x := 0; x < len(row); x += 4 {
				rgb = append(rgb, row[x], row[x+1], row[x+2])
			}
		}
	}
	return &wire.Prefill{Width: sizes[0].Width, Height: sizes[0].Height, CloseUp: sizes[1], Prefix: prefix}, rgb, nil
}

func (v *view) prefill(ctx context.Context, req *wire.Prefill, pixels []byte) error {
	e := v.engine
	if err := e.lock(ctx); err != nil {
		return err
	}
	defer e.unlock()
	p, err := e.ready(ctx)
	if err != nil {
		return err
	}
	v.process = p
	e.board.change(func(s *Status) { s.State = Busy })
	var read wire.Prefilled
	begin := time.Now()
	err = e.ask(ctx, p, "reading this picture", &call{
		method: wire.MethodPrefill, body: pixels, params: req, result: &read, check: read.Check,
		limit: e.opts.Patience.Answer,
	})
	if err != nil {
		return err
	}
	v.cost.PictureTokens, v.cost.Picture, v.cost.Prefill = read.Tokens, read.Picture, time.Since(begin)
	e.board.change(func(s *Status) {
		s.MemoryUsed, s.MemoryTotal = read.Memory.Used, read.Memory.Total
	})
	return nil
}

// ask has the process do something, which what names for people. Errors are
// those of Prefill. The caller holds the lock.
func (e *Engine) ask(ctx context.Context, p *process, what string, c *call) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(e.life, func() { cancel(faultf(ErrClosed, "the model engine is closed")) })()
	c.cancel = e.opts.Patience.Cancel
	err := p.do(ctx, c)
	switch err := err.(type) {
	case nil:
		return nil
	case errStopped:
		return err.error
	case *jsonrpc2.Error:
		if err.Code == wire.CodeRequest {
			return errors.New(child.Clean(err.Message))
		}
		// It lives, but llama.cpp failed within it.
		p.reap(0)
		return e.broke(fmt.Sprintf("it failed: %s", child.Clean(err.Message)), what)
	}
	return e.broke(p.howItEnded(err), what)
}

// broke notes the end of the process.
func (e *Engine) broke(how, what string) error {
	err := fmt.Errorf("%w while %s: %s", mllm.ErrEngineDied, what, how)
	e.opts.Log(err.Error())
	return e.problem(err)
}
