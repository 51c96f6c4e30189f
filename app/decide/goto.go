package decide

import (
	"context"

	"keeplight.app/keeplight/library"
)

// GoTo undoes, or else redoes, one step after the other until the one of a number is the
// newest that is done; a number below all of them undoes all. Each step is told of as by
// Undo and Redo, and at the end comes a result of the kind Jump. It stops at a step that
// cannot be undone or redone, and between two steps once the writer is to close. It never
// waits.
func (w *Writer) GoTo(number int64) {
	w.push(func(ctx context.Context) Result {
		undo, redo, err := w.store.StepsTo(ctx, number)
		if err != nil {
			return Result{Kind: Jump, Err: err}
		}
		end := Result{Kind: Jump}
		for undo+redo > 0 && !w.isClosed() {
			step, left, made := w.undo(), &undo, &end.Undone
			if undo == 0 {
				step, left, made = w.redo(), &redo, &end.Redone
			}
			got := step(ctx)
			if !got.Replayed() {
				end.Err = got.Err
				break
			}
			w.deliver(got)
			*left--
			*made++
		}
		return end
	})
}

// undoneSteps is how many steps the next one drops. Nobody is kept from deciding because
// that cannot be told.
func (w *Writer) undoneSteps(ctx context.Context) int {
	n, err := w.store.Undone(ctx)
	if err != nil {
		return 0
	}
	return n
}

// dropped is how many undone steps went with a step, which was made if photos changed.
func dropped(undone int, photos []library.Photo) int {
	if len(photos) == 0 {
		return 0
	}
	return undone
}
