package desk

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/ui/change"
)

func newDesk(t *testing.T, applied *[]change.Set) *Desk {
	t.Helper()
	d := New(func(f func()) { f() }, func(c change.Set) { *applied = append(*applied, c) }, func(s string) { t.Log(s) })
	t.Cleanup(func() { d.Stop(); d.Wait() })
	return d
}

func TestABatchOfEventsIsAppliedOnce(t *testing.T) {
	var applied []change.Set
	d := newDesk(t, &applied)
	d.Post(func() change.Set { return change.Tiles })
	d.Post(func() change.Set { return change.Status })
	if got := d.Drain(); got != change.Tiles|change.Status {
		t.Errorf("the batch changed %v", got)
	}
	if got := d.Drain(); got != change.None {
		t.Errorf("told twice: %v", got)
	}
}

func TestWorkEndsWithTheDesk(t *testing.T) {
	var applied []change.Set
	d := newDesk(t, &applied)
	ended := false
	d.Go(func(ctx context.Context) { <-ctx.Done(); ended = true })
	d.Stop()
	d.Wait()
	if !ended || !d.Ended() {
		t.Error("the work goes on")
	}
	d.Go(func(context.Context) { t.Error("work began after the end") })
	d.Wait()
}

func TestANewerNoticeIsNotForgottenForAnOlderOne(t *testing.T) {
	var applied []change.Set
	n := NewNotices(newDesk(t, &applied))
	n.Say("Picked 3 photos")
	n.Say("Undid: pick")
	if c := n.forget(&n.notice, "Picked 3 photos"); c != change.None || n.Notice() != "Undid: pick" {
		t.Errorf("%q is shown, %v changed", n.Notice(), c)
	}
	if c := n.forget(&n.notice, "Undid: pick"); c != change.Status || n.Notice() != "" {
		t.Errorf("%q is still shown", n.Notice())
	}
	n.Fail(errors.New("no room"))
	if n.Problem() != "no room" || n.Solved() != change.Status || n.Problem() != "" {
		t.Errorf("%q is wrong", n.Problem())
	}
}

func TestTheEndDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := New(func(f func()) { f() }, func(change.Set) {}, func(string) {})
		let := make(chan struct{})
		d.Go(func(context.Context) { <-let })
		d.Stop()
		if d.WaitFor(time.Second) {
			t.Error("what goes on has ended")
		}
		close(let)
		if !d.WaitFor(time.Second) {
			t.Error("what has ended goes on")
		}
	})
}
