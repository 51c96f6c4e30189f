package engine

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/scoring/engine/wire"
	"keeplight.app/keeplight/scoring/geometry"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/scoring/models/gguf"
)

// Engine is a model on this computer. Its methods may be called from any
// goroutine.
type Engine struct {
	opts     Options
	model    mllm.Model
	geometry geometry.Geometry // of the projector
	board    board

	views chan struct{} // holds a token while a view is open
	calls chan struct{} // holds a token while the process is asked or started; guards what follows

	process *process // nil before the first
	files   files    // as they were when their digests were known
	changed string   // which of them is another than it was once, for people
	deaths  int      // while loading, in a row
	refused error    // why the model is not loaded again

	life context.Context // ends with Close
	stop context.CancelFunc

	closing sync.Once
}

var (
	_ mllm.Engine        = (*Engine)(nil)
	_ mllm.CloseUpEngine = (*Engine)(nil)
)

// Open starts the process and loads the model, which may take minutes for a large
// one. Errors are ErrNoProgram, ErrNoRuntime, ErrABI or ErrModel, all of them
// scoring.ErrUnavailable, or the context's.
func Open(ctx context.Context, opts Options) (*Engine, error) {
	e := &Engine{opts: opts.withDefaults(), views: make(chan struct{}, 1), calls: make(chan struct{}, 1)}
	e.board.tell = e.opts.OnStatus
	e.life, e.stop = context.WithCancel(context.Background())
	if err := e.open(ctx); err != nil {
		e.Close()
		return nil, err
	}
	return e, nil
}

func (e *Engine) open(ctx context.Context) error {
	if err := e.opts.check(); err != nil {
		return err
	}
	if err := checkProgram(e.opts.Program, e.opts.Runtime); err != nil {
		return err
	}
	if err := checkModel(&e.opts); err != nil {
		return err
	}
	var err error
	if e.files, err = statFiles(&e.opts); err != nil {
		return err
	}
	e.geometry = geometryOf(&e.opts)
	var digest string
	var started *started
	// The disk is read once for both.
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() (err error) {
		digest, err = e.digest(ctx)
		return err
	})
	both.Go(func() (err error) {
		started, err = e.begin(ctx)
		return err
	})
	if err := both.Wait(); err != nil {
		return err
	}
	e.model = e.describe(started, digest)
	e.board.change(func(s *Status) { s.Problem = e.changed })
	return e.files.unchanged(&e.opts)
}

// geometryOf reads how the projector takes pictures. One that cannot be read is
// left to llama.cpp, which says better what is wrong with it.
func geometryOf(o *Options) geometry.Geometry {
	h, err := gguf.Read(o.Projector)
	if err != nil {
		o.Log(fmt.Sprintf("reading how the projector takes pictures: %v", err))
	}
	return geometry.Of(h.Picture, o.ImageTokens)
}

// describe says what was loaded.
func (e *Engine) describe(s *started, digest string) mllm.Model {
	name := filepath.Base(e.opts.Model)
	return mllm.Model{
		Name:         strings.TrimSuffix(name, filepath.Ext(name)),
		Architecture: s.loaded.Architecture,
		Digest:       digest,
		Runtime:      s.hello.Runtime,
		Backend:      s.loaded.Device.Backend,
		Device:       forPeople(s.loaded.Device),
		ReadMode:     e.opts.ReadMode,
		ImageTokens:  e.opts.ImageTokens,
		Geometry:     e.geometry,

		ThoughtsClosed: s.loaded.ThoughtsClosed,
	}
}

// forPeople gives a device's name as it stands on its box.
func forPeople(d wire.Device) string {
	if text := strings.TrimSpace(d.Description); text != "" {
		return text
	}
	return d.Name
}

// Model says what is loaded.
func (e *Engine) Model() mllm.Model { return e.model }

// Status says what the engine is doing.
func (e *Engine) Status() Status { return e.board.get() }

// Tokens gives the number of tokens of each text in the middle of a prompt.
// Errors are those of Prefill.
func (e *Engine) Tokens(ctx context.Context, texts []string) ([]int, error) {
	req := wire.Tokens{Texts: texts}
	if err := checkTexts(texts); err != nil {
		return nil, err
	}
	if err := e.lock(ctx); err != nil {
		return nil, err
	}
	defer e.unlock()
	p, err := e.ready(ctx)
	if err != nil {
		return nil, err
	}
	var counted wire.Counted
	err = e.ask(ctx, p, "counting tokens", &call{
		method: wire.MethodTokens, params: &req, result: &counted,
		check: func() error { return counted.Check(&req) },
		limit: e.opts.Patience.Answer,
	})
	return counted.Counts, err
}

// lock waits for the turn to use the process.
func (e *Engine) lock(ctx context.Context) error {
	select {
	case e.calls <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-e.life.Done():
		return faultf(ErrClosed, "the model engine is closed")
	}
}

func (e *Engine) unlock() { <-e.calls }

// Close ends the process and waits until it is gone. Calls that go on end with
// ErrClosed. It may be called twice.
func (e *Engine) Close() error {
	e.closing.Do(func() {
		e.stop()
		e.calls <- struct{}{} // the current user of the process gives up soon
		defer e.unlock()
		if e.process != nil {
			e.process.stop()
		}
		e.board.change(func(s *Status) { s.State = Closed })
	})
	return nil
}
