package scan

import (
	"path/filepath"

	"keeplight.app/keeplight/library"
)

// Sidecars gives the sidecars, voice memos and the like that are in a folder now by
// the path of each image that they belong to, joined as a walk joins them: those of a RAW file and of the
// picture beside it belong to both. With an error it holds what could be read
// before it.
func Sidecars(dir string) (map[string][]string, error) {
	l, err := list(dir)
	all := map[string][]string{}
	for i := range l.shots {
		s := &l.shots[i]
		var paths []string
		for _, m := range s.members {
			if m.kind == library.CompanionSidecar {
				paths = append(paths, filepath.Join(dir, m.name))
			}
		}
		for _, name := range s.images() {
			all[filepath.Join(dir, name)] = paths
		}
	}
	return all, err
}
