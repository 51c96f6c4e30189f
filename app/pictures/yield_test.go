package pictures

import (
	"context"
	"image"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// counting is a scout that tells other goroutines how many rows it has seen, and calls
// once when it sees the first.
type counting struct {
	rows  atomic.Int64
	first func()
}

func (c *counting) Begin(picture.Shape, func() *image.RGBA) image.Rectangle { return image.Rectangle{} }

func (c *counting) Rows(r *picture.Recent) {
	if c.rows.Swap(int64(r.End())) == 0 && c.first != nil {
		c.first()
	}
}

func (c *counting) End() bool { return false }

func TestAScanUnderWayPausesWhileAPersonWaitsForAPicture(t *testing.T) {
	store := &shelf{jpegs: map[string][]byte{}}
	large := onDisk(t, phototest.PlainJPEG(phototest.Scene(1500, 1000, 2), 90))
	for name, c := range map[string]struct {
		ends  bool // who looks has the picture
		quits bool // the scan is cancelled
	}{
		"until it is there":          {ends: true},
		"but not for ever":           {},
		"and can be cancelled there": {quits: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				files := filecache.New(filecache.Options{Bytes: filecache.DefaultBytes})
				s := &Pictures{files: files, thumbs: newThumbs(store, through(files), func(string) {})}
				s.scans = s.Reader(filecache.Last)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				var end func()
				scout := &counting{}
				scout.first = func() { end = s.looks.begin() } // in the middle of the decoding
				start := time.Now()
				done := make(chan error, 1)
				go func() {
					scan, err := s.scan(ctx, large, scout)
					if err == nil {
						scan.Close()
					}
					done <- err
				}()
				synctest.Wait()
				if rows := scout.rows.Load(); rows == 0 || rows == 1000 {
					t.Fatalf("it went on to row %d", rows)
				}
				want := patience
				switch {
				case c.ends:
					want = time.Second
					time.Sleep(want)
					end()
				case c.quits:
					want = 0
					cancel()
				}
				err := <-done
				if took := time.Since(start); took != want || (err != nil) != c.quits {
					t.Errorf("it took %v and gave %v", took, err)
				}
				if rows := scout.rows.Load(); !c.quits && rows != 1000 {
					t.Errorf("it ended at row %d", rows)
				}
				s.thumbs.wait()
				time.Sleep(time.Minute) // for the cache's timers
			})
		})
	}
}

func TestOnlyTheLastWhoLooksLetsScansGoOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var y yield
		y.wait(t.Context(), time.Hour) // nobody looks
		first, second := y.begin(), y.begin()
		went := make(chan struct{})
		go func() { y.wait(t.Context(), time.Hour); close(went) }()
		first()
		first() // a second time is none
		synctest.Wait()
		select {
		case <-went:
			t.Error("one still looks")
		default:
		}
		second()
		<-went
	})
}
