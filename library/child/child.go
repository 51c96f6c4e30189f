package child

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

// The times that a child's end may take.
const (
	// killTime is how long a killed child may take to be gone. One that waits
	// for a disk or a driver that does not answer cannot be killed at all.
	killTime = 10 * time.Second

	// drainTime is how long after its end its standard error is still read,
	// which a process that it has started may hold open for ever.
	drainTime = time.Second
)

// Command says what is started.
type Command struct {
	Program   string   // path
	Arguments []string // without the program's name
	Env       []string // its environment; nil is this process's
	Dir       string   // its working folder; "" is this process's
}

// Child is a process that was started. In and Out belong to one goroutine each
// at a time; everything else may be called from any.
type Child struct {
	In     *os.File // its standard input
	Out    *os.File // its standard output
	Stderr *Stderr  // what it printed to its standard error

	cmd    *exec.Cmd
	ended  chan struct{} // closed when it is gone and was waited for
	killed chan struct{} // closed when it is told to end
	once   sync.Once     // guards killed

	mu     sync.Mutex
	exited bool // its number may be another process's by now
	ours   bool // it was still running when Kill ended it
}

// Start starts a program in a process group of its own: an interrupt at the
// terminal is for this program. Where the system can do that, the child is
// killed when this process ends, however it ends. An error is that of the
// system, such as exec.ErrNotFound.
func Start(c Command) (*Child, error) {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("making a pipe: %w", err)
	}
	defer theirIn.Close()
	out, theirOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("making a pipe: %w", err), in.Close())
	}
	defer theirOut.Close()
	p := &Child{In: in, Out: out, Stderr: &Stderr{}, ended: make(chan struct{}), killed: make(chan struct{})}
	p.cmd = exec.Command(c.Program, c.Arguments...)
	p.cmd.Env, p.cmd.Dir = c.Env, c.Dir
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = theirIn, theirOut, p.Stderr
	p.cmd.WaitDelay = drainTime
	p.cmd.SysProcAttr = apart()
	started := make(chan error)
	go p.run(started)
	if err := <-started; err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	return p, nil
}

// run starts the process and waits for its end.
func (p *Child) run(started chan<- error) {
	// Linux kills a child when the thread ends that started it, so that thread
	// has to live as long.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	if awaitExit(p.cmd.Process.Pid) {
		p.mu.Lock()
		// What it has started must not live on, and hold its pipes.
		killGroup(p.cmd.Process)
		p.exited = true
		p.mu.Unlock()
	}
	_ = p.cmd.Wait() // how it ended is in its ProcessState
	p.mu.Lock()
	p.exited = true
	p.mu.Unlock()
	close(p.ended)
}

// Pid is its number.
func (p *Child) Pid() int { return p.cmd.Process.Pid }

// Ended is closed when it is gone, however it ended.
func (p *Child) Ended() <-chan struct{} { return p.ended }

// Killed is closed when Kill was called, from any goroutine.
func (p *Child) Killed() <-chan struct{} { return p.killed }

// IsGone is true when it has ended, or is about to because it was killed.
func (p *Child) IsGone() bool {
	select {
	case <-p.ended:
		return true
	case <-p.killed:
		return true
	default:
		return false
	}
}

// Kill ends it and what it has started, and closes its pipes, which frees those who
// wait for them. It does not wait, and may be called any number of times.
func (p *Child) Kill() {
	p.once.Do(func() {
		close(p.killed)
		p.mu.Lock()
		if !p.exited {
			p.ours = true
			killGroup(p.cmd.Process)
		}
		p.mu.Unlock()
		_, _ = p.In.Close(), p.Out.Close() // they may be closed already
	})
}

// Reap waits until it is gone. One that is ending by itself has so long for that,
// so that its own end is seen; then it is killed. False says that it is still
// there ten seconds after that, and is left to the system.
func (p *Child) Reap(grace time.Duration) bool {
	if grace > 0 {
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-p.ended:
		case <-p.killed:
		case <-timer.C:
		}
	}
	p.Kill()
	timer := time.NewTimer(killTime)
	defer timer.Stop()
	select {
	case <-p.ended:
		return true
	case <-timer.C:
		return false
	}
}

// Stop asks it to end by closing its standard input, and reaps it. The result is
// that of Reap.
func (p *Child) Stop(grace time.Duration) bool {
	_ = p.In.Close() // it may be closed already
	return p.Reap(grace)
}
