package export

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/plain"
)

// warn tells what the person should know before anything is done.
func (b *planner) warn() {
	add := func(format string, args ...any) {
		b.plan.Warnings = append(b.plan.Warnings, fmt.Sprintf(format, args...))
	}
	to, mode := b.plan.Options.To, b.plan.Options.Mode
	away := b.leavesVolume()
	if mode == HardLink {
		add("A hard link is a second name for the original file: editing the exported photo changes the original too.")
		if away {
			add("The destination is on another volume, where hard links to these photos cannot be made. Copy them instead.")
		}
	}
	if n, name := b.undated(); n == 1 {
		add("%s does not say when it was taken, so the date of its file names it.", name)
	} else if n > 1 {
		add("%s photos, such as %s, do not say when they were taken, so the dates of their files name them.", plain.Count(n), name)
	}
	switch source := b.sourceAround(); {
	case source == "":
	case mode == Move && isBelowAny(resolve(to), b.plan.Options.Unread):
		add("The destination %s holds exported copies and is left out when %s is read: open it to see the photos that are moved there.",
			library.Display(to), library.Display(source))
	case mode != Move && b.showsUp():
		add("The destination %s is inside %s, a folder that photos come from, and is not empty: the copies will show up there as new photos.",
			library.Display(to), library.Display(source))
	}
	// Within one volume a move or link needs no room, and a reflink hardly any.
	if mode == Copy || away {
		if free, ok := disk.Free(disk.Nearest(to)); ok && b.plan.Bytes > free {
			add("There is not enough space in %s: %s are needed and %s are free.",
				library.Display(to), plain.Bytes(b.plan.Bytes), plain.Bytes(free))
		}
	}
}

// undated counts the photos without a capture time where the template asks for it, and
// names the first.
func (b *planner) undated() (n int, name string) {
	if !b.template.asksForTime() {
		return 0, ""
	}
	for i := range b.plan.Groups {
		if p := &b.plan.Groups[i].Photo; p.Capture.Time.IsZero() {
			if n++; n == 1 {
				name = library.Display(p.Name())
			}
		}
	}
	return n, name
}

// asksForTime is true where names hold the capture time, or a part of it.
func (t *Template) asksForTime() bool {
	return slices.ContainsFunc(t.parts, func(p part) bool {
		c, _ := codeOf(p.field)
		return c.layout != "" || p.field == "date" || p.field == "time"
	})
}

// leavesVolume is true when some photo comes from another volume than the
// destination's, as far as that is known.
func (b *planner) leavesVolume() bool {
	target, ok := disk.VolumeOf(disk.Nearest(b.plan.Options.To))
	for _, dir := range b.sourceFolders() {
		if source, known := disk.VolumeOf(dir); ok && known && source != target {
			return true
		}
	}
	return false
}

// sourceAround gives a folder of the photos that holds the destination, or "".
func (b *planner) sourceAround() string {
	to := resolve(b.plan.Options.To)
	for _, dir := range b.sourceFolders() {
		if library.Below(to, resolve(dir)) {
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
	base := disk.Nearest(path)
	real, err := filepath.EvalSymlinks(base)
	if err != nil {
		return path
	}
	return filepath.Join(real, strings.TrimPrefix(path, base))
}
