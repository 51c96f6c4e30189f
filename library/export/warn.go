package export

import (
	"fmt"
	"path/filepath"
	"strings"

	"keeplight/library"
)

// warn tells what the person should know before anything is done.
func (b *planner) warn() {
	add := func(format string, args ...any) {
		b.plan.Warnings = append(b.plan.Warnings, fmt.Sprintf(format, args...))
	}
	to, mode := b.plan.Options.To, b.plan.Options.Mode
	away := b.leavesVolume()
	if mode == HardLink {
		add("A hard link is a second name for the original file: whoever edits the exported photo edits the original too.")
		if away {
			add("The destination is on another volume, where hard links to these photos cannot be made. Copy them instead.")
		}
	}
	if source := b.sourceAround(); source != "" {
		add("The destination %s is inside %s, a folder that photos come from: the exported photos may show up there as new ones.",
			library.Display(to), library.Display(source))
	}
	// Within one volume a move or link needs no room, and a reflink hardly any.
	if mode == Copy || away {
		if free, ok := freeSpace(existingAncestor(to)); ok && b.plan.Bytes > free {
			add("There is not enough room in %s: %s are needed and %s are free.",
				library.Display(to), bytesText(b.plan.Bytes), bytesText(free))
		}
	}
}

// leavesVolume is true when some photo comes from another volume than the
// destination's, as far as that is known.
func (b *planner) leavesVolume() bool {
	target, ok := volumeOf(existingAncestor(b.plan.Options.To))
	for _, dir := range b.sourceFolders() {
		if source, known := volumeOf(dir); ok && known && source != target {
			return true
		}
	}
	return false
}

// sourceAround gives a folder of the photos that holds the destination, or "".
func (b *planner) sourceAround() string {
	to := resolve(b.plan.Options.To)
	for _, dir := range b.sourceFolders() {
		rel, err := filepath.Rel(resolve(dir), to)
		if err == nil && filepath.IsLocal(rel) {
			return dir
		}
	}
	return ""
}

// sourceFolders gives each folder of the photos once, in the order of the plan.
func (b *planner) sourceFolders() []string {
	var dirs []string
	seen := map[string]bool{}
	for i := range b.plan.Groups {
		if dir := b.plan.Groups[i].Photo.Folder(); !seen[dir] {
			seen[dir] = true
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// resolve follows the links of a path of which the end may not exist yet.
func resolve(path string) string {
	base := existingAncestor(path)
	real, err := filepath.EvalSymlinks(base)
	if err != nil {
		return path
	}
	return filepath.Join(real, strings.TrimPrefix(path, base))
}
