package reconcile

import (
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
)

func TestAFolderIsListedBeforeWhatNobodySeesOfItIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRun(t.Context(), New(nil, Options{}), nil, nil, func(Event) {})
		r.listing = time.After(listingTime)
		for id := range library.ID(3) {
			r.queue.add(job{id: id + 1})
		}
		if j, ok := r.nextJob(); ok {
			t.Errorf("photo %d is read during the walk", j.id)
		}
		r.queue.prefer([]library.ID{2})
		if j, ok := r.nextJob(); !ok || j.id != 2 {
			t.Errorf("of the one in view: %d, %v", j.id, ok)
		}
		r.queue.prefer(nil)
		time.Sleep(listingTime)
		if err := r.step(t.Context(), nil, nil); err != nil { // the time is up
			t.Fatal(err)
		}
		if j, ok := r.nextJob(); !ok || j.id != 1 {
			t.Errorf("after a long walk: %d, %v", j.id, ok)
		}
		r.listing = time.After(listingTime)
		if err := r.takeStep(t.Context(), walkStep{done: true}); err != nil {
			t.Fatal(err)
		}
		if _, ok := r.nextJob(); !ok {
			t.Error("after the walk nothing is read")
		}
	})
}
