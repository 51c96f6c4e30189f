package export

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"keeplight.app/keeplight/library/export/verified"
)

// maxSwept is how many entries of a destination are looked at for what runs that were
// killed left there: all of it mostly, and of an archive its first part.
const maxSwept = 100_000

// sweep removes unfinished files of runs that were killed from the destinations, and
// notes those that another program may be at work on. That it cannot is no reason not
// to export.
func (r *runner) sweep() {
	dirs := make([]string, len(r.plan.Groups))
	for i := range r.plan.Groups {
		dirs[i] = r.plan.Groups[i].Dir
	}
	for _, d := range r.to {
		r.report.sweep(d, dirs)
	}
}

// sweep removes from a destination what runs that were killed left unfinished there, and
// gives how many files it removed and the paths below the destination of those that
// another program may be at work on. It looks into these folders, and into what else it
// finds within reason. Call it before anything is written.
func sweep(root *os.Root, dirs []string) (removed int, left []string) {
	swept := map[string]bool{}
	here := func(name string) {
		if swept[name] {
			return
		}
		swept[name] = true
		dir, err := root.OpenRoot(name)
		if err != nil {
			return
		}
		defer dir.Close()
		forgetDone(dir)
		n, unfinished, _ := verified.Sweep(dir)
		removed += n
		for _, file := range unfinished {
			left = append(left, filepath.Join(name, file))
		}
	}
	for _, dir := range dirs {
		here(filepath.FromSlash(path.Clean(filepath.ToSlash(dir))))
	}
	seen := 0
	_ = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if seen++; seen > maxSwept {
			return fs.SkipAll
		}
		if err != nil {
			return nil // what cannot be read holds nothing that could be removed
		}
		if !d.IsDir() && (verified.IsHidden(d.Name()) || strings.HasSuffix(d.Name(), noteSuffix)) {
			here(filepath.FromSlash(path.Dir(name)))
		}
		return nil
	})
	return removed, left
}

// sameTime allows for the step of the coarsest file times, those of FAT.
func sameTime(a, b time.Time) bool { return a.Sub(b).Abs() <= 2*time.Second }

// hasFile is true where there is a regular file.
func hasFile(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}
