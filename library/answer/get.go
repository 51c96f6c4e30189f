package answer

import (
	"context"
	"path/filepath"
	"time"
)

// Get gives what get says about a path. Errors are its own, ErrNone and the context's.
func Get[T any](ctx context.Context, f *Folders, path string, limit time.Duration, get func() (T, error)) (T, error) {
	return Of(ctx, f, filepath.Dir(path), limit, get)
}

// Of is Get about a folder itself, or about what lies in it and below it.
func Of[T any](ctx context.Context, f *Folders, folder string, limit time.Duration, get func() (T, error)) (T, error) {
	return WithBeat(ctx, f, folder, limit, func(func()) (T, error) { return get() })
}

// WithBeat is Of for what asks several things in turn: each beat says that one of them
// was answered, and the limit is that of the next.
func WithBeat[T any](ctx context.Context, f *Folders, folder string, limit time.Duration, get func(beat func()) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	got := make(chan result, 1) // one that comes late is left in it
	var none T
	q, err := f.AskOf(folder, limit, func(beat func()) {
		value, err := get(beat)
		got <- result{value, err}
	})
	if err == nil {
		err = q.Wait(ctx)
	}
	if err != nil {
		return none, err
	}
	r := <-got
	return r.value, r.err
}
