package export

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/fault"
	"keeplight.app/keeplight/library/message"
)

// A move to another volume leaves a note in the folder that it moves into, from before
// the copies get their names until the originals are gone. It tells the next run that
// copies which are there are no files of the person's own that happen to be the same,
// and that their originals are to go. Within a volume it is left where another program
// has put another file in the place of an original meanwhile.
const (
	notePrefix = ".keeplight-"
	noteSuffix = ".moving"

	// maxNote is how many bytes of a note are read; a group has a handful of files.
	maxNote = 1 << 20
)

// moveNote is what a note says.
type moveNote struct {
	From  library.Paths `json:"from"`  // absolute paths of the originals
	Names library.Paths `json:"names"` // of their copies in the note's folder
}

// writeNote notes the copies of a group that are about to get their names. It gives ""
// where none is needed.
func (b *batch) writeNote() (name string, err error) {
	var note moveNote
	for i, f := range b.at[0].staged {
		if b.mode == Move && f != nil && !f.IsSource() && !f.IsPublished() && !b.group.Files[i].There[0] {
			note.add(b, i)
		}
	}
	return b.leave(&note)
}

// noteKept notes what stays at the destination although its original is another file now,
// unless a note says so already.
func (b *batch) noteKept() {
	var note moveNote
	for i, f := range b.at[0].staged {
		if f != nil && f.IsPublished() && !b.group.Files[i].There[0] && errors.Is(f.CheckSource(), verified.ErrChanged) {
			note.add(b, i)
		}
	}
	if b.note == "" {
		b.note, _ = b.leave(&note) // without it the next run gives what changed another number
	}
}

func (n *moveNote) add(b *batch, i int) {
	n.From = append(n.From, b.group.Files[i].From)
	n.Names = append(n.Names, b.name(i))
}

// leave writes a note into the group's folder.
func (b *batch) leave(note *moveNote) (name string, err error) {
	if len(note.From) == 0 {
		return "", nil
	}
	data, err := json.Marshal(note)
	if err != nil {
		return "", fmt.Errorf("writing down what moves: %w", err)
	}
	name = notePrefix + rand.Text() + noteSuffix
	err = fault.Do("move.note", func() error { return b.writeFile(name, data) })
	if err != nil {
		b.forgetNote(name)
		return "", fmt.Errorf("writing down what moves: %w", err)
	}
	return name, nil
}

func (b *batch) writeFile(name string, data []byte) error {
	f, err := b.at[0].dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// forgetNote removes a note that says nothing any more. One that stays keeps nothing from
// its end, and is tried again when the run is over.
func (b *batch) forgetNote(name string) {
	if name != "" && forgetNote(b.at[0].dir, name) != nil {
		b.stale = append(b.stale, name)
	}
}

// forgetStale removes the notes that could not be removed before, and reports those that
// stay: the next run to this destination tries again.
func (r *runner) forgetStale() {
	for _, name := range r.stale {
		if err := forgetNote(r.to[0].root, name); err != nil {
			r.report.Unfinished = append(r.report.Unfinished, filepath.Join(r.to[0].path, name))
		}
	}
}

func forgetNote(dir *os.Root, name string) error {
	err := fault.Do("move.forget", func() error { return dir.Remove(name) })
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the note of a move: %w", err)
	}
	return nil
}

// readNotes gives the copies in the folder that moves have brought and whose originals
// they may not have removed: original by name. Notes of moves that are complete go.
func (b *batch) readNotes() (map[string]string, error) {
	if b.mode != Move {
		return nil, nil
	}
	return readNotes(b.at[0].dir, forgetNote)
}

// notesIn is readNotes for a folder below the first destination, before anything is done.
// What cannot be read there is told by the run.
func (b *planner) notesIn(dir string) map[string]string {
	root := b.names.roots[0]
	if b.plan.Options.Mode != Move || root == nil {
		return nil
	}
	if moved, ok := b.notes[dir]; ok {
		return moved
	}
	var moved map[string]string
	if in, err := root.OpenRoot(dir); err == nil {
		defer in.Close()
		moved, _ = readNotes(in, func(*os.Root, string) error { return nil })
	}
	b.notes[dir] = moved
	return moved
}

// forgetDone removes the notes of moves that are complete from a folder. One that cannot
// be read or removed says nothing any more.
func forgetDone(dir *os.Root) { _, _ = readNotes(dir, forgetNote) }

func readNotes(dir *os.Root, forget func(*os.Root, string) error) (map[string]string, error) {
	entries, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return nil, fmt.Errorf("listing the destination: %w", err)
	}
	moved := map[string]string{}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), notePrefix) || !strings.HasSuffix(e.Name(), noteSuffix) || !e.Type().IsRegular() {
			continue
		}
		note, ok := readNote(dir, e.Name())
		if !ok {
			continue // half a note was written before anything moved
		}
		open := false
		for i, from := range note.From {
			_, err := os.Lstat(from)
			if err == nil {
				moved[note.Names[i]] = from
			}
			open = open || !isGone(from, err) // a drive that is away may come back with the original
		}
		if !open {
			_ = forget(dir, e.Name()) // one that stays says nothing any more
		}
	}
	return moved, nil
}

func readNote(dir *os.Root, name string) (note moveNote, ok bool) {
	f, err := dir.Open(name)
	if err != nil {
		return note, false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxNote))
	if err != nil || json.Unmarshal(data, &note) != nil {
		return note, false
	}
	return note, len(note.From) > 0 && len(note.From) == len(note.Names)
}

// takeUp has the move of files finished that a run which ended brought into the folder:
// what is there under the group's name is the original's own file, or the copy that a
// note tells of.
func (b *batch) takeUp() error {
	if b.mode != Move {
		return nil
	}
	for i := range b.group.Files {
		f := &b.group.Files[i]
		if !f.There[0] {
			continue
		}
		ours := b.notes[b.name(i)] == f.From
		if !ours {
			var err error
			if ours, err = verified.IsSecondName(f.From, b.at[0].dir, b.name(i)); err != nil {
				return err
			}
		}
		if !ours {
			continue
		}
		dir, err := b.at[0].below.In(b.at[0].dir, f.Sub)
		if err != nil {
			return err
		}
		arrived, err := verified.Arrived(f.From, dir, filepath.Base(b.name(i)))
		if err != nil {
			return err
		}
		b.at[0].staged[i], f.There[0] = arrived, false
	}
	return nil
}

// movedBefore finds a photo at the destination that a run which ended moved there
// without telling the catalogue: its original is gone, and a file of the same name, size
// and time is where it would go. g has no files yet.
func (b *planner) movedBefore(g *Group) bool {
	p := &g.Photo
	if b.plan.Options.Mode != Move || p.ModTime.IsZero() {
		return false
	}
	own := fileOf(p, p.Path)
	for n := 0; n <= MaxNumber; n = NextNumber(n) {
		base := filepath.Join(b.plan.Options.To, g.Dir, Numbered(g.Stem, n))
		info, err := os.Lstat(base + own.Suffix)
		if err != nil {
			return false
		}
		if !info.Mode().IsRegular() || info.Size() != p.Size || !sameTime(info.ModTime(), p.ModTime) {
			continue
		}
		g.Number, g.moved = n, true
		own.Size = p.Size
		g.Files = []File{own}
		for _, c := range p.Companions {
			f := fileOf(p, c.Path)
			if at, err := os.Lstat(filepath.Join(b.plan.Options.To, g.To(f))); err == nil && at.Mode().IsRegular() {
				f.Size = at.Size()
				g.Files = append(g.Files, f)
			}
		}
		for i := range g.Files {
			g.Files[i].There = b.holding(g.To(g.Files[i]))
		}
		return true
	}
	return false
}

// holding tells by destination whether it seems to hold a file that a move has brought to
// the first one: the run that moved it may have known of no second.
func (b *planner) holding(name string) []bool {
	there := b.there(false)
	moved, err := os.Lstat(filepath.Join(b.plan.Options.To, name))
	for i, to := range b.plan.Options.destinations() {
		at, errAt := os.Lstat(filepath.Join(to, name))
		there[i] = err == nil && errAt == nil && at.Mode().IsRegular() && at.Size() == moved.Size() && sameTime(at.ModTime(), moved.ModTime())
	}
	return there
}

// errTaken means that the second destination has another file under a name that the first
// one holds the moved file under.
var errTaken = errors.New("another file has its name there; rename that file and export again")

// bringMoved lists the checksums of files that a run which ended has moved, and copies
// from the first destination what the second lacks of them: their originals are gone, so
// nothing else can. They have arrived whatever happens; what the second still lacks is in
// the report.
func (r *runner) bringMoved(ctx context.Context, g *Group, files []File) {
	moved := Group{Photo: g.Photo, Dir: g.Dir, Stem: g.Stem, Number: g.Number, Files: slices.Clone(files)}
	for i, f := range files {
		moved.Files[i].From = filepath.Join(r.plan.Options.To, g.To(f))
	}
	b := batch{copier: &r.copier, mode: Copy, group: &moved}
	err := r.copyMoved(ctx, &b)
	if err = errors.Join(err, b.discard()); err == nil {
		return
	}
	for _, f := range moved.Files { // shared with those of g
		for i := range f.There {
			f.There[i] = true
		}
	}
	if len(r.to) > 1 {
		r.report.NotInSecond = append(r.report.NotInSecond, Failure{g.Photo.Path, err})
	}
}

func (r *runner) copyMoved(ctx context.Context, b *batch) error {
	for i, d := range r.to {
		p, err := b.enter(d, i)
		if err != nil {
			return err
		}
		b.at = append(b.at, p)
	}
	arrived, err := b.attempt(ctx)
	if err == nil && !arrived && len(b.at) > 1 {
		b.at[1].err = errTaken // what the first one holds is to be listed all the same
		arrived, err = b.attempt(ctx)
	}
	if err != nil || !arrived {
		return errors.Join(err, ctx.Err())
	}
	_, err = r.finish(ctx, b)
	return err
}

// warnOfGone tells of companions that are gone, but for those that a run which ended has
// moved.
func (b *planner) warnOfGone(g *Group) {
	var moved []File
	for _, f := range g.earlier {
		if b.plan.Options.Mode == Move && hasFile(filepath.Join(b.plan.Options.To, g.To(f))) {
			moved = append(moved, f)
			continue
		}
		b.say(message.ExportPartGone, message.Text("file", library.Display(f.From)))
	}
	g.earlier = moved
}
