package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"
	"time"

	"keeplight.app/keeplight/library/worker/wire"
)

// startTime is how long a worker may take to greet. A machine that is busy with
// other things may need some seconds to load its libraries.
const startTime = 20 * time.Second

// process is a running worker. One goroutine at a time talks to it.
type process struct {
	cmd    *exec.Cmd
	in     *os.File // its standard input
	out    *os.File // its standard output
	reader *bufio.Reader
	said   tail
	hello  wire.Hello
	served int // requests that it has answered

	ended   chan struct{} // closed when it is gone; err is set then
	err     error         // as exec.Cmd.Wait gives it
	endOnce sync.Once
}

// start starts a worker and waits for its greeting. An error is not a file's
// fault, and is for people.
func start(ctx context.Context, program string, o *Options) (*process, error) {
	p := &process{ended: make(chan struct{})}
	args := slices.Concat(o.Arguments, []string{
		"-memory", strconv.FormatInt(o.Memory, 10), "-threads", strconv.Itoa(o.threads()),
	})
	p.cmd = exec.Command(program, args...)
	p.cmd.Stderr = &p.said
	p.cmd.WaitDelay = time.Second
	p.cmd.Env = o.Env
	if p.cmd.Env == nil {
		p.cmd.Env = os.Environ()
	}
	// Each of glibc's arenas takes address space, which is what is limited.
	p.cmd.Env = append(slices.Clone(p.cmd.Env), "MALLOC_ARENA_MAX=2")
	apart(p.cmd)
	if err := p.launch(); err != nil {
		return nil, fmt.Errorf("%s cannot be started (%w)", Program, err)
	}
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	defer context.AfterFunc(ctx, p.end)()
	hello, err := wire.ReadHello(p.reader)
	if err == nil {
		p.hello = hello
		return p, nil
	}
	p.end()
	<-p.ended
	switch line := p.said.firstLine(); {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s does not answer (%w)", Program, context.Cause(ctx))
	case errors.Is(err, wire.ErrProtocol):
		return nil, fmt.Errorf("%s is of another version than this program: install both together", Program)
	case line != "":
		return nil, fmt.Errorf("%s does not start (%s)", Program, line)
	}
	return nil, fmt.Errorf("%s does not start (%w)", Program, err)
}

// launch runs the program with pipes of our own, which can be closed while
// somebody reads from them.
func (p *process) launch() error {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return err
	}
	defer theirIn.Close()
	out, theirOut, err := os.Pipe()
	if err != nil {
		return errors.Join(err, in.Close())
	}
	defer theirOut.Close()
	p.in, p.out, p.reader = in, out, bufio.NewReaderSize(out, 64<<10)
	p.cmd.Stdin, p.cmd.Stdout = theirIn, theirOut
	if err := p.cmd.Start(); err != nil {
		return errors.Join(err, in.Close(), out.Close())
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.ended)
	}()
	return nil
}

// end kills the worker, which holds nothing that could be lost, and frees
// whoever waits for its answer. It may be called any number of times.
func (p *process) end() {
	p.endOnce.Do(func() {
		_ = p.cmd.Process.Kill() // it may be gone already
		_, _ = p.in.Close(), p.out.Close()
	})
}

// isGone is true when the worker has ended.
func (p *process) isGone() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// exchange sends a request and reads the answer. It returns soon after ctx has
// ended. After an error the process is ended and gone.
func (p *process) exchange(ctx context.Context, req *wire.Request) (*wire.Reply, error) {
	stop := context.AfterFunc(ctx, p.end)
	reply, err := p.talk(req)
	if !stop() && err == nil {
		err = context.Cause(ctx) // it was ended, if only after its answer
	}
	if err != nil {
		p.end()
		<-p.ended
		return nil, err
	}
	p.served++
	return reply, nil
}

func (p *process) talk(req *wire.Request) (*wire.Reply, error) {
	if err := wire.WriteRequest(p.in, req); err != nil {
		return nil, err
	}
	return wire.ReadReply(p.reader, req)
}
