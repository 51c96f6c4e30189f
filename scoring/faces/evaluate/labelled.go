package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
)

// What must hold of labelled photos.
const (
	leastArea   = 0.98
	leastCaught = 0.88
	mostFlagged = 0.015
)

// tally counts what was said of photos with one label.
type tally struct {
	found  agreement.Share // a face, in photos that could be read
	states map[library.EyeState]int
	gaps   []float64 // of faces whose eyes are seen
	unread int
}

// labelled tells how well closed eyes are told from open ones in a folder with both.
func (e *evaluation) labelled(ctx context.Context, dir string) error {
	closed, err := e.tallyOf(ctx, filepath.Join(dir, "closed"))
	if err != nil {
		return err
	}
	open, err := e.tallyOf(ctx, filepath.Join(dir, "open"))
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "The largest face of each photo in %s, with 95 %% intervals\n", dir)
	for _, t := range []struct {
		name string
		*tally
	}{{"closed", closed}, {"open", open}} {
		fmt.Fprintf(e.out, "  %s: a face in %v; could not be read: %d\n", t.name, t.found, t.unread)
		fmt.Fprintf(e.out, "    looks closed %v, cannot tell %v, looks open %v\n",
			t.share(library.EyeClosed), t.share(library.EyeUnknown), t.share(library.EyeOpen))
	}
	if len(closed.gaps) == 0 || len(open.gaps) == 0 {
		return fmt.Errorf("%s must hold faces with eyes in both closed/ and open/", dir)
	}
	area, low, high := agreement.AUC(closed.gaps, open.gaps)
	e.line(fmt.Sprintf("AUC of the gap between the lids (at least %.2f)", leastArea),
		fmt.Sprintf("%.4f (%.4f–%.4f)", area, low, high), area >= leastArea)
	caught, flagged := closed.share(library.EyeClosed), open.share(library.EyeClosed)
	e.line(fmt.Sprintf("closed faces that look closed (at least %.0f %%)", 100*leastCaught), caught, caught.Value() >= leastCaught)
	e.line(fmt.Sprintf("open faces that look closed (at most %.1f %%)", 100*mostFlagged), flagged, flagged.Value() <= mostFlagged)
	return nil
}

// share is how many of the faces have eyes in that state.
func (t *tally) share(s library.EyeState) agreement.Share {
	return agreement.Share{Hits: t.states[s], Of: t.found.Hits}
}

func (e *evaluation) tallyOf(ctx context.Context, dir string) (*tally, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking for photos: %w", err)
	}
	t, mu := &tally{states: map[library.EyeState]int{}}, sync.Mutex{}
	each(len(paths), func(i int) {
		found, err := e.inFile(ctx, paths[i])
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			t.unread++
			return
		}
		t.found.Add(len(found) > 0)
		if len(found) > 0 {
			t.add(largest(found))
		}
	})
	return t, ctx.Err()
}

func (t *tally) add(f *library.Face) {
	t.states[f.State()]++
	if gap, ok := gapOf(f); ok {
		t.gaps = append(t.gaps, gap)
	}
}

// gapOf is the mean gap of the eyes that can be seen, of both where neither counts.
func gapOf(f *library.Face) (gap float64, ok bool) {
	if f.Turned {
		return 0, false
	}
	sum, n := 0.0, 0.0
	for i := range f.Eyes {
		if f.Eyes[i].State != library.EyeUnknown {
			sum, n = sum+f.Eyes[i].Gap, n+1
		}
	}
	if n == 0 {
		return (f.Eyes[0].Gap + f.Eyes[1].Gap) / 2, true
	}
	return sum / n, true
}

// largest gives the face with the largest box.
func largest(faces []library.Face) *library.Face {
	best := &faces[0]
	for i := range faces {
		if b := faces[i].Box; b.Width*b.Height > best.Box.Width*best.Box.Height {
			best = &faces[i]
		}
	}
	return best
}
