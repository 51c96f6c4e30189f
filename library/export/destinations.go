package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// Destinations gives the outermost folders, absolute and in order, that will
// hold nothing but what the plan copies into them: those that it makes, and
// those that are empty. They are not to be read as sources of photos, so it is
// asked before the plan is run. A folder that holds something is not among them,
// for there may be photos in it that the person works with. Where a move goes is none: a
// photo that was moved stays the photo that it is. Where its second copy goes may be.
func Destinations(p *Plan) []string {
	dirs := make([]string, len(p.Groups))
	for i := range p.Groups {
		dirs[i] = p.Groups[i].Dir
	}
	var all []string
	for i, to := range p.Options.destinations() {
		if i > 0 || p.Options.Mode != Move {
			all = append(all, Apart(to, dirs)...)
		}
	}
	return all
}

// Apart gives the outermost folders, absolute and in order, that will hold nothing but
// what is copied into these folders below a destination.
func Apart(to string, dirs []string) []string {
	var found []string
	asked := map[string]bool{}
	for _, dir := range dirs {
		if asked[dir] {
			continue
		}
		asked[dir] = true
		if apart, ok := outermostEmpty(to, dir); ok && !slices.Contains(found, apart) {
			found = append(found, apart)
		}
	}
	slices.Sort(found)
	return found
}

// outermostEmpty goes from the destination down to dir, which is below it, and
// gives the first folder that holds nothing, with all links resolved. ok is
// false when each of them holds something.
func outermostEmpty(to, dir string) (path string, ok bool) {
	path = to
	for _, name := range append([]string{"."}, strings.Split(dir, string(filepath.Separator))...) {
		path = filepath.Join(path, name)
		if isEmpty(path) {
			return resolve(path), true
		}
	}
	return "", false
}

// isEmpty is true for a folder that is not there, or in which there is nothing
// but hidden files, such as those that systems put everywhere.
func isEmpty(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") })
}

// showsUp is true when some of the plan's copies in a destination will lie where photos
// are read from, as far as their folder is read.
func (b *planner) showsUp(to string) bool {
	apart := append(Destinations(&b.plan), b.plan.Options.Unread...)
	return slices.ContainsFunc(b.plan.Groups, func(g Group) bool {
		return !isBelowAny(resolve(filepath.Join(to, g.Dir)), apart)
	})
}

func isBelowAny(path string, folders []string) bool {
	return slices.ContainsFunc(folders, func(d string) bool { return library.Below(path, d) })
}
