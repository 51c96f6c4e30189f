package demo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// DefaultSide is the long side of the demo pictures in pixels.
const DefaultSide = 1600

// Options say how Draw draws. The zero value is good.
type Options struct {
	Side    int // long side in pixels; 0 is DefaultSide
	Workers int // pictures drawn at once; 0 is one a processor, at most 4
}

func (o Options) withDefaults() Options {
	if o.Side <= 0 {
		o.Side = DefaultSide
	}
	if o.Workers <= 0 {
		// Each picture in work takes some 80 MB at the default size.
		o.Workers = min(runtime.NumCPU(), 4)
	}
	return o
}

// Draw writes the demo shoot into a folder as JPEG files with capture facts and
// embedded thumbnails; each file's time is when its picture was taken. A name
// that is already there is left alone, whatever it is, so a stopped Draw goes
// on where it was. A file appears only when it is whole. progress, which may be
// nil, is told after each picture, never twice at once. When ctx is cancelled
// Draw stops after the pictures in work and gives ctx's error.
func Draw(ctx context.Context, dir string, opts Options, progress func(done, total int)) error {
	return drawAll(ctx, dir, Shots(), opts.withDefaults(), progress)
}

func drawAll(ctx context.Context, dir string, shots []Shot, opts Options, progress func(done, total int)) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder of the demo shoot: %w", err)
	}
	var mu sync.Mutex
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(opts.Workers)
	for _, s := range shots {
		group.Go(func() error {
			if err := drawOne(ctx, dir, s, opts.Side); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			done++
			if progress != nil {
				progress(done, len(shots))
			}
			return nil
		})
	}
	return group.Wait()
}

func drawOne(ctx context.Context, dir string, s Shot, side int) error {
	path := filepath.Join(dir, s.Name)
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	data, err := file(s, Render(s, side))
	if err != nil {
		return fmt.Errorf("encoding %s: %w", s.Name, err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := place(path, data, s); err != nil {
		return fmt.Errorf("writing %s of the demo shoot: %w", s.Name, err)
	}
	return nil
}

// place puts a whole file at path unless somebody was quicker.
func place(path string, data []byte, s Shot) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".demo-*.part")
	if err != nil {
		return err
	}
	defer func() {
		if rm := os.Remove(tmp.Name()); rm != nil && !errors.Is(rm, fs.ErrNotExist) {
			err = errors.Join(err, rm)
		}
	}()
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	if err := os.Chtimes(tmp.Name(), s.Taken, s.Taken); err != nil {
		return err
	}
	// A link never replaces a file, a rename does; file systems without links
	// leave only the rename.
	err = os.Link(tmp.Name(), path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	return os.Rename(tmp.Name(), path)
}
