package stacking

import (
	"cmp"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

const (
	// leastPause is the shortest pause at which a new section begins.
	leastPause = 5 * time.Minute
	// cellsPerLine is how many cells a section has on average at least. A walk with a
	// photo every ten minutes is no reason for a line above each.
	cellsPerLine = 4
)

// sections are the lines of the grid as long as its cells stay the same.
type sections struct {
	version, revision int
	order             query.Order
	known             bool
	all               []grid.Section
}

// Sections are where the grid begins new rows: at a pause, where it is sorted by time,
// and at stacks that are open.
func (s *Stacking) Sections() []grid.Section {
	version, revision, order := s.Session.Stacks.Version(), s.Session.Revision(), s.Session.Order()
	if l := &s.lines; !l.known || l.version != version || l.revision != revision || l.order != order {
		*l = sections{version, revision, order, true, nil}
		if order.By == query.ByTime {
			l.all = s.pauses(order.Descending)
		}
	}
	open := s.openStacks()
	if len(open) == 0 {
		return s.lines.all
	}
	all := slices.Clone(s.lines.all)
	for _, t := range open {
		if i := slices.IndexFunc(all, func(x grid.Section) bool { return x.At == t.At }); i >= 0 {
			t.Note = all[i].Note
			all[i] = t
			continue
		}
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b grid.Section) int { return cmp.Compare(a.At, b.At) })
	return all
}

// span is when the photos of a cell were taken.
type span struct {
	at       int // cell
	from, to time.Time
}

// spans gives those of all cells whose photos have a time, an open stack once.
func (s *Stacking) spans() []span {
	k := s.Session.Stacks
	all := make([]span, 0, k.Len())
	for i := 0; i < k.Len(); i++ {
		if frames, first := k.Frames(i); first {
			all = append(all, span{i, s.time(frames[0]), s.time(frames[len(frames)-1])})
		}
	}
	return slices.DeleteFunc(all, func(x span) bool { return x.from.IsZero() || x.to.IsZero() })
}

func (s *Stacking) time(id library.ID) time.Time {
	if p := s.Session.Photo(id); p != nil {
		return p.Capture.Time
	}
	return time.Time{}
}

// pauses gives the lines of a grid that is sorted by time.
func (s *Stacking) pauses(newestFirst bool) []grid.Section {
	spans := s.spans()
	if len(spans) == 0 {
		return nil
	}
	gaps := make([]time.Duration, len(spans)) // before each
	for i := 1; i < len(spans); i++ {
		gaps[i] = spans[i].from.Sub(spans[i-1].to)
		if newestFirst {
			gaps[i] = spans[i-1].from.Sub(spans[i].to)
		}
	}
	least := leastLine(gaps)
	var all []grid.Section
	for i := range spans {
		at, day := spans[i].from, i == 0
		if i > 0 {
			day = !sameDay(spans[i-1].from, at)
			if gaps[i] < least && !day {
				continue
			}
		}
		section := grid.Section{At: spans[i].at, Title: at.Format("15:04")}
		if day {
			section.Title = language.Moment(at)
		}
		if i > 0 {
			section.Note = pauseText(gaps[i], newestFirst)
		}
		all = append(all, section)
	}
	return all
}

// leastLine gives the pause from which on there is a line: leastPause, or more where
// that would part the grid into scraps.
func leastLine(gaps []time.Duration) time.Duration {
	least := leastPause
	for least < 24*time.Hour {
		lines := 1
		for _, g := range gaps {
			if g >= least {
				lines++
			}
		}
		if lines*cellsPerLine <= len(gaps) || lines == 1 {
			break
		}
		least *= 2
	}
	return least
}

func sameDay(a, b time.Time) bool {
	y1, m1, d1 := a.Date()
	y2, m2, d2 := b.Date()
	return y1 == y2 && m1 == m2 && d1 == d2
}

// pauseText says how long nothing was taken.
func pauseText(d time.Duration, newestFirst bool) string {
	var text string
	switch {
	case d < time.Minute:
		return ""
	case d < 2*time.Hour:
		text = lang.L("{{.Count}} min", language.Args{"Count": language.Count(int(d / time.Minute))})
	case d < 48*time.Hour:
		text = lang.L("{{.Count}} h", language.Args{"Count": language.Count(int(d / time.Hour))})
	default:
		text = language.Plural("{{.N}} days", int(d/(24*time.Hour)))
	}
	if newestFirst {
		return lang.L("{{.Time}} earlier", language.Args{"Time": text})
	}
	return lang.L("{{.Time}} later", language.Args{"Time": text})
}

// openStacks gives the trays of stacks that are open.
func (s *Stacking) openStacks() []grid.Section {
	k := s.Session.Stacks
	if !k.AnyOpen() {
		return nil
	}
	var all []grid.Section
	for _, st := range k.Opened() {
		all = append(all, s.section(st))
	}
	return all
}

func (s *Stacking) section(st *session.Stack) grid.Section {
	section := grid.Section{At: st.At, Tray: s.tray(st)}
	if at := s.time(st.Frames[0]); !at.IsZero() {
		section.Title = at.Format("15:04:05")
	}
	return section
}

// shortFolder is the name of a photo's folder.
func shortFolder(p *library.Photo) string { return library.Display(filepath.Base(p.Folder())) }
