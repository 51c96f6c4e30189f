package scan

import (
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
)

// watchedRoot is one of the folders that the person opened.
type watchedRoot struct {
	path    string
	present bool
	missed  bool // its absence has been reported
	key     folderKey
	asked   answer.Folders
}

// rootOf gives the root that holds path, nil when none does.
func (r *watchRun) rootOf(path string) *watchedRoot {
	for _, root := range r.roots {
		if library.Below(path, root.path) {
			return root
		}
	}
	return nil
}

// checkRoots notices a card that was removed and one that came back. The files
// of a root that is away are not gone: nothing is said about them. A root that
// is another folder than before, as a mount point is after its disk went, is
// walked again.
func (r *watchRun) checkRoots() {
	renewed := false
	for _, root := range r.roots {
		key, err := r.asks.key(root)
		switch {
		case r.asks.ctx.Err() != nil:
			return
		case err != nil:
			r.lose(root, err)
		case !root.present || root.key != key:
			renewed = renewed || root.missed || root.present
			r.watched.forget(root.path)
			r.dropPending(root)
			root.present, root.missed, root.key = true, false, key
		}
	}
	if renewed {
		r.rescan()
	}
}

// lose reports once that a root is away.
func (r *watchRun) lose(root *watchedRoot, err error) {
	r.watched.forget(root.path)
	r.dropPending(root)
	root.present = false
	if !root.missed {
		root.missed = true
		r.emit(Change{Offline: root.path})
		r.report(fmt.Sprintf("%s cannot be reached (%v). If it is a card or a network folder, connect it again: its photos and all decisions are kept.",
			library.Display(root.path), err))
	}
}

func (r *watchRun) dropPending(root *watchedRoot) {
	r.settler.forget(func(path string) bool { return library.Below(path, root.path) })
}
