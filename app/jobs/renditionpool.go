package jobs

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/semaphore"

	"keeplight.app/keeplight/library"
)

const (
	// maxPixels is how many pixels of photos at full size are on their way at once. Each
	// is four bytes, so that this is 400 MB beside what decoding and encoding take.
	maxPixels = 100_000_000

	// usualPixels stands for a photo whose size is not known yet.
	usualPixels = 50_000_000
)

// pixels is how much of maxPixels a photo takes, twice its own where it is turned, which
// copies it: one that is larger than all of it takes all, and goes through alone.
func pixels(p *library.Photo) int64 {
	n := int64(p.Width) * int64(p.Height)
	if n <= 0 {
		n = usualPixels
	}
	if p.Rotation != 0 || p.Capture.Orientation > 1 {
		n *= 2
	}
	return min(n, maxPixels)
}

// inOrder makes something of each photo on all processors at once and uses it in the
// photos' order, so that what comes of it does not depend on which is quicker. use is
// called from this goroutine with the photo's place in items, and for every photo that
// was begun. There are bounds to what is made and not yet used: pixels, and twice as many
// photos as there are processors. It ends early with its context, and waits for all that
// it began.
func inOrder[T any](ctx context.Context, photos []*library.Photo, process func(ctx context.Context, i int) T, use func(i int, t T)) {
	workers := min(runtime.NumCPU(), runtime.GOMAXPROCS(0))
	room, slots := semaphore.NewWeighted(maxPixels), semaphore.NewWeighted(int64(workers))
	type begun struct {
		place  int
		result chan T
	}
	queue := make(chan begun, 2*workers)
	var pool sync.WaitGroup
	defer pool.Wait()
	pool.Go(func() {
		defer close(queue)
		for i, p := range photos {
			if p == nil {
				continue
			}
			if room.Acquire(ctx, pixels(p)) != nil || slots.Acquire(ctx, 1) != nil {
				return
			}
			b := begun{i, make(chan T, 1)}
			pool.Go(func() {
				defer slots.Release(1)
				b.result <- process(ctx, i)
			})
			queue <- b // somebody takes it whatever happens
		}
	})
	for b := range queue {
		use(b.place, <-b.result)
		room.Release(pixels(photos[b.place]))
	}
}
