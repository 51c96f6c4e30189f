package shoot

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
)

func TestPiecesArePassedOnInOrderWhileOthersAreRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPieces()
		go func() {
			defer p.end()
			for id := range library.ID(100) {
				p.put([]library.Photo{{ID: id + 1}})
				if id%10 == 0 {
					time.Sleep(time.Second)
				}
			}
		}()
		n := 0
		for ; ; n++ {
			piece, more := p.at(t.Context(), n)
			if !more {
				break
			}
			if piece[0].ID != library.ID(n+1) {
				t.Fatalf("piece %d holds photo %d", n, piece[0].ID)
			}
		}
		if n != 100 {
			t.Errorf("%d pieces came, of 100", n)
		}
	})
}

func TestWhoWaitsForAPieceIsLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		if _, more := newPieces().at(ctx, 0); more {
			t.Error("there was a piece that nobody put")
		}
	})
}
