package export

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/plain"
)

// maxSwept is how many entries of a destination are looked at for what runs that were
// killed left there: all of it mostly, and of an archive its first part.
const maxSwept = 100_000

// sweep removes unfinished files of runs that were killed from the destination, and
// notes those that another program may be at work on. That it cannot is no reason not
// to export.
func (r *runner) sweep() {
	swept := map[string]bool{}
	here := func(dir string) {
		if swept[dir] {
			return
		}
		swept[dir] = true
		root, err := r.root.OpenRoot(dir)
		if err != nil {
			return
		}
		defer root.Close()
		_, _ = (&batch{mode: Move, dir: root}).readNotes() // those of complete moves go
		n, left, _ := verified.Sweep(root)
		r.report.Swept += n
		for _, name := range left {
			r.report.Unfinished = append(r.report.Unfinished, filepath.Join(r.plan.Options.To, dir, name))
		}
	}
	for i := range r.plan.Groups {
		here(filepath.FromSlash(path.Clean(filepath.ToSlash(r.plan.Groups[i].Dir))))
	}
	seen := 0
	_ = fs.WalkDir(r.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
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
}

// writeSwept tells of what earlier runs left.
func (r *Report) writeSwept(out io.Writer) {
	if r.Swept > 0 {
		fmt.Fprintf(out, "\nRemoved %s that an interrupted export had left in the destination.\n", plain.Plural(r.Swept, "unfinished file", "unfinished files"))
	}
	if len(r.Unfinished) > 0 {
		fmt.Fprintf(out, "\n%s there, which another program may be working on; delete them if none is:\n", plain.Plural(len(r.Unfinished), "unfinished file is", "unfinished files are"))
	}
	for _, path := range r.Unfinished {
		fmt.Fprintf(out, "  %s\n", library.Display(path))
	}
}

// sameTime allows for the step of the coarsest file times, those of FAT.
func sameTime(a, b time.Time) bool { return a.Sub(b).Abs() <= 2*time.Second }

// hasFile is true where there is a regular file.
func hasFile(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}
