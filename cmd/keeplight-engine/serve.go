package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"

	"github.com/sourcegraph/jsonrpc2"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// order is a request with what came with it.
type order struct {
	ctx    context.Context // ends when the request is cancelled
	req    *jsonrpc2.Request
	body   []byte
	cancel context.CancelFunc
}

// inbox takes requests while the worker is busy: cancellations at once, anything
// else to be done in its turn.
type inbox struct {
	stream *wire.Stream
	orders chan order
	cancel context.CancelFunc // of the last request; only Handle uses it
}

// Handle takes a request off the wire. It does not wait for what the worker does.
func (b *inbox) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	if req.Method == wire.NotifyCancel {
		if b.cancel != nil {
			b.cancel() // which does nothing where it has been answered already
		}
		return
	}
	if req.Notif {
		return
	}
	o := order{req: req, body: b.stream.TakeBody()}
	o.ctx, o.cancel = context.WithCancel(ctx)
	select {
	case b.orders <- o:
		b.cancel = o.cancel
	default:
		o.cancel()
		_ = conn.ReplyWithError(ctx, req.ID, &jsonrpc2.Error{Code: wire.CodeEngine, Message: "the worker does one thing at a time"})
	}
}

// serve answers requests until the other end is gone. It stays on the calling
// goroutine, for llama.cpp is to be called from one thread.
func serve(ctx context.Context, stream *wire.Stream, w *worker, gone func()) {
	box := &inbox{stream: stream, orders: make(chan order, 1)}
	conn := jsonrpc2.NewConn(ctx, stream, box, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	w.emit = func(p wire.Piece) error { return conn.Notify(ctx, wire.NotifyPiece, p) }
	go func() {
		<-conn.DisconnectNotify()
		gone()
	}()
	for o := range box.orders {
		work(ctx, conn, w, o)
	}
}

// work does one request and answers it.
func work(ctx context.Context, conn *jsonrpc2.Conn, w *worker, o order) {
	defer o.cancel()
	if w.model != nil {
		w.model.under(o.ctx)
	}
	result, err := w.do(o)
	if err != nil {
		_ = conn.ReplyWithError(ctx, o.req.ID, failure(err)) // the other end is gone then
		return
	}
	_ = conn.Reply(ctx, o.req.ID, result)
}

// do finds what a request asks for.
func (w *worker) do(o order) (any, error) {
	switch o.req.Method {
	case wire.MethodHello:
		return w.greet()
	case wire.MethodLoad:
		return with(o, func(req *wire.Load) (*wire.Loaded, error) { return w.load(o.ctx, req) })
	case wire.MethodPrefill:
		return with(o, func(req *wire.Prefill) (*wire.Prefilled, error) { return w.prefill(req, o.body) })
	case wire.MethodAsk:
		return with(o, func(req *wire.Ask) (*wire.Asked, error) { return w.ask(o.ctx, req) })
	case wire.MethodWrite:
		return with(o, func(req *wire.Write) (*wire.Written, error) { return w.write(o.ctx, req) })
	case wire.MethodLikelihood:
		return with(o, func(req *wire.Likelihood) (*wire.Likely, error) { return w.likelihood(o.ctx, req) })
	case wire.MethodTokens:
		return with(o, w.count)
	}
	return nil, fmt.Errorf("there is no method %q", o.req.Method)
}

// with reads a request's parameters.
func with[Request, Answer any](o order, do func(*Request) (*Answer, error)) (*Answer, error) {
	req := new(Request)
	if o.req.Params == nil {
		return nil, errors.New("a request without parameters")
	}
	if err := json.Unmarshal(*o.req.Params, req); err != nil {
		return nil, fmt.Errorf("reading a request: %w", err)
	}
	return do(req)
}

// refusal is an error with its code.
type refusal struct {
	code int64
	err  error
}

func (r *refusal) Error() string { return r.err.Error() }
func (r *refusal) Unwrap() error { return r.err }

func refuse(code int64, err error) error { return &refusal{code, err} }

// failure spells an error for the wire.
func failure(err error) *jsonrpc2.Error {
	code := int64(wire.CodeEngine)
	refused := (*refusal)(nil)
	switch {
	case errors.As(err, &refused):
		code = refused.code
	case errors.Is(err, errRequest):
		code = wire.CodeRequest
	case errors.Is(err, errCancelled):
		code = wire.CodeCancelled
	}
	return &jsonrpc2.Error{Code: code, Message: err.Error()}
}
