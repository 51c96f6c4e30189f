package scan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
)

// How many files are emitted at once. The first ones are waited for; later a
// transaction for each few would take longer than all the rest, and the largest
// still leaves room for a decision within a moment. On a slow drive nothing that
// was found waits for longer than batchTime.
const (
	firstBatch = 256
	mostBatch  = 2048
	batchTime  = 250 * time.Millisecond
)

// Options say which folders are read.
type Options struct {
	// Exclude are folders that are left out with all below them, such as the
	// destinations of exports. One that holds the root itself has no effect:
	// who opens a folder means it.
	Exclude []string
	// Progress, where set, hears from time to time what a walk has seen so far, in
	// the walk's own goroutine.
	Progress func(Report)
	// Within leaves links out, those to files and those to folders, so that nothing
	// outside the root is read.
	Within bool
	// Others, where set, hears of each folder with the names of its files that are no
	// photos and belong to none that is there, in the walk's own goroutine.
	Others func(dir string, names []string)
	// Skip, where set, is true for photos that are left out, by the path of the file
	// that is shown. Nothing is asked of their files. It is called from several
	// goroutines at once.
	Skip func(path string) bool

	// Asked, where set, remembers from walk to walk which folders owe an answer, so that
	// each is asked by one goroutine alone.
	Asked *answer.Folders

	silence time.Duration                       // after which a walk is given up; 0 is walkTime
	keyOf   func(dir string) (folderKey, error) // in tests, in place of the system
	follow  func(path string) (linked, error)   // in tests, in place of follow
}

// progressEvery is how often a walk tells how far it is.
const progressEvery = 200 * time.Millisecond

// Problem is a file or folder that could not be read. What the catalogue
// knows of it, and of all below it, says nothing about whether it is there.
type Problem struct {
	Path string
	Err  error
}

// String tells a person what could not be read and why.
func (p Problem) String() string {
	return library.Display(p.Path) + ": " + withoutPath(p.Err).Error()
}

// withoutPath gives the reason in an error of the file system, for a path that
// is said already.
func withoutPath(err error) error {
	if named := (*fs.PathError)(nil); errors.As(err, &named) {
		return named.Err
	}
	return err
}

// Report says what a walk saw.
type Report struct {
	Folders  int             // folders that were read
	Files    int             // photos that were emitted
	Stuck    <-chan struct{} // of a walk that was given up: closed once the system has answered after all
	Empty    bool            // the root holds nothing at all, as a mount point does while its disk is away
	Problems []Problem
	PassedOver
}

// Walk finds the photos below root and emits them in batches as they are found.
// See Options.Walk.
func Walk(ctx context.Context, root string, emit func([]catalog.File) error) (Report, error) {
	return Options{}.Walk(ctx, root, emit)
}

// Walk finds the photos below root, which is made absolute, and emits them in
// batches as they are found. Hidden files and folders and those of systems and other
// programs are left out. Links to folders are followed, after all real folders, and no folder
// is entered twice. What cannot be read, or does not answer for a quarter of the time
// after which a walk is given up, is reported and the walk goes on.
//
// An error means that the root itself could not be read, that ctx ended, or what
// emit returned: what was emitted before it is not all there is. ErrNoAnswer means that
// the system fell silent; then nothing is emitted any more, and Report.Stuck says when
// it is worth to ask again. Once ctx has ended, a silent system is not waited for.
func (o Options) Walk(ctx context.Context, root string, emit func([]catalog.File) error) (Report, error) {
	dog := &watchdog{limit: cmp.Or(o.silence, walkTime)}
	told, others := o.Progress, o.Others
	if told != nil {
		o.Progress = func(r Report) { _ = dog.guard(func() error { told(r); return nil }) }
	}
	if others != nil {
		o.Others = func(dir string, names []string) { _ = dog.guard(func() error { others(dir, names); return nil }) }
	}
	report, stuck, err := dog.watch(ctx, func() (Report, error) {
		return o.walk(ctx, root, dog.beat, func(batch []catalog.File) error {
			return dog.guard(func() error { return emit(batch) })
		})
	})
	report.Stuck = stuck
	return report, err
}

// walk is Walk without a guard; beat hears that the system has answered.
func (o Options) walk(ctx context.Context, root string, beat func(), emit func([]catalog.File) error) (Report, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return Report{}, fmt.Errorf("finding the folder: %w", err)
	}
	var batch []catalog.File
	size, emitted := firstBatch, time.Now()
	t := newTraverse(o, root)
	t.beat = beat
	beat()
	err = t.run(ctx, root, func(dir string, l listing) error {
		beat()
		for i := range l.shots {
			beat()
			if o.skips(dir, &l.shots[i]) {
				continue
			}
			f, err := l.shots[i].file(dir)
			if errors.Is(err, fs.ErrNotExist) {
				continue // it went since the folder was listed
			}
			if err != nil {
				t.problem(filepath.Join(dir, l.shots[i].lead.name), err)
				continue
			}
			batch = append(batch, f)
			t.report.Files++
			if len(batch) < size && (len(batch) < firstBatch || time.Since(emitted) < batchTime) {
				continue
			}
			if err := flush(ctx, &batch, emit); err != nil {
				return err
			}
			size, emitted = min(2*size, mostBatch), time.Now()
		}
		return nil
	})
	if err == nil && len(batch) > 0 {
		err = flush(ctx, &batch, emit)
	}
	return t.sum(), err
}

// skips is true for a photo that is left out.
func (o Options) skips(dir string, s *shot) bool {
	return o.Skip != nil && o.Skip(filepath.Join(dir, s.lead.name))
}

// Survey says what a walk of root would see, by names alone: it asks nothing of any
// file. Its errors are Walk's.
func (o Options) Survey(ctx context.Context, root string) (Report, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return Report{}, fmt.Errorf("finding the folder: %w", err)
	}
	t := newTraverse(o, root)
	err = t.run(ctx, root, func(dir string, l listing) error {
		for i := range l.shots {
			if !o.skips(dir, &l.shots[i]) {
				t.report.Files++
			}
		}
		return nil
	})
	return t.sum(), err
}

// flush hands the batch over; the next one gets memory of its own.
func flush(ctx context.Context, batch *[]catalog.File, emit func([]catalog.File) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	full := *batch
	*batch = nil
	return emit(full)
}

// traverse visits every folder below a root once.
type traverse struct {
	exclude  []string
	within   bool
	others   func(dir string, names []string)
	visited  map[folderKey]bool
	entering func(dir string, key folderKey) // called before a folder is listed
	report   Report
	counter  *counter // of what is passed over
	progress func(Report)
	told     time.Time // when progress last heard
	keyOf    func(dir string) (folderKey, error)
	asked    *answer.Folders
	silence  time.Duration // after which a folder is passed over
	beat     func()        // hears that the system has answered
	follow   func(path string) (linked, error)
}

func newTraverse(o Options, root string) *traverse {
	t := &traverse{
		visited: map[folderKey]bool{}, entering: func(string, folderKey) {},
		counter: newCounter(), progress: o.Progress, told: time.Now(), keyOf: o.keyOfFolder,
		within: o.Within, others: o.Others,
		asked: o.Asked, silence: cmp.Or(o.silence, walkTime) / 4, beat: func() {}, follow: follow,
	}
	if o.follow != nil {
		t.follow = o.follow
	}
	if t.asked == nil {
		t.asked = &answer.Folders{}
	}
	opened, _ := t.keyOf(root) // the walk tells of a root that cannot be read
	for _, dir := range o.Exclude {
		dir, err := filepath.Abs(dir)
		if err != nil || library.Below(root, dir) {
			continue
		}
		key, err := keyOf(dir)
		if err == nil && key == opened {
			continue // the same folder under another name
		}
		t.exclude = append(t.exclude, dir)
		if err == nil {
			t.visited[key] = true // so that no link leads into it either
		}
	}
	return t
}

func (t *traverse) problem(path string, err error) {
	t.report.Problems = append(t.report.Problems, Problem{Path: path, Err: err})
}

// run visits root and all below it. Links wait until all real folders are done,
// so that a folder which can be reached both ways keeps its real path.
func (t *traverse) run(ctx context.Context, root string, each func(string, listing) error) error {
	folders, links := []string{root}, []string(nil)
	for len(folders)+len(links) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		var dir string
		if n := len(folders); n > 0 {
			dir, folders = folders[n-1], folders[:n-1]
		} else {
			dir, links = links[0], links[1:]
		}
		l, ok, err := t.visit(ctx, dir, dir == root)
		t.hear(ctx, root, err)
		if err != nil && dir == root {
			return err
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.problem(dir, err)
		}
		if !ok {
			continue
		}
		if dir == root {
			t.report.Empty = l.empty
		}
		t.report.Problems = append(t.report.Problems, l.problems...)
		slices.Reverse(l.folders) // the last is taken first
		folders = append(folders, l.folders...)
		links = append(links, l.links...)
		t.counter.add(&l)
		if t.others != nil && len(l.others) > 0 {
			t.others(dir, l.others)
		}
		if err := each(dir, l); err != nil {
			return err
		}
		t.tell()
	}
	return nil
}

// hear tells of an answer, which err came with. Several folders in a row that are passed
// over in silence are no reason to give the walk up, unless the root has fallen silent
// with them.
func (t *traverse) hear(ctx context.Context, root string, err error) {
	if errors.Is(err, answer.ErrNone) {
		_, err := answer.Of(ctx, t.asked, root, t.silence, func() (folderKey, error) { return t.keyOf(root) })
		if err != nil {
			return
		}
	}
	t.beat()
}

// sum is the report with what was passed over so far.
func (t *traverse) sum() Report {
	t.report.PassedOver = t.counter.sum()
	return t.report
}

// tell says how far the walk is, not too often.
func (t *traverse) tell() {
	if now := time.Now(); t.progress != nil && now.Sub(t.told) >= progressEvery {
		t.told = now
		t.progress(t.sum())
	}
}

// visit lists one folder. ok is false for a folder that is left out or was
// visited before; an error may come with the part that could be read.
func (t *traverse) visit(ctx context.Context, dir string, isRoot bool) (l listing, ok bool, err error) {
	for _, ex := range t.exclude {
		if library.Below(dir, ex) {
			return listing{}, false, nil
		}
	}
	key, err := patiently(ctx, t, dir, isRoot, func(func()) (folderKey, error) { return t.keyOf(dir) })
	if err != nil || t.visited[key] {
		return listing{}, false, err
	}
	t.visited[key] = true
	t.entering(dir, key)
	l, err = patiently(ctx, t, dir, isRoot, func(beat func()) (listing, error) {
		return listFolder(dir, t.within, func(path string) (linked, error) {
			defer beat()
			return t.followLink(ctx, path)
		})
	})
	t.report.Folders++
	return l, !errors.Is(err, answer.ErrNone), err
}

// followLink is follow for one who does not wait for long: a link may lead to a drive
// that is away. Links to one place there are asked about once.
func (t *traverse) followLink(ctx context.Context, path string) (linked, error) {
	to, err := os.Readlink(path)
	if err != nil {
		return linked{}, err
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(path), to)
	}
	return answer.Get(ctx, t.asked, to, t.silence/2, func() (linked, error) { return t.follow(path) })
}

// patiently asks about a folder below the root, in which another drive may be mounted
// that is away: the rest of the tree is read all the same. A root that says nothing is
// given up by who looks after the walk.
func patiently[T any](ctx context.Context, t *traverse, dir string, isRoot bool, get func(beat func()) (T, error)) (T, error) {
	if isRoot {
		return get(t.beat)
	}
	return answer.WithBeat(ctx, t.asked, dir, t.silence, func(beat func()) (T, error) {
		return get(func() { beat(); t.beat() })
	})
}
