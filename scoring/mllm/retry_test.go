package mllm

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring"
)

func TestAPhotoOnWhichTheEngineStopsIsTriedAgain(t *testing.T) {
	died := fmt.Errorf("out of memory: %w", ErrEngineDied)
	gone := fmt.Errorf("no model: %w", scoring.ErrUnavailable)
	other := errors.New("another reason")
	for name, c := range map[string]struct {
		fails    []error
		attempts int
		views    int
		want     error
		text     string
	}{
		"once":                 {[]error{died}, 0, 2, nil, ""},
		"twice":                {[]error{died, died}, 0, 3, nil, ""},
		"three times":          {[]error{died, died, died}, 0, 3, ErrEngineDied, "stopped 3 times on this photo"},
		"one attempt":          {[]error{died}, 1, 1, ErrEngineDied, "stopped once on this photo"},
		"cannot start again":   {[]error{died, gone}, 0, 2, scoring.ErrUnavailable, "no model"},
		"died and unavailable": {[]error{errors.Join(died, gone)}, 0, 1, scoring.ErrUnavailable, "no model"},
		"another error":        {[]error{other}, 0, 1, other, "another reason"},
	} {
		e := says(0, 0, 0, 0, 0, 0, 1, 0, 0)
		var notes []string
		s := scorerOf(t, e, Options{Attempts: c.attempts, Log: func(note string) { notes = append(notes, note) }})
		e.fails = c.fails
		_, err := s.Score(t.Context(), subject())
		if !errors.Is(err, c.want) || (err != nil && !strings.Contains(err.Error(), c.text)) {
			t.Errorf("%s: %v", name, err)
		}
		if len(e.shown) != c.views || len(notes) != c.views-1 {
			t.Errorf("%s: %d views, notes %q", name, len(e.shown), notes)
		}
		for _, note := range notes {
			if !strings.Contains(note, "IMG_1.jpg") {
				t.Errorf("%s: the note %q names no photo", name, note)
			}
		}
	}
}

func TestACancelledScoreIsNotTriedAgain(t *testing.T) {
	e := says(0, 0, 0, 0, 0, 0, 1, 0, 0)
	s := scorerOf(t, e, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	e.fails = []error{ErrEngineDied}
	if _, err := s.Score(ctx, subject()); !errors.Is(err, context.Canceled) || errors.Is(err, ErrEngineDied) || len(e.shown) != 1 {
		t.Errorf("%v after %d views", err, len(e.shown))
	}
}
