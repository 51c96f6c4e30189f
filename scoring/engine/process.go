package engine

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// process is a running keeplight-engine. One goroutine at a time calls it.
type process struct {
	cmd    *exec.Cmd
	stream *wire.Stream
	conn   *jsonrpc2.Conn
	said   said
	pieces chan wire.Piece // written text, on its way to who asked for it

	hurrying sync.WaitGroup // those that tell it to cancel

	gone    chan struct{} // closed when it is told to end
	ended   chan struct{} // closed when it is gone; err is set then
	err     error         // as exec.Cmd.Wait gives it
	endOnce sync.Once
}

// start starts the program.
func start(program, library, device string) (*process, error) {
	p := &process{
		pieces: make(chan wire.Piece, 64),
		gone:   make(chan struct{}), ended: make(chan struct{}),
	}
	p.cmd = exec.Command(program, "-library", library)
	p.cmd.Stderr = &p.said
	p.cmd.WaitDelay = time.Second
	p.cmd.Env = environment(device)
	apart(p.cmd)
	if err := p.launch(); err != nil {
		return nil, faultf(ErrNoProgram, "%s cannot be started (%v)", Program, err)
	}
	return p, nil
}

// environment is this process's, with what llama.cpp is to do when it fails: no
// debugger, no traces over many pages.
func environment(device string) []string {
	env := append(os.Environ(), "GGML_NO_BACKTRACE=1", "GOTRACEBACK=none")
	if device != "" && device != CPU {
		env = append(env, "MTMD_BACKEND_DEVICE="+device) // the projector's
	}
	return env
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
	p.cmd.Stdin, p.cmd.Stdout = theirIn, theirOut
	if err := p.cmd.Start(); err != nil {
		return errors.Join(err, in.Close(), out.Close())
	}
	p.stream = wire.NewStream(out, in, 0)
	p.conn = jsonrpc2.NewConn(context.Background(), p.stream, p, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	go func() {
		p.err = p.cmd.Wait()
		close(p.ended)
	}()
	return nil
}

// Handle takes what the process says without being asked: pieces of text.
func (p *process) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	var piece wire.Piece
	if req.Method != wire.NotifyPiece || req.Params == nil || json.Unmarshal(*req.Params, &piece) != nil {
		p.end() // it is not what it should be
		return
	}
	select {
	case p.pieces <- piece:
	case <-p.gone:
	}
}

// end kills the process, which holds nothing that could be lost, and frees
// whoever waits for its answer. It may be called any number of times.
func (p *process) end() {
	p.endOnce.Do(func() {
		close(p.gone)
		_ = p.cmd.Process.Kill() // it may be gone already
		// The connection ends when its stream does. Closed by anybody but its
		// own reader, it can panic over an answer that is still on its way.
		_ = p.stream.Close()
	})
}

// endAndWait kills the process and returns when it is gone.
func (p *process) endAndWait() {
	p.end()
	<-p.ended
}

// isGone is true when the process has ended.
func (p *process) isGone() bool {
	select {
	case <-p.gone:
		return true
	case <-p.ended:
		return true
	case <-p.conn.DisconnectNotify():
		return true
	default:
		return false
	}
}
