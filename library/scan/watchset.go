package scan

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
)

// watchSet is the folders that the system watches for us. Watches are not
// recursive: each folder has its own.
type watchSet struct {
	notifier notifier
	opts     Options
	exclude  []string
	folders  map[string]folderKey
	told     bool // that the system's limit is reached
}

func newWatchSet(n notifier, o Options) *watchSet {
	return &watchSet{notifier: n, opts: o, exclude: absolute(o.Exclude), folders: map[string]folderKey{}}
}

// absolute makes paths absolute without a question about what is there: a drive may not
// answer.
func absolute(paths []string) []string {
	var out []string
	for _, path := range paths {
		if path, err := filepath.Abs(path); err == nil {
			out = append(out, path)
		}
	}
	return out
}

func (s *watchSet) isExcluded(path string) bool {
	for _, ex := range s.exclude {
		if library.Below(path, ex) {
			return true
		}
	}
	return false
}

// add watches dir, which is root or a folder below it, and all below it, and
// gives each folder's listing, which was made after its watch began, so that
// nothing falls in between. The answer is a problem for the person, or "".
func (s *watchSet) add(ctx context.Context, root, dir string, each func(string, listing) error) string {
	t := newTraverse(s.opts, root)
	for path, key := range s.folders {
		if library.Below(path, root) && !library.Below(path, dir) {
			t.visited[key] = true // a link back into what is watched
		}
	}
	var problem string
	t.entering = func(dir string, key folderKey) {
		if err := s.notifier.Add(dir); err != nil {
			if text := s.explain(dir, err); text != "" {
				problem = text
			}
			return
		}
		s.folders[dir] = key
	}
	// What cannot be read is reported by the walk that the caller makes.
	_ = t.run(ctx, dir, each)
	return problem
}

// renew watches the folders that appeared below root and lets go of those that
// went, without a word about their files.
func (s *watchSet) renew(ctx context.Context, root string) string {
	before := map[string]bool{}
	for path := range s.folders {
		if library.Below(path, root) {
			before[path] = true
		}
	}
	problem := s.add(ctx, root, root, func(dir string, _ listing) error {
		delete(before, dir)
		return nil
	})
	if ctx.Err() == nil {
		for path := range before {
			s.drop(path)
		}
	}
	return problem
}

// forget stops watching dir and all below it; false when it was not watched. A
// renamed folder must be forgotten: the system would go on reporting its files
// under the old name.
func (s *watchSet) forget(dir string) bool {
	if _, ok := s.folders[dir]; !ok {
		return false
	}
	for path := range s.folders {
		if library.Below(path, dir) {
			s.drop(path)
		}
	}
	return true
}

func (s *watchSet) drop(dir string) {
	delete(s.folders, dir)
	// The watch of a removed folder is gone already, which is no error here.
	_ = s.notifier.Remove(dir)
}

// explain gives the text for a folder that cannot be watched. That the limit of
// watches is reached is said once, and a folder that went is no problem.
func (s *watchSet) explain(dir string, err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ""
	case !isWatchLimit(err):
		return fmt.Sprintf("%s cannot be watched (%v): it is checked from time to time instead.", library.Display(dir), err)
	case s.told:
		return ""
	}
	s.told = true
	return "There are more folders than the system will watch: changes in some of them show up to a minute late. " +
		"Raise fs.inotify.max_user_watches to see them at once."
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
