package sidecars

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar"
)

// Change is what writing a photo's decision would do to its sidecar.
type Change struct {
	Photo   string
	Path    string // of the sidecar
	New     bool   // there is none yet
	Was     library.Decision
	Will    library.Decision
	Before  int   // bytes; 0 for a new one
	After   int   // bytes
	Problem error // why it cannot be written
}

// Plan tells each of the sidecars that writing would change, in the order of the
// photos. Nothing is written. What the person has not decided of a photo stays as the
// sidecar says; a photo of which nothing is decided is passed over. It stops with the
// error of each or with ctx.
func Plan(ctx context.Context, photos []library.Photo, o sidecar.Options, each func(Change) error) error {
	for i := range photos {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p := &photos[i]
		if p.Decision == (library.Decision{}) || p.Missing {
			continue
		}
		c := change(p, o)
		if c.Problem == nil && !c.New && c.Before == 0 {
			continue // nothing would change
		}
		if err := each(c); err != nil {
			return err
		}
	}
	return nil
}

// change works out what writing one photo's decision does. Before is 0 where that is
// nothing.
func change(p *library.Photo, o sidecar.Options) Change {
	c := Change{Photo: p.Path}
	var was []byte
	var err error
	if c.Path, was, err = existing(p, o.Labels); err != nil {
		c.Problem = err
		return c
	}
	if was == nil {
		c.New, c.Will = true, p.Decision
		c.Path = sidecar.Name(p.Path, sidecar.StemStyle)
		b, err := sidecar.New(extension(p), p.Decision, o)
		c.After, c.Problem = len(b), err
		return c
	}
	said, err := sidecar.Read(was, o.Labels)
	if err != nil {
		c.Problem = err
		return c
	}
	c.Was, c.Will = said.Decision(), over(p.Decision, said.Decision())
	b, err := sidecar.Write(was, c.Will, o)
	if c.Problem = err; err == nil && !bytes.Equal(b, was) {
		c.Before, c.After = len(was), len(b)
	}
	return c
}

// over is the person's decision over what a sidecar says, field by field.
func over(decided, said library.Decision) library.Decision {
	if decided.Flag != library.Undecided {
		said.Flag = decided.Flag
	}
	if decided.Rating != 0 {
		said.Rating = decided.Rating
	}
	if decided.Label != library.NoLabel {
		said.Label = decided.Label
	}
	return said
}

// existing gives the photo's sidecar that counts, with its bytes; "" and nil where it
// has none.
func existing(p *library.Photo, labels sidecar.LabelNames) (path string, b []byte, err error) {
	var best *Entry
	for _, c := range p.Companions {
		if c.Kind != library.CompanionSidecar || !strings.EqualFold(filepath.Ext(c.Path), sidecar.Extension) {
			continue
		}
		e := read(c.Path, labels)
		if errors.Is(e.Problem, fs.ErrNotExist) {
			continue
		}
		if best == nil || e.date().After(best.date()) {
			best = e
		}
	}
	if best == nil {
		// One that came since the folder was read would be overwritten.
		path := sidecar.Name(p.Path, sidecar.StemStyle)
		if _, err := os.Lstat(path); err != nil {
			return "", nil, nil
		}
		best = read(path, labels)
	}
	if best.Problem != nil {
		return best.Path, nil, best.Problem
	}
	b, _, err = readFile(best.Path)
	return best.Path, b, err
}

// extension is that of the RAW file, which a sidecar is for, else of the photo.
func extension(p *library.Photo) string {
	for _, c := range p.Companions {
		if c.Kind == library.CompanionImage {
			return filepath.Ext(c.Path)
		}
	}
	return filepath.Ext(p.Path)
}

// Preview tells each of the sidecars that Write would change for photos, in their
// order, and changes nothing. It stops with the error of each or with ctx.
func (s *Sync) Preview(ctx context.Context, photos []library.Photo, each func(Change) error) error {
	set, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	return Plan(ctx, photos, set.options(s.opts.Now()), each)
}
