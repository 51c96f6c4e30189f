package faces

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestStoringIsTriedAgainAfterLongerAndLongerWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		var tries []time.Duration
		r := retry{delays: retries(), again: func() { tries = append(tries, time.Since(begin)) }}
		for range 7 {
			begin = time.Now()
			r.fails()
			time.Sleep(2 * time.Minute)
			synctest.Wait()
		}
		want := append(retries(), time.Minute, time.Minute)
		if len(tries) != len(want) {
			t.Fatalf("%v, want %v", tries, want)
		}
		for i := range want {
			if tries[i] != want[i] {
				t.Errorf("%v, want %v", tries, want)
			}
		}
		r.works()
		begin = time.Now()
		r.fails()
		time.Sleep(time.Minute)
		synctest.Wait()
		if last := tries[len(tries)-1]; last != want[0] {
			t.Errorf("after it worked it waits %v", last)
		}
		r.fails()
		r.stop()
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(tries) != len(want)+1 {
			t.Error("it tries after the end")
		}
	})
}
