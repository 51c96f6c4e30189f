package scan

import (
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
	asks     *patient
	exclude  []string
	folders  map[string]folderKey
	told     bool // that the system's limit is reached
}

func newWatchSet(n notifier, asks *patient) *watchSet {
	return &watchSet{notifier: n, asks: asks, exclude: absolute(asks.opts.Exclude), folders: map[string]folderKey{}}
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

// add watches dir, which is root or a folder below it, and all below it, and gives what
// was seen there; ok is false where the system did not answer, or ctx ended. The problem
// is one for the person, or "".
func (s *watchSet) add(root, dir string) (seen []seenFolder, problem string, ok bool) {
	visited := map[folderKey]bool{}
	for path, key := range s.folders {
		if library.Below(path, root) && !library.Below(path, dir) {
			visited[key] = true // a link back into what is watched
		}
	}
	seen, err := s.asks.watch(s.notifier, root, dir, visited)
	if err != nil {
		return nil, "", false // the root's next check or walk tells that it does not answer
	}
	for i := range seen {
		f := &seen[i]
		if f.err == nil {
			s.folders[f.path] = f.key
		} else if text := s.explain(f.path, f.err); text != "" {
			problem = text
		}
	}
	return seen, problem, true
}

// renew watches the folders that appeared below root and lets go of those that
// went, without a word about their files.
func (s *watchSet) renew(root string) (problem string) {
	seen, problem, ok := s.add(root, root)
	if !ok {
		return problem // nobody knows what went
	}
	there := map[string]bool{}
	for i := range seen {
		there[seen[i].path] = true
	}
	for path := range s.folders {
		if library.Below(path, root) && !there[path] {
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
	// The watch of a removed folder is gone already, which is no error here. While the
	// system owes an answer, a watch stays that nobody listens to.
	_ = s.asks.unwatch(s.notifier, dir)
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
