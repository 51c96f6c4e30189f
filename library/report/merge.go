package report

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// Merged says what came of files of results that were joined.
type Merged struct {
	Photos  int      // lines that were written, one for each path
	Errors  int      // of them, those with an error
	Twice   int      // lines that were left out because another one has their path
	Torn    []string // files whose last line is not whole, as while they are written to
	Scorers int      // how many different scorers, or versions and settings of one, are in the lines
}

// place is where a line stands.
type place struct {
	path   string
	file   int
	at     int64
	size   int
	failed bool
}

// Merge joins files of results: it writes each photo's line as it is, byte for byte, in
// the order of their paths' bytes. Photos are told apart by their paths alone, so the same picture
// under two paths keeps both. Of lines with one path it takes one with a score before one
// with an error, and then the last. Summaries are left out. In memory it holds a path and
// a place for each photo, and no lines. Errors name the file: the system's, ErrNotResults,
// or that of w.
func Merge(w io.Writer, files []string) (m Merged, err error) {
	var open []*os.File
	defer func() {
		for _, f := range open {
			_ = f.Close() // it was only read
		}
	}()
	var places []place
	scorers := map[string]bool{}
	for i, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return m, fmt.Errorf("%s: %w", library.Display(name), withoutPath(err))
		}
		open = append(open, f)
		var end int64
		tail, err := readLines(f, func(at int64, whole []byte, l Line) error {
			places = append(places, place{path: l.Path, file: i, at: at, size: len(whole), failed: l.Failed})
			if l.Scorer != "" && !scorers[l.Scorer] {
				scorers[strings.Clone(l.Scorer)] = true
			}
			return nil
		}, &end)
		if err == nil && end == 0 && len(tail) > 0 && !isBegun(tail) {
			err = ErrNotResults
		}
		if err != nil {
			return m, fmt.Errorf("%s: %w", library.Display(name), err)
		}
		if len(tail) > 0 {
			m.Torn = append(m.Torn, name)
		}
	}
	m.Scorers = len(scorers)
	found := len(places)
	places = chosen(places)
	m.Photos, m.Twice = len(places), found-len(places)
	return m, m.write(w, open, places)
}

// chosen gives one place for each path, in their order.
func chosen(places []place) []place {
	slices.SortStableFunc(places, func(a, b place) int {
		if c := cmp.Compare(a.path, b.path); c != 0 || a.failed == b.failed {
			return c
		}
		if a.failed {
			return -1
		}
		return 1
	})
	kept := places[:0]
	for i, p := range places {
		if i+1 == len(places) || places[i+1].path != p.path { // the last of a path is the one that counts
			kept = append(kept, p)
		}
	}
	return kept
}

func (m *Merged) write(w io.Writer, from []*os.File, places []place) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	for _, p := range places {
		line = slices.Grow(line[:0], p.size)[:p.size]
		if _, err := from[p.file].ReadAt(line, p.at); err != nil {
			return fmt.Errorf("%s: it was changed while it was read: %w", library.Display(from[p.file].Name()), errors.Join(ErrNotResults, err))
		}
		if p.failed {
			m.Errors++
		}
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}
