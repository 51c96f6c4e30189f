package engine

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"os"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/scoring/engine/wire"
)

// process is a running keeplight-engine. One goroutine at a time calls it.
type process struct {
	*child.Child
	stream *wire.Stream
	conn   *jsonrpc2.Conn
	pieces chan wire.Piece // written text, on its way to who asked for it

	cancelling sync.WaitGroup // those that tell it to cancel
}

// endTime is how long a process may take to end by itself.
const endTime = 2 * time.Second

// start starts the program.
func start(program, runtime, device string) (*process, error) {
	c, err := child.Start(child.Command{
		Program: program, Arguments: []string{"-runtime", runtime}, Env: environment(device),
	})
	if err != nil {
		return nil, faultf(ErrNoProgram, "%s cannot be started (%v)", Program, err)
	}
	p := &process{Child: c, stream: wire.NewStream(c.Out, c.In, 0), pieces: make(chan wire.Piece, 64)}
	p.conn = jsonrpc2.NewConn(context.Background(), p.stream, p, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
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

// Handle takes what the process says without being asked: pieces of text.
func (p *process) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	var piece wire.Piece
	if req.Method != wire.NotifyPiece || req.Params == nil || json.Unmarshal(*req.Params, &piece) != nil {
		p.end() // it is not what it should be
		return
	}
	select {
	case p.pieces <- piece:
	case <-p.Killed():
	}
}

// end kills the process, which holds nothing that could be lost, and frees
// those who wait for its answer. It may be called any number of times.
func (p *process) end() {
	p.Kill()
	// The connection ends when its stream does. Closed by anybody but its own
	// reader, it can panic over an answer that is still on its way.
	_ = p.stream.Close()
}

// reap waits until the process is gone. One that is ending by itself has so long
// for that; then it is killed.
func (p *process) reap(grace time.Duration) {
	p.Reap(grace)
	p.end()
}

// stop asks the process to end, which it does when its input ends.
func (p *process) stop() {
	p.Stop(endTime)
	p.end()
}

// isGone is true when the process has ended or does not talk any more.
func (p *process) isGone() bool {
	select {
	case <-p.conn.DisconnectNotify():
		return true
	default:
		return p.IsGone()
	}
}
