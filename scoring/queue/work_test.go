package queue

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
)

func TestWaitingForWorkEndsWithTheNextPhotoOrTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := New(Config{})
		ctx, cancel := context.WithCancel(t.Context())
		given := make(chan error, 2)
		go func() { given <- q.WaitForWork(ctx) }()
		synctest.Wait()
		if len(given) != 0 {
			t.Error("there was nothing to wait for")
		}
		cancel()
		if err := <-given; err == nil {
			t.Error("it ended although there is no work")
		}
		go func() { given <- q.WaitForWork(t.Context()) }()
		synctest.Wait()
		q.Add([]library.Photo{{ID: 1, Hash: "h"}})
		if err := <-given; err != nil {
			t.Error(err)
		}
	})
}

func TestWhoeverWaitsForTheViewWaitsForNothingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1) // a second for each photo
		b.Add(photos(upTo(9)...))
		b.InView([]library.ID{4, 5, 77})
		stop := b.start(t)
		begin := time.Now()
		took := func() int { return int(time.Since(begin) / time.Second) }
		if err := b.WaitForView(t.Context(), false); err != nil || took() != 2 {
			t.Errorf("two photos in view were waited for %d seconds, %v", took(), err)
		}
		seen := make(chan int)
		go func() {
			if err := b.WaitForView(t.Context(), true); err != nil {
				t.Error(err)
			}
			seen <- took()
		}()
		time.Sleep(1500 * time.Millisecond)
		b.InView([]library.ID{9})
		if at := <-seen; at != 3 {
			t.Errorf("what came into view was seen after %d seconds", at)
		}
		b.Pause() // nothing in view is waited for that is not scored
		if err := b.WaitForView(t.Context(), false); err != nil || took() != 3 {
			t.Errorf("a paused queue was waited for %d seconds, %v", took(), err)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestAHeldQueueStartsNothingUntilAllWhoHoldItLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1) // a second for each photo
		b.Add(photos(upTo(9)...))
		stop := b.start(t)
		defer stop()
		time.Sleep(1500 * time.Millisecond) // the second is being scored
		b.Hold()
		b.Hold()
		time.Sleep(10 * time.Second)
		b.Release()
		time.Sleep(10 * time.Second)
		if p := b.Progress(); p.Done != 2 || p.Paused {
			t.Errorf("held, it has scored %d and says that it is paused: %v", p.Done, p.Paused)
		}
		b.Release()
		time.Sleep(1500 * time.Millisecond)
		if p := b.Progress(); p.Done != 3 {
			t.Errorf("let go, it has scored %d", p.Done)
		}
	})
}
