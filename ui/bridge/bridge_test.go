package bridge

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestEventsArriveInOrderInBatchesKeptApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []int
		var at []time.Time
		b := New(func(f func()) { f() }, func(batch []int) {
			got = append(got, batch...)
			at = append(at, time.Now())
		})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { b.Run(ctx); close(done) }()

		b.Post(1)
		synctest.Wait()
		if !slices.Equal(got, []int{1}) {
			t.Fatalf("the first event waited: %v", got)
		}
		for i := 2; i <= 100; i++ {
			b.Post(i)
		}
		synctest.Wait()
		if len(at) != 1 {
			t.Fatalf("%d batches came without a pause between them", len(at))
		}
		time.Sleep(Interval)
		synctest.Wait()
		if len(at) != 2 || len(got) != 100 || !slices.IsSorted(got) {
			t.Fatalf("%d batches brought %d events", len(at), len(got))
		}
		stop()
		<-done
	})
}

func TestASlowWindowGetsOneBatchAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var scheduled []func()
		b := New(func(f func()) { scheduled = append(scheduled, f) }, func([]int) {})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { b.Run(ctx); close(done) }()
		b.Post(1)
		synctest.Wait()
		b.Post(2)
		time.Sleep(10 * Interval)
		synctest.Wait()
		if len(scheduled) != 1 {
			t.Fatalf("%d batches were sent while the first was still waiting", len(scheduled))
		}
		scheduled[0]()
		time.Sleep(Interval)
		synctest.Wait()
		if len(scheduled) != 2 {
			t.Fatal("the second batch never came")
		}
		stop()
		<-done
	})
}
