package engine

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/mllm"
)

// everything uses all that an engine can do.
func everything(ctx context.Context, e *Engine) error {
	_, err := e.Tokens(ctx, []string{"a"})
	if err != nil {
		return err
	}
	v, err := e.Prefill(ctx, photo(4, 4), "")
	if err != nil {
		return err
	}
	defer v.Close()
	if _, err := v.Ask(ctx, []mllm.Question{{Text: "?", Answers: []string{"1", "2"}}}); err != nil {
		return err
	}
	_, err = v.Write(ctx, mllm.Question{Text: "?"}, mllm.WriteLimit{Tokens: 5, Bytes: 20}, func(string) error { return nil })
	return err
}

func TestAnAnswerThatMakesSenseIsTaken(t *testing.T) {
	e := open(t, playing(t, "well"))
	if err := everything(t.Context(), e); err != nil {
		t.Error(err)
	}
}

func TestAnAnswerThatMakesNoSenseEndsTheProcess(t *testing.T) {
	hows := []string{"printing", "chatty", "floods", "confused"}
	for how, lie := range lies {
		if lie.method != "hello" && lie.method != "load" {
			hows = append(hows, how)
		}
	}
	for _, how := range hows {
		t.Run(how, func(t *testing.T) {
			e := open(t, playing(t, how))
			p := e.process
			if err := everything(t.Context(), e); !errors.Is(err, mllm.ErrEngineDied) {
				t.Errorf("gave %v", err)
			}
			if !p.isGone() || e.Status().State != Broken {
				t.Errorf("it goes on: %+v", e.Status())
			}
		})
	}
}

func TestAStartThatMakesNoSenseIsRefused(t *testing.T) {
	for how, want := range map[string]error{"greeting in another form": ErrNoProgram, "no context": ErrModel} {
		o := playing(t, how)
		if _, err := Open(t.Context(), o); !errors.Is(err, want) || !errors.Is(err, scoring.ErrUnavailable) {
			t.Errorf("%s gave %v", how, err)
		}
	}
}

func TestAProcessThatEndsOverAPictureIsStartedAgainByTheNext(t *testing.T) {
	for how, want := range map[string]string{
		"after prefill": "reading this picture: it exited (exit status 3), and said: ggml.c:1: GGML_ASSERT(played) failed",
		"after ask":     "answering questions about this picture: it exited",
		"after write":   "writing about this picture: it exited",
		"failing":       "it failed: the device is lost",
	} {
		t.Run(how, func(t *testing.T) {
			log := &notes{}
			o := playing(t, how)
			o.Log = log.add
			e := open(t, o)
			for range 4 { // more often than loading may fail
				err := everything(t.Context(), e)
				if !errors.Is(err, mllm.ErrEngineDied) || !strings.Contains(err.Error(), want) {
					t.Errorf("gave %v", err)
				}
			}
			if n := e.Status().Restarts; n != 3 || log.count("restart 3") != 1 || log.count("GGML_ASSERT") != 4 && how != "failing" {
				t.Errorf("%d restarts; %q", n, log.lines)
			}
		})
	}
}

func TestAProcessThatHangsIsEnded(t *testing.T) {
	o := playing(t, "silent")
	o.Patience.Answer = 100 * time.Millisecond
	e := open(t, o)
	p := e.process
	_, err := e.Prefill(t.Context(), photo(4, 4), "")
	if !errors.Is(err, mllm.ErrEngineDied) || !strings.Contains(err.Error(), "did not answer within 100ms") || !p.isGone() {
		t.Errorf("gave %v", err)
	}
}

func TestAProcessThatDoesNotEndWhatNobodyWantsIsEnded(t *testing.T) {
	e := open(t, playing(t, "silent"))
	p := e.process
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := e.Prefill(ctx, photo(4, 4), "")
	if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, mllm.ErrEngineDied) || !p.isGone() {
		t.Errorf("gave %v", err)
	}
}

func TestCloseEndsWhatGoesOn(t *testing.T) {
	e := open(t, playing(t, "silent"))
	p := e.process
	read := make(chan error)
	go func() {
		_, err := e.Prefill(t.Context(), photo(4, 4), "")
		read <- err
	}()
	for e.Status().State != Busy {
		time.Sleep(time.Millisecond) // the test's own time limit ends this
	}
	e.Close()
	if err := <-read; !errors.Is(err, ErrClosed) || !errors.Is(err, scoring.ErrUnavailable) {
		t.Errorf("gave %v", err)
	}
	e.Close()
	if !p.isGone() || e.Status().State != Closed {
		t.Errorf("it goes on: %+v", e.Status())
	}
	if err := everything(t.Context(), e); !errors.Is(err, ErrClosed) {
		t.Errorf("after that: %v", err)
	}
}

func TestAModelThatEndsTheProcessIsRefusedAfterThreeTimes(t *testing.T) {
	log := &notes{}
	o := playing(t, "after load")
	o.Log = log.add
	_, err := Open(t.Context(), o)
	if !errors.Is(err, ErrModel) || !strings.Contains(err.Error(), "GGML_ASSERT(played)") || !strings.Contains(err.Error(), "3 times") {
		t.Errorf("gave %v", err)
	}
	if n := log.count("ended while it loaded"); n != 3 {
		t.Errorf("%d of 3 ends are logged: %q", n, log.lines)
	}
}
