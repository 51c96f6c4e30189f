package queue

import (
	"context"
	"testing"
	"testing/synctest"

	"keeplight/library"
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
