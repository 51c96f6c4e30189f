package desk

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/library/volumes"
)

// pathTime is how long a folder may take to be listed while somebody types or looks.
const pathTime = 3 * time.Second

// CompleteFolder completes a path as people type it, with ~ for the home folder, by the
// first folder that begins so; upper and lower case are the same where nothing else
// fits. It gives what is to be added and a separator: "und/" for "~/Pictures/L". ""
// means that nothing fits. It may wait for the file system, not for ever.
func (d *Desk) CompleteFolder(text string) string {
	if text == "~" {
		return string(filepath.Separator)
	}
	if rest, home := strings.CutPrefix(text, "~/"); home {
		text = filepath.Join(Home(), "/") + "/" + rest // a separator at the end says that the folder is complete
	}
	dir, begun := filepath.Split(text)
	if !filepath.IsAbs(dir) {
		return ""
	}
	names, err := d.FoldersIn(dir)
	if err != nil {
		return ""
	}
	loosely := ""
	for _, name := range names {
		switch {
		case leftout.IsHidden(name) && !strings.HasPrefix(begun, "."):
		case strings.HasPrefix(name, begun):
			return name[len(begun):] + string(filepath.Separator)
		case loosely == "" && len(name) >= len(begun) && strings.EqualFold(name[:len(begun)], begun):
			loosely = name[len(begun):] + string(filepath.Separator)
		}
	}
	return loosely
}

// FoldersIn gives the names of the folders in a folder, in their order; links to folders
// are folders. scan.ErrNoAnswer means that the file system does not answer.
func (d *Desk) FoldersIn(dir string) ([]string, error) {
	return scan.Ask(d.ctx, &d.drives, dir, pathTime, func() ([]string, error) { return namesIn(dir, true) })
}

// FilesIn gives the names of the other things in a folder in the same way.
func (d *Desk) FilesIn(dir string) ([]string, error) {
	return scan.Ask(d.ctx, &d.drives, dir, pathTime, func() ([]string, error) { return namesIn(dir, false) })
}

func namesIn(dir string, folders bool) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names what was read and where
	}
	var names []string
	for _, e := range entries {
		isFolder := e.IsDir()
		if e.Type()&os.ModeSymlink != 0 {
			info, err := os.Stat(filepath.Join(dir, e.Name()))
			isFolder = err == nil && info.IsDir()
		}
		if isFolder == folders {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// IsFolder says whether there is a folder, and false where the file system does not
// answer.
func (d *Desk) IsFolder(path string) bool { return d.drives.IsFolder(d.ctx, path) }

// Drives says what is at paths that people name, for as long as the window is there.
func (d *Desk) Drives() *scan.Drives { return &d.drives }

// Volumes are the cards and drives that are connected: the one list of them.
func (d *Desk) Volumes() *volumes.List { return &d.list }
