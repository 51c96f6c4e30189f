package main

import (
	"errors"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring/queue"
)

func TestProgressIsPutIntoWords(t *testing.T) {
	for want, p := range map[string]queue.Progress{
		"0 of 10 photos scored": {Total: 10},
		"5 of 10 photos scored, 300 / min, less than a minute left": {Total: 10, Done: 5, Rate: 300, Left: time.Second},
		"5 of 10 photos scored, 2 failed":                           {Total: 10, Done: 5, Failed: 2},
		"10 of 10 photos scored, 300 / min":                         {Total: 10, Done: 10, Rate: 300},
		"5 of 10 photos scored; stopped: storing scores: no space":  {Total: 10, Done: 5, Err: errors.New("storing scores: no space")},
	} {
		if got := describe(p, "scored"); got != want {
			t.Errorf("%+v\ngot  %q\nwant %q", p, got, want)
		}
	}
}

func TestPlainProgressSaysNothingTwice(t *testing.T) {
	var out strings.Builder
	view := &lines{w: &out}
	for _, done := range []int{0, 3, 3, 7, 7} {
		view.show(queue.Progress{Total: 10, Done: done})
	}
	view.end()
	if got := splitLines(out.String()); len(got) != 2 {
		t.Errorf("printed %q", got)
	}
}
