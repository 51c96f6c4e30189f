package queue

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
)

func TestRateAndTimeLeftFollowTheLastHalfMinuteOfWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(1)
		b.Add(photos(upTo(200)...))
		stop := b.start(t)
		defer func() { _ = stop() }()

		time.Sleep(60*time.Second + 500*time.Millisecond)
		p := b.Progress()
		near(t, "rate at one photo a second", p.Rate, 60)
		near(t, "minutes left", p.Left.Minutes(), float64(200-p.Done)/60)

		b.Pause()
		time.Sleep(time.Hour)
		near(t, "rate after a long pause", b.Progress().Rate, 60)

		b.mu.Lock()
		b.score = slower(3 * time.Second)
		b.mu.Unlock()
		b.Resume()
		time.Sleep(60 * time.Second)
		near(t, "rate at a third of the speed", b.Progress().Rate, 20)
	})
}

func TestRateIsUnknownBeforeAnythingIsDone(t *testing.T) {
	b := newBench(1)
	b.Add(photos(1, 2))
	if p := b.Progress(); p.Rate != 0 || p.Left != 0 || p.Total != 2 || p.Idle {
		t.Errorf("progress %+v", p)
	}
}

func TestAnEmptyQueueIsIdle(t *testing.T) {
	if p := newBench(1).Progress(); !p.Idle || p.Paused {
		t.Errorf("progress %+v", p)
	}
}

func slower(d time.Duration) func(*library.Photo) (library.Score, error) {
	return func(*library.Photo) (library.Score, error) {
		time.Sleep(d)
		return library.Score{}, nil
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.1*want {
		t.Errorf("%s is %.2f, want about %.2f", what, got, want)
	}
}
