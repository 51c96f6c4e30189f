package scan

import (
	"context"
	"maps"

	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/leftout"
)

// patient asks the system on a watcher's behalf: none of its questions outlives its
// limit or ctx for the one who asks, and a folder that owes an answer is asked nothing
// more. The watcher goes on hearing of what else happens, and that it is to end.
type patient struct {
	ctx           context.Context //nolint:containedctx // of the run, whose questions these are
	opts          Options
	files         answer.Folders // what is asked about single files and listings
	notifications answer.Folders // what is asked of the notifier, which does one thing at a time
}

// key is what tells a root apart, asked apart from all that lies in it: a folder in it
// may be another drive's.
func (p *patient) key(root *watchedRoot) (folderKey, error) {
	return answer.Of(p.ctx, &root.asked, root.path, statTime, func() (folderKey, error) { return p.opts.keyOfFolder(root.path) })
}

// keyOfFolder is keyOf, or what a test puts in its place.
func (o Options) keyOfFolder(dir string) (folderKey, error) {
	if o.keyOf != nil {
		return o.keyOf(dir)
	}
	return keyOf(dir)
}

// state is how a file stands, unknown where nothing answers.
func (p *patient) state(path string) fileState {
	s, err := answer.Get(p.ctx, &p.files, path, statTime, func() (fileState, error) { return stateOf(path), nil })
	if err != nil {
		return fileState{}
	}
	return s
}

// folder says whether there is a folder at path, and whether it is one to be read.
func (p *patient) folder(path string) (is, read bool) {
	type found struct{ is, read bool }
	f, err := answer.Get(p.ctx, &p.files, path, statTime, func() (found, error) {
		is := isFolder(path)
		return found{is, is && leftout.Of(path) == leftout.Read}, nil
	})
	return err == nil && f.is, err == nil && f.read
}

// shots are the photos of a folder for which wanted is true, with what the system says
// of their files.
func (p *patient) shots(dir string, wanted func(*shot) bool) ([]catalog.File, error) {
	l, err := answer.Of(p.ctx, &p.files, dir, walkTime, func() (listing, error) { return list(dir) })
	if err != nil {
		return nil, err
	}
	var files []catalog.File
	for i := range l.shots {
		s := &l.shots[i]
		if p.opts.skips(dir, s) || !wanted(s) {
			continue
		}
		f, err := answer.Of(p.ctx, &p.files, dir, statTime, func() (catalog.File, error) { return s.file(dir) })
		if err == nil {
			files = append(files, f)
		}
	}
	return files, nil
}

// seenFolder is a folder that was come to on the way through a tree.
type seenFolder struct {
	path    string
	key     folderKey
	err     error // why the system does not watch it; nil where it does
	listing       // made after the watch began, so that nothing falls in between
}

// watch has dir, which is root or lies below it, watched with all below it. visited are
// folders that are watched already. ErrNoAnswer means that the system fell silent, and
// nothing is known.
func (p *patient) watch(n notifier, root, dir string, visited map[folderKey]bool) ([]seenFolder, error) {
	ctx, cancel := context.WithCancel(p.ctx)
	defer cancel() // one that was given up goes no further when the system answers after all
	return answer.WithBeat(p.ctx, &p.notifications, "", walkTime, func(beat func()) ([]seenFolder, error) {
		t := newTraverse(p.opts, root)
		maps.Copy(t.visited, visited)
		t.beat = beat
		var seen []seenFolder
		t.entering = func(dir string, key folderKey) {
			beat()
			seen = append(seen, seenFolder{path: dir, key: key, err: n.Add(dir)})
			beat()
		}
		// What cannot be read is reported by the walk that the caller makes.
		_ = t.run(ctx, dir, func(_ string, l listing) error {
			beat()
			seen[len(seen)-1].listing = l
			return nil
		})
		return seen, ctx.Err()
	})
}

// unwatch has a folder watched no more.
func (p *patient) unwatch(n notifier, dir string) error {
	_, err := answer.Of(p.ctx, &p.notifications, "", statTime, func() (struct{}, error) { return struct{}{}, n.Remove(dir) })
	return err
}
