package mllm

import (
	"context"
	"errors"
	"fmt"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// readWithRetry tries a photo again on which the engine stopped: often it was
// something else that stopped it, such as another program that took the memory.
func (s *Scorer) readWithRetry(ctx context.Context, photo *library.Photo, picture *image.RGBA) (*sheet, error) {
	for attempt := 1; ; attempt++ {
		given, err := s.read(ctx, picture)
		switch {
		case err == nil:
			return given, nil
		case ctx.Err() != nil:
			// An engine that was told to stop may seem like one that died.
			return nil, fmt.Errorf("scoring the photo: %w", ctx.Err())
		case errors.Is(err, scoring.ErrUnavailable) || !errors.Is(err, ErrEngineDied):
			return nil, err
		case attempt == s.options.Attempts:
			return nil, fmt.Errorf("the model engine stopped %s on this photo, which is left without a score: %w", times(attempt), err)
		}
		s.options.Log(fmt.Sprintf("%s: the model engine stopped, time %d of %d (%v).",
			library.Display(photo.Name()), attempt, s.options.Attempts, err))
	}
}

// read asks everything about a picture, in each order of the scale, and takes
// the middle.
func (s *Scorer) read(ctx context.Context, picture *image.RGBA) (*sheet, error) {
	sheets := make([]*sheet, len(s.scripts))
	for i, script := range s.scripts {
		var err error
		if sheets[i], err = s.readOnce(ctx, picture, script); err != nil {
			return nil, err
		}
	}
	return middleOf(sheets), nil
}

func (s *Scorer) readOnce(ctx context.Context, picture *image.RGBA, script *script) (*sheet, error) {
	view, err := s.engine.Prefill(ctx, picture, script.beginning)
	if err != nil {
		return nil, fmt.Errorf("showing the photo to the model: %w", err)
	}
	defer view.Close()
	given, err := script.play(ctx, view)
	if err == nil {
		given.tokens = view.Cost().Picture
	}
	return given, err
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
