package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/library/worker/wire"
)

// Program is the worker's name.
const Program = "keeplight-media"

const (
	// startTime is how long a worker may take to greet. A machine that is busy
	// with other things may need some seconds to load its libraries.
	startTime = 20 * time.Second

	// endTime is how long a worker may take to end that has stopped talking.
	endTime = 2 * time.Second
)

// process is a running worker. One goroutine at a time talks to it.
type process struct {
	*child.Child
	reader *bufio.Reader
	hello  wire.Hello
	served int // requests that it has answered
}

// start starts a worker and waits for its greeting. An error is not a file's
// fault, and is for people.
func start(ctx context.Context, program string, o *Options) (*process, error) {
	env := o.Env
	if env == nil {
		env = os.Environ()
	}
	c, err := child.Start(child.Command{
		Program: program,
		Arguments: slices.Concat(o.Arguments, []string{
			"-memory", strconv.FormatInt(o.Memory, 10), "-threads", strconv.Itoa(o.threads()),
		}),
		// Each of glibc's arenas takes address space, which is what is limited,
		// and so do the threads of OpenMP, with which LibRaw is built: the
		// workers share the processors already.
		Env: append(slices.Clone(env), "MALLOC_ARENA_MAX=2", "OMP_NUM_THREADS=1"),
	})
	if err != nil {
		return nil, fmt.Errorf("%s cannot be started (%w)", Program, err)
	}
	p := &process{Child: c, reader: bufio.NewReaderSize(c.Out, 64<<10)}
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	defer context.AfterFunc(ctx, p.Kill)()
	if p.hello, err = wire.ReadHello(p.reader); err == nil {
		return p, nil
	}
	p.reap(err)
	return nil, p.notGreeted(ctx, err)
}

// notGreeted says why a worker that is gone did not greet.
func (p *process) notGreeted(ctx context.Context, err error) error {
	lines := p.Stderr.Lines()
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%s does not answer (%w)", Program, context.Cause(ctx))
	case errors.Is(err, wire.ErrProtocol):
		return fmt.Errorf("%s is of another version than this program: install both together", Program)
	case len(lines) > 0:
		return fmt.Errorf("%s does not start (%s)", Program, child.Clean(lines[0]))
	}
	return fmt.Errorf("%s does not start (%w)", Program, err)
}

// reap waits until a worker that failed with err is gone. One that is ending by
// itself is left to, so that its own end is seen.
func (p *process) reap(err error) {
	grace := endTime
	if errors.Is(err, wire.ErrProtocol) {
		grace = 0 // it would go on
	}
	p.Reap(grace)
}

// exchange sends a request and reads the answer. It returns soon after ctx has
// ended. After an error the process is gone.
func (p *process) exchange(ctx context.Context, req *wire.Request) (*wire.Reply, error) {
	p.Stderr.Reset() // what it printed about other files
	stop := context.AfterFunc(ctx, p.Kill)
	reply, err := p.talk(req)
	if !stop() && err == nil {
		err = context.Cause(ctx) // it was killed, if only after its answer
	}
	if err != nil {
		p.reap(err)
		return nil, err
	}
	p.served++
	return reply, nil
}

func (p *process) talk(req *wire.Request) (*wire.Reply, error) {
	if err := wire.WriteRequest(p.In, req); err != nil {
		return nil, err
	}
	return wire.ReadReply(p.reader, req)
}
