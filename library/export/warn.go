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
	mode := b.plan.Options.Mode
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
	if mode == Reflink && away {
		add("The destination is on another volume, so the copies take up space of their own.")
	}
	for i, to := range b.plan.Options.destinations() {
		source := b.sourceAround(to)
		switch moved := i == 0 && mode == Move; {
		case source == "":
		case moved && isBelowAny(resolve(to), b.plan.Options.Unread):
			add("The destination %s holds exported copies and is left out when %s is read: open it to see the photos that are moved there.",
				library.Display(to), library.Display(source))
		case !moved && b.showsUp(to):
			add("The destination %s is inside %s, a folder that photos come from, and is not empty: the copies will show up there as new photos.",
				library.Display(to), library.Display(source))
		}
	}
	for _, r := range b.rooms(away) {
		if free, ok := disk.Free(disk.Nearest(r.to)); ok && r.needed > free {
			add("There is not enough space in %s: %s are needed and %s are free.",
				library.Display(r.to), plain.Bytes(r.needed), plain.Bytes(free))
		}
	}
}

// room is what a volume has to take.
type room struct {
	to     string // the first destination on it
	needed int64  // bytes
}

// rooms says how much goes onto each volume, both destinations together where they are on
// one. Within one volume a move or link needs no room, and a reflink hardly any.
func (b *planner) rooms(away bool) []room {
	var rooms []room
	at := map[disk.Volume]int{}
	for i, to := range b.plan.Options.destinations() {
		if i == 0 && b.plan.Options.Mode != Copy && !away {
			continue
		}
		r := room{to: to}
		for k := range b.plan.Groups {
			for _, f := range b.plan.Groups[k].Files {
				if !f.There[i] {
					r.needed += f.Size
				}
			}
		}
		volume, known := disk.VolumeOf(disk.Nearest(to))
		if k, seen := at[volume]; known && seen {
			rooms[k].needed += r.needed
			continue
		}
		if known {
			at[volume] = len(rooms)
		}
		rooms = append(rooms, r)
	}
	return rooms
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

// sourceAround gives a folder of the photos that holds a destination, or "".
func (b *planner) sourceAround(to string) string {
	to = resolve(to)
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
