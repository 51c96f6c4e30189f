package export

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func TestAPlanThatHearsOfItsDrivesIsGivenItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got, err := Patiently(t.Context(), nil, PlanTime, nil, func(ctx context.Context) (int, error) {
			for range 10 {
				time.Sleep(PlanTime - time.Second)
				if err := ctx.Err(); err != nil {
					return 0, err
				}
			}
			return 7, nil
		})
		if got != 7 || err != nil {
			t.Errorf("%d, %v", got, err)
		}
		_, err = Patiently(t.Context(), nil, PlanTime, nil, func(context.Context) (int, error) {
			time.Sleep(PlanTime + time.Second)
			return 7, nil
		})
		if m := library.MessageOf(err); m.Code() != message.DiskSilent {
			t.Errorf("one that hears nothing: %v", err)
		}
		stopped := false
		_, err = Patiently(t.Context(), nil, PlanTime, nil, func(ctx context.Context) (int, error) {
			time.Sleep(PlanTime + time.Second)
			stopped = ctx.Err() != nil
			return 7, nil
		})
		time.Sleep(PlanTime)
		synctest.Wait()
		if err == nil || !stopped {
			t.Errorf("one that was given up: %v, and it was stopped: %v", err, stopped)
		}
		time.Sleep(PlanTime) // until the answer that nobody waits for is there
	})
}
