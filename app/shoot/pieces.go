package shoot

import (
	"context"
	"sync"

	"keeplight.app/keeplight/library"
)

// pieces hands what is known of a folder from who reads it to who looks up its scores.
// It has room for all of them: who reads waits for nobody, for it holds one of the
// catalogue's few connections, and who looks up scores needs another one.
type pieces struct {
	mu    sync.Mutex
	all   [][]library.Photo
	ended bool
	news  chan struct{} // holds something whenever there may be more
}

func newPieces() *pieces { return &pieces{news: make(chan struct{}, 1)} }

// put adds a piece. It never waits.
func (p *pieces) put(piece []library.Photo) { p.change(func() { p.all = append(p.all, piece) }) }

// end says that the last piece was put.
func (p *pieces) end() { p.change(func() { p.ended = true }) }

func (p *pieces) change(do func()) {
	p.mu.Lock()
	do()
	p.mu.Unlock()
	select {
	case p.news <- struct{}{}:
	default:
	}
}

// at waits for the piece with an index, counted from 0; ok is false where there are not
// so many, or ctx ended.
func (p *pieces) at(ctx context.Context, i int) (piece []library.Photo, ok bool) {
	for {
		p.mu.Lock()
		if i < len(p.all) {
			piece = p.all[i]
		}
		ended := p.ended
		p.mu.Unlock()
		if piece != nil || ended {
			return piece, piece != nil
		}
		select {
		case <-p.news:
		case <-ctx.Done():
			return nil, false
		}
	}
}
