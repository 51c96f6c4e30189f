package checksum

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"keeplight.app/keeplight/library/fault"
)

// List is a folder's list that is written to again and again while a run goes on. Once it
// has replaced what was there, further lines are added to its end: all of it would have to
// be written for each photo else. One that is killed leaves at most a part of its last
// line, which the next list of the same files takes away.
type List struct {
	dir   *os.Root
	ours  fs.FileInfo       // the list as this one wrote it, nil until it did
	known map[string]Digest // what that holds, by clean name

	patience time.Duration // how long the lock is waited for
}

// NewList gives the list of a folder. Nothing is read yet.
func NewList(dir *os.Root) *List { return &List{dir: dir, patience: lockTime} }

// Add puts entries into the list, which is made where there is none. What other programs
// write at the same time stays in it; they are waited for some seconds while ctx lasts, and
// the entries are written all the same. Errors: ErrNoList among others.
func (l *List) Add(ctx context.Context, entries []Entry) error {
	unlock, inTime := lockFolder(ctx, l.dir, l.patience)
	defer unlock()
	if l.patience = lockTime; !inTime {
		l.patience = 0 // who was stopped in the middle is waited for once, and not for each photo
	}
	if lines, ok := l.newLines(entries); ok {
		if added, err := l.grow(lines); added || err != nil {
			return err
		}
	}
	l.ours, l.known = nil, nil
	list, info, err := update(l.dir, entries)
	if err != nil || info == nil {
		return err
	}
	l.ours, l.known = info, map[string]Digest{}
	for text := range strings.Lines(string(list)) {
		e, ok := parse(strings.TrimSuffix(text, "\n"))
		if !ok {
			continue
		}
		name := path.Clean(e.Name)
		if _, twice := l.known[name]; twice {
			e.Digest = Digest{} // no file's, so that the next of this name is merged
		}
		l.known[name] = e.Digest
	}
	return nil
}

// newLines gives the lines of the files that the list does not have. It is false where
// one that it has must change.
func (l *List) newLines(entries []Entry) (lines []Entry, ok bool) {
	if l.ours == nil {
		return nil, false
	}
	adding := map[string]bool{}
	for _, e := range entries {
		name := path.Clean(e.Name)
		digest, has := l.known[name]
		switch {
		case e.Gone, adding[name], has && digest != e.Digest:
			return nil, false
		case !has:
			adding[name] = true
			lines = append(lines, e)
		}
	}
	return lines, true
}

// grow adds lines to the end of the list. It is false where that is no longer the file
// that this one wrote.
func (l *List) grow(entries []Entry) (added bool, err error) {
	var lines strings.Builder
	for _, e := range entries {
		lines.WriteString(e.line())
	}
	f, err := l.dir.OpenFile(Name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return false, nil // whoever writes it anew says why
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	was, err := f.Stat()
	if err != nil || !os.SameFile(was, l.ours) || was.Size() != l.ours.Size() || was.Size()+int64(lines.Len()) > maxList {
		return false, nil
	}
	if lines.Len() == 0 {
		return true, nil
	}
	_, err = f.WriteString(lines.String())
	if err == nil {
		err = fault.Do("checksum.sync", f.Sync)
	}
	if err == nil {
		l.ours, err = f.Stat()
	}
	if err != nil {
		l.ours = nil
		_ = f.Truncate(was.Size()) // half a line that stays goes with the next writing
		return false, fmt.Errorf("writing %s: %w", Name, err)
	}
	if !isStill(l.dir, l.ours) {
		return false, nil // another list has taken its place, where no lock could keep it off
	}
	for _, e := range entries {
		l.known[path.Clean(e.Name)] = e.Digest
	}
	return true, nil
}
