package scan

import (
	"errors"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
)

// Sidecars gives the sidecars, voice memos and the like that are in a folder now by
// the path of each image that they belong to, joined as a walk joins them, and those in
// folders of other programs beside it (SettingsFolders): those of a RAW file and of the
// picture beside it belong to both. With an error it holds what could be read
// before it.
func Sidecars(dir string) (map[string][]string, error) {
	l, err := list(dir)
	var images []string
	for i := range l.shots {
		images = append(images, l.shots[i].images()...)
	}
	var settings map[string][]string
	if len(images) > 0 {
		var settingsErr error
		settings, settingsErr = Settings(dir, images, false)
		err = errors.Join(err, settingsErr)
	}
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
			paths = append(paths, settings[name]...)
		}
		slices.Sort(paths)
		for _, name := range s.images() {
			all[filepath.Join(dir, name)] = paths
		}
	}
	return all, err
}
