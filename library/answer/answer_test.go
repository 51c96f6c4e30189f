package answer

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestAFolderThatOwesAnAnswerIsNotAskedAgainUntilItGaveIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f Folders
		let := make(chan struct{})
		var asked atomic.Int32
		get := func(path string) error {
			_, err := Get(t.Context(), &f, path, time.Second, func() (int32, error) {
				n := asked.Add(1)
				if path == "/net/a.jpg" {
					<-let
				}
				return n, nil
			})
			return err
		}
		if err := get("/net/a.jpg"); !errors.Is(err, ErrNone) {
			t.Errorf("the first: %v", err)
		}
		if err := get("/net/b.jpg"); !errors.Is(err, ErrNone) || asked.Load() != 1 {
			t.Errorf("the second: %v, asked %d times", err, asked.Load())
		}
		if err := get("/disk/c.jpg"); err != nil {
			t.Errorf("another folder: %v", err)
		}
		if !f.Owes("/net") || f.Owes("/disk") {
			t.Error("it does not know who owes an answer")
		}
		close(let)
		synctest.Wait()
		if f.Owes("/net") {
			t.Error("it owes an answer that it gave")
		}
		if err := get("/net/b.jpg"); err != nil {
			t.Errorf("back again: %v", err)
		}
	})
}

func TestWhoLeavesEarlyLetsTheFolderBeKnownAsSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f Folders
		let := make(chan struct{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		_, err := Get(ctx, &f, "/net/a.jpg", time.Second, func() (int, error) { <-let; return 0, nil })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("it ends with %v", err)
		}
		time.Sleep(2 * time.Second)
		if _, err := f.Ask("/net/b.jpg", time.Second, func(func()) {}); !errors.Is(err, ErrNone) {
			t.Errorf("then it says %v", err)
		}
		close(let)
	})
}

func TestWhatIsHeardKeepsAQuestionAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f Folders
		q, err := f.Ask("/card/a.jpg", time.Second, func(beat func()) {
			for range 10 {
				time.Sleep(900 * time.Millisecond)
				beat()
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := q.Wait(t.Context()); err != nil {
			t.Errorf("a slow card: %v", err)
		}
	})
}

func TestAPanicIsTheCallers(t *testing.T) {
	defer func() {
		if v := recover(); v != "broken" {
			t.Errorf("recovered %v", v)
		}
	}()
	_, _ = Get(t.Context(), &Folders{}, "/a", time.Minute, func() (int, error) { panic("broken") })
}
