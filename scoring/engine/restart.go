package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/sourcegraph/jsonrpc2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/scoring/engine/wire"
	"keeplight.app/keeplight/scoring/mllm"
)

// tries is how often the process may die in a row over loading the model, before
// the model is refused.
const tries = 3

// started is a process that has loaded the model.
type started struct {
	process *process
	hello   wire.Hello
	loaded  wire.Loaded
}

// ready gives the process, restarted if it is gone. The caller holds the lock.
func (e *Engine) ready(ctx context.Context) (*process, error) {
	switch {
	case e.life.Err() != nil:
		return nil, faultf(ErrClosed, "the model engine is closed")
	case e.refused != nil:
		return nil, e.refused
	case !e.process.isGone():
		return e.process, nil
	}
	e.process.reap(0)
	if err := e.files.unchanged(&e.opts); err != nil {
		return nil, err
	}
	e.board.change(func(s *Status) { s.Restarts++ })
	e.opts.Log(fmt.Sprintf("%s is started again: restart %d", Program, e.Status().Restarts))
	s, err := e.begin(ctx)
	if err != nil {
		return nil, err
	}
	if s.loaded.Architecture != e.model.Architecture || forPeople(s.loaded.Device) != e.model.Device {
		s.process.reap(0)
		return nil, faultf(ErrModel, "the model now runs on %s instead of %s, which gives other scores; start scoring again to use that", child.Clean(forPeople(s.loaded.Device)), e.model.Device)
	}
	return s.process, nil
}

// begin starts the process and has it load the model, again if it dies over
// that.
func (e *Engine) begin(ctx context.Context) (*started, error) {
	e.board.change(func(s *Status) { s.State = Starting })
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(e.life, cancel)()
	for {
		s, err := e.load(ctx)
		if err == nil {
			e.deaths = 0
			e.loaded(s)
			return s, nil
		}
		dead := (*died)(nil)
		if !errors.As(err, &dead) {
			return nil, e.problem(e.closedOr(err))
		}
		e.deaths++
		e.opts.Log(fmt.Sprintf("%s ended while it loaded %s: %s", Program, e.names(), dead.how))
		if e.deaths >= tries {
			e.refused = faultf(ErrModel, "%s cannot be used: the model engine ended %d times in a row while it loaded them; %s. A file may be damaged: 'keeplight model verify' checks them, or choose another model",
				e.names(), e.deaths, dead.how)
			return nil, e.problem(e.refused)
		}
	}
}

// loaded notes what was loaded in the status.
func (e *Engine) loaded(s *started) {
	e.board.change(func(st *Status) {
		st.State, st.Problem = Ready, ""
		st.Device, st.Backend = forPeople(s.loaded.Device), s.loaded.Device.Backend
		st.MemoryUsed, st.MemoryTotal = s.loaded.Memory.Used, s.loaded.Memory.Total
	})
}

// problem notes an error in the status.
func (e *Engine) problem(err error) error {
	e.board.change(func(s *Status) { s.State, s.Problem = Broken, err.Error() })
	return err
}

// closedOr gives ErrClosed where the engine is closed, else err.
func (e *Engine) closedOr(err error) error {
	if e.life.Err() != nil {
		return faultf(ErrClosed, "the model engine is closed")
	}
	return err
}

// names gives the model's two files for people.
func (e *Engine) names() string {
	return fmt.Sprintf("the model %s with the projector %s", library.Display(e.opts.Model), library.Display(e.opts.Projector))
}

// died is the error of a process that ended or hung.
type died struct{ how string }

func (d *died) Error() string { return d.how }

// fewest is the fewest tokens of a picture where llama.cpp has to be told, else 0: told
// any, build b10256 was seen to crash on Mesa's Vulkan when it read a picture.
func (e *Engine) fewest() int {
	if e.geometry.Fewer {
		return e.geometry.Fewest
	}
	return 0
}

// load starts one process and has it load the model. Errors are died, a fault,
// or the context's.
func (e *Engine) load(ctx context.Context) (*started, error) {
	p, err := start(e.opts.Program, e.opts.Runtime, e.opts.Device)
	if err != nil {
		return nil, err
	}
	e.process = p
	s := &started{process: p}
	if s.hello, err = p.greet(ctx, &e.opts); err != nil {
		p.reap(0)
		return nil, err
	}
	err = p.do(ctx, &call{
		method: wire.MethodLoad, result: &s.loaded, check: s.loaded.Check, limit: e.opts.Patience.Load,
		params: &wire.Load{
			Model: e.opts.Model, Projector: e.opts.Projector, Device: e.opts.Device,
			ImageTokens: e.opts.ImageTokens, ImageFewest: e.fewest(), Batched: e.opts.ReadMode == mllm.Batched,
		},
	})
	if err != nil {
		p.reap(0) // loading cannot be cancelled otherwise
		return nil, e.notLoaded(p, err)
	}
	for _, note := range s.loaded.Notes {
		e.opts.Log(child.Clean(note))
	}
	return s, nil
}

func (e *Engine) notLoaded(p *process, err error) error {
	switch err := err.(type) {
	case errStopped:
		return err.error
	case *jsonrpc2.Error:
		return faultf(ErrModel, "%s cannot be used: %s", e.names(), child.Clean(err.Message))
	}
	return &died{p.howItEnded(err)}
}

// greet waits until the process has loaded llama.cpp.
func (p *process) greet(ctx context.Context, o *Options) (wire.Hello, error) {
	var hello wire.Hello
	err := p.do(ctx, &call{method: wire.MethodHello, result: &hello, check: hello.Check, limit: o.Patience.Load})
	switch err := err.(type) {
	case nil:
	case errStopped:
		return hello, err.error
	case *jsonrpc2.Error:
		if err.Code == wire.CodeABI {
			return hello, faultf(ErrABI, "the llama.cpp in %s is not the build that this program supports: %s. 'keeplight engine install' installs the right one", library.Display(o.Runtime), child.Clean(err.Message))
		}
		return hello, faultf(ErrNoRuntime, "the llama.cpp in %s cannot be loaded: %s. 'keeplight engine install' downloads it again", library.Display(o.Runtime), child.Clean(err.Message))
	default:
		return hello, p.notGreeted(err)
	}
	if hello.Protocol != wire.Protocol {
		return hello, faultf(ErrNoProgram, "%s is of another version than this program: install both together", Program)
	}
	return hello, nil
}

// notGreeted says why a program ended before it said anything.
func (p *process) notGreeted(err error) error {
	for _, line := range p.Stderr.Lines() {
		if isAboutFFI(line) {
			return faultf(ErrNoRuntime, "%s needs libffi (%s); on Debian and Ubuntu install the package libffi8, elsewhere libffi 3.4 or newer", Program, child.Clean(line))
		}
	}
	return faultf(ErrNoProgram, "%s does not start: %s. Install it together with this program", Program, p.howItEnded(err))
}
