package decide

import (
	"context"
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// Turn undoes or redoes the next step of the catalogue, and gives its photos as they
// are then.
type Turn func(context.Context) ([]library.Photo, library.Step, error)

// Mover undoes and redoes steps in which files moved: it moves the files and has do
// turn the step. again is true for a redo. After an error nothing has changed.
type Mover interface {
	Turn(ctx context.Context, step library.Step, again bool, do Turn) ([]library.Photo, library.Step, error)
}

// MoveBy has steps of a kind undone and redone by m. It is called before the first of
// them is.
func (w *Writer) MoveBy(kind library.StepKind, m Mover) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.movers == nil {
		w.movers = map[library.StepKind]Mover{}
	}
	w.movers[kind] = m
}

// moverOf gives what moves the files of a step, nil for nothing.
func (w *Writer) moverOf(kind library.StepKind) Mover {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.movers[kind]
}

// withFiles gives a step in which files moved to its mover, and refuses it where there
// is none before anything is changed: the catalogue would say that they are where
// nobody put them.
func (w *Writer) withFiles(next func(context.Context) (library.Step, error), do Turn, again bool) Turn {
	return func(ctx context.Context) ([]library.Photo, library.Step, error) {
		step, err := next(ctx)
		switch {
		case errors.Is(err, catalog.ErrDamagedRow): // do knows what to do with it
		case err != nil:
			return nil, library.Step{}, err
		case len(step.Files) > 0:
			m := w.moverOf(step.Kind)
			if m == nil {
				return nil, library.Step{}, movesFiles(&step)
			}
			return m.Turn(ctx, step, again, do)
		}
		return do(ctx)
	}
}
