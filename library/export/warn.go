package export

import (
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
)

// warn tells what the person should know before anything is done.
func (b *planner) warn() {
	mode := b.plan.Options.Mode
	away := b.leavesVolume()
	switch {
	case mode == HardLink:
		b.say(message.ExportHardLink)
		if away {
			b.say(message.ExportLinkAway)
		}
	case mode == Reflink && away:
		b.say(message.ExportReflinkAway)
	}
	photos := make([]*library.Photo, len(b.plan.Groups))
	for i := range b.plan.Groups {
		photos[i] = &b.plan.Groups[i].Photo
	}
	b.plan.Warnings = append(b.plan.Warnings, b.template.Undated(photos)...)
	for i, to := range b.plan.Options.destinations() {
		source := b.sourceAround(to)
		places := []library.Arg{message.Text("to", library.Display(to)), message.Text("folder", library.Display(source))}
		switch moved := i == 0 && mode == Move; {
		case source == "":
		case moved && isBelowAny(resolve(to), b.plan.Options.Unread):
			b.say(message.ExportLeftOut, places...)
		case !moved && b.showsUp(to):
			b.say(message.ExportShowsUp, places...)
		}
	}
	for _, r := range b.rooms(away) {
		if free, ok := disk.Free(disk.Nearest(r.to)); ok && r.needed > free {
			b.say(message.ExportNoRoom, message.Text("folder", library.Display(r.to)),
				message.Text("needed", plain.Bytes(r.needed)), message.Text("free", plain.Bytes(free)))
		}
	}
}

// say adds a warning to the plan.
func (b *planner) say(code string, args ...library.Arg) {
	b.plan.Warnings = append(b.plan.Warnings, message.New(code, args...))
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

// Undated warns of photos without a capture time where names hold it: the date of the file
// stands in then, which is mostly that of a copy. It gives one message or none.
func (t *Template) Undated(photos []*library.Photo) []library.Message {
	if !t.asksForTime() {
		return nil
	}
	n, name := 0, ""
	for _, p := range photos {
		if p.Capture.Time.IsZero() {
			if n++; n == 1 {
				name = library.Display(p.Name())
			}
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return []library.Message{message.New(message.ExportUndatedOne, message.Text("file", name))}
	}
	return []library.Message{message.New(message.ExportUndated, message.Count("count", float64(n)), message.Text("file", name))}
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
