package report

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filelock"
)

// ResultsExt is how the name of a file of results ends.
const ResultsExt = ".jsonl"

// What callers decide by.
var (
	// ErrResultsName says that a file's name is none for results: a slip must not write
	// into a photo.
	ErrResultsName = errors.New("the name of a file of results ends in " + ResultsExt)
	// ErrResultsHeld says that another program writes into the file now.
	ErrResultsHeld = errors.New("another program writes its results into it")
	// ErrNotResults says that a file holds something else than results.
	ErrNotResults = errors.New("it holds something else than results")
)

// Results is a file of JSON lines that a run adds to, and that the next run goes on with.
// It is not safe for use by several goroutines.
type Results struct {
	f    *os.File
	end  int64 // behind the last whole line
	torn int64
	err  error // of the first write that failed
}

// OpenResults opens a file of results, or makes it, and takes its lock until Close. each
// hears of the lines that are there, in their order; its error ends it. A last line
// that is not whole, as a program leaves it that is killed, is cut off. Errors, which
// leave the file as it was: ErrResultsName, ErrResultsHeld, ErrNotResults, or the
// system's.
func OpenResults(path string, each func(Line) error) (*Results, error) {
	if !strings.EqualFold(filepath.Ext(path), ResultsExt) {
		return nil, ErrResultsName
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: it is no ordinary file", ErrNotResults) // opening a pipe waits
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, withoutPath(err)
	}
	r := &Results{f: f}
	err = filelock.Try(f)
	if errors.Is(err, filelock.ErrHeld) {
		err = ErrResultsHeld
	} else {
		err = r.takeUp(each) // a file system without locks is written to all the same
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return r, nil
}

// withoutPath gives the reason alone, for who names the file anyway.
func withoutPath(err error) error {
	if named := (*fs.PathError)(nil); errors.As(err, &named) {
		return named.Err
	}
	return err
}

// takeUp reads what is there and cuts off what is torn.
func (r *Results) takeUp(each func(Line) error) error {
	tail, err := readLines(r.f, func(_ int64, _ []byte, l Line) error { return each(l) }, &r.end)
	if err != nil {
		return err
	}
	r.torn = int64(len(tail))
	if r.torn == 0 {
		return nil
	}
	if r.end == 0 && !isBegun(tail) {
		return ErrNotResults
	}
	if err := r.f.Truncate(r.end); err != nil {
		return fmt.Errorf("cutting off the line that is not whole: %w", withoutPath(err))
	}
	return nil
}

// isBegun is true for the first bytes of a line, or for what a power cut leaves of it.
func isBegun(tail []byte) bool {
	const begin = `{"path":`
	written := bytes.TrimRight(tail, "\x00")
	return strings.HasPrefix(begin, string(written)) || bytes.HasPrefix(written, []byte(begin))
}

// readLines reads lines of results from the start of r. each hears of every line that
// speaks of a photo, with its place and its bytes, the end of the line among them, which
// are good until it returns. end becomes the place behind the last whole line, and tail
// is what stands there. The error is each's, the reader's, or wraps ErrNotResults.
func readLines(r io.Reader, each func(at int64, whole []byte, l Line) error, end *int64) (tail []byte, err error) {
	in := bufio.NewReaderSize(r, maxLine+1)
	for number := 1; ; number++ {
		whole, err := in.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF):
			return bytes.Clone(whole), nil
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, fmt.Errorf("line %d is longer than %d bytes: %w", number, maxLine, ErrNotResults)
		case err != nil:
			return nil, withoutPath(err)
		}
		l, speaks, err := ParseLine(whole[:len(whole)-1])
		if err != nil {
			return nil, fmt.Errorf("line %d is damaged, or no result: %w", number, ErrNotResults)
		}
		if speaks {
			if err := each(*end, whole, l); err != nil {
				return nil, err
			}
		}
		*end += int64(len(whole))
	}
}

// Torn is how many bytes of a line that was not whole were cut off at the start.
func (r *Results) Torn() int64 { return r.torn }

// Write adds whole lines. Where they cannot be written whole, as on a full disk, nothing
// of them stays, and nothing more is written.
func (r *Results) Write(lines []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.f.WriteAt(lines, r.end)
	if err != nil {
		r.err = withoutPath(err)
		// Some of it may be there, whatever n says. Where this fails too, the next run
		// cuts it off.
		_ = r.f.Truncate(r.end)
		return 0, r.err
	}
	r.end += int64(n)
	return n, nil
}

// Close has all that was written reach the disk, and gives the lock back. Its error says
// that it may not all be there.
func (r *Results) Close() error {
	if err := errors.Join(r.f.Sync(), r.f.Close()); err != nil {
		return fmt.Errorf("finishing %s: %w", library.Display(r.f.Name()), withoutPath(err))
	}
	return nil
}
