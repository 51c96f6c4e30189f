package ingesting

import (
	"context"
	"sync"
)

// gate lets a job through, or has it wait. The zero value is open. Its methods may be
// called from any goroutine.
type gate struct {
	mu     sync.Mutex
	closed chan struct{} // closed when the gate opens; nil while it is open
}

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed == nil {
		g.closed = make(chan struct{})
	}
}

func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed != nil {
		close(g.closed)
		g.closed = nil
	}
}

// wait returns once the gate is open, or with the context's error.
func (g *gate) wait(ctx context.Context) error {
	g.mu.Lock()
	opens := g.closed
	g.mu.Unlock()
	if opens == nil {
		return ctx.Err()
	}
	select {
	case <-opens:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
