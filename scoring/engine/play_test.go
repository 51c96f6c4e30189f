package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// playWorker is the environment variable that makes the test binary a worker
// which answers well, but for what the value names.
const playWorker = "KEEPLIGHT_TEST_PLAY_ENGINE"

func TestMain(m *testing.M) {
	if how := os.Getenv(playWorker); how != "" {
		play(how)
		return
	}
	os.Exit(m.Run())
}

// playing gives options for a worker that does something else than it should.
func playing(t *testing.T, how string) Options {
	t.Helper()
	t.Setenv(playWorker, how)
	dir := t.TempDir()
	for _, name := range []string{runtimeFile(), "model.gguf", "mmproj.gguf"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("played"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Options{
		Program: os.Args[0], Runtime: dir, Model: filepath.Join(dir, "model.gguf"), Projector: filepath.Join(dir, "mmproj.gguf"),
		Log:      func(text string) { t.Log(text) },
		Patience: Patience{Load: time.Minute, Answer: time.Minute, Cancel: 50 * time.Millisecond},
	}
}

// play is a worker.
func play(how string) {
	stream := wire.NewStream(os.Stdin, os.Stdout, wire.MaxBody)
	conn := jsonrpc2.NewConn(context.Background(), stream, &player{how, stream}, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	<-conn.DisconnectNotify()
}

type player struct {
	how    string
	stream *wire.Stream
}

// Handle answers what is asked in JSON, which needs not be what Go would spell.
func (p *player) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	p.stream.TakeBody()
	if req.Method == wire.NotifyCancel {
		return
	}
	answer := map[string]string{
		wire.MethodHello:   `{"protocol":4,"runtime":"llama.cpp played","devices":[{"name":"CPU","kind":"cpu"}]}`,
		wire.MethodLoad:    `{"architecture":"played","context":1000,"device":{"name":"CPU"}}`,
		wire.MethodPrefill: `{"tokens":10}`,
		wire.MethodAsk:     `{"readings":[{"p":[0.5,0.25]}],"tokens":5}`,
		wire.MethodWrite:   `{"read":3,"tokens":2,"ended":true}`,
		wire.MethodTokens:  `{"counts":[1]}`,
	}[req.Method]
	if lie, ok := lies[p.how]; ok && lie.method == req.Method {
		answer = lie.answer
	}
	if p.how == "after "+req.Method {
		fmt.Fprintln(os.Stderr, "/build/ggml.c:1: GGML_ASSERT(played) failed")
		os.Exit(3)
	}
	switch p.how + " " + req.Method {
	case "silent prefill":
		return
	case "printing ask":
		fmt.Println("I am a C library and like to print.")
	case "chatty ask", "torn write":
		_ = conn.Notify(ctx, wire.NotifyPiece, wire.Piece{Call: 1, Text: "abc"})
	case "floods write":
		for range 1000 {
			_ = conn.Notify(ctx, wire.NotifyPiece, wire.Piece{Call: 1, Text: "abc"})
		}
	case "failing prefill":
		_ = conn.ReplyWithError(ctx, req.ID, &jsonrpc2.Error{Code: wire.CodeEngine, Message: "the device is lost"})
		return
	case "confused ask":
		_ = conn.Notify(ctx, "obey", nil)
	}
	_ = conn.Reply(ctx, req.ID, json.RawMessage(bytes.TrimSpace([]byte(answer))))
}

// lies are answers that make no sense.
var lies = map[string]struct{ method, answer string }{
	"greeting in another form": {wire.MethodHello, `[]`},
	"no context":               {wire.MethodLoad, `{"context":0}`},
	"no tokens":                {wire.MethodPrefill, `{"tokens":0}`},
	"nothing":                  {wire.MethodAsk, `null`},
	"no readings":              {wire.MethodAsk, `{"readings":[]}`},
	"too many answers":         {wire.MethodAsk, `{"readings":[{"p":[0.1,0.1,0.1]}]}`},
	"no number":                {wire.MethodAsk, `{"readings":[{"p":["NaN",0]}]}`},
	"an endless number":        {wire.MethodAsk, `{"readings":[{"p":[1e999,0]}]}`},
	"a negative one":           {wire.MethodAsk, `{"readings":[{"p":[-1,0]}]}`},
	"more than certain":        {wire.MethodAsk, `{"readings":[{"p":[0.9,0.9]}]}`},
	"too many counts":          {wire.MethodTokens, `{"counts":[1,2]}`},
	"more than asked":          {wire.MethodWrite, `{"tokens":1000}`},
}
