package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	keyTitleHeight float32 = 23
	keySectionGap  float32 = style.GapLarge + 2 // below a section
	// leastLines of a section stay together: a title above a single line, or a single
	// line in another column, would be overlooked.
	leastLines = 3
)

// keyFlow deals sections to as many columns as the width holds that it was given last,
// about equally high: a section that is too long goes on in the next column.
type keyFlow struct {
	titles  []fyne.CanvasObject   // of sections
	again   []fyne.CanvasObject   // of sections that go on in another column
	lines   [][]fyne.CanvasObject // of sections
	width   float32
	onGrown func() // called when another width needs another height
}

var _ fyne.Layout = (*keyFlow)(nil)

func newKeyFlow(sections []KeySection) *keyFlow {
	f := &keyFlow{}
	width := chipWidth(sections)
	for _, s := range sections {
		f.titles = append(f.titles, controls.SectionTitle(s.Title))
		// At least leastLines of a section go into a column, so that it goes on in as
		// many as there are columns at most.
		for range keyColumns - 1 {
			more := controls.SectionTitle(lang.L("{{.Title}}, continued", language.Args{"Title": s.Title}))
			more.Hide()
			f.again = append(f.again, more)
		}
		var lines []fyne.CanvasObject
		for _, line := range s.Lines {
			lines = append(lines, keyLine(keyChip(line.Keys), line.Does, width))
		}
		f.lines = append(f.lines, lines)
	}
	return f
}

// objects gives all that may be shown.
func (f *keyFlow) objects() []fyne.CanvasObject {
	all := append(append([]fyne.CanvasObject{}, f.titles...), f.again...)
	for _, lines := range f.lines {
		all = append(all, lines...)
	}
	return all
}

// keyPart is some lines of a section, below its title, in one column.
type keyPart struct {
	section, part int // part counts from 0
	from, to      int // lines
}

func (p keyPart) height() float32 { return keyTitleHeight + float32(p.to-p.from)*keyLineHeight }

// Layout is called by Fyne.
func (f *keyFlow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	high := f.size(f.width).Height
	f.width = size.Width
	for _, o := range f.again {
		o.Hide()
	}
	x := float32(0)
	put := func(o fyne.CanvasObject, y, width float32) {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		o.Move(fyne.NewPos(x, y))
		o.Show()
	}
	for _, column := range f.deal(size.Width) {
		width, y := f.columnWidth(column), float32(0)
		for _, p := range column {
			title := f.titles[p.section]
			if p.part > 0 {
				title = f.again[p.section*(keyColumns-1)+p.part-1]
			}
			put(title, y, width)
			for i, line := range f.lines[p.section][p.from:p.to] {
				put(line, y+keyTitleHeight+float32(i)*keyLineHeight, width)
			}
			y += p.height() + keySectionGap
		}
		x += width + keyColumnGap
	}
	if f.size(f.width).Height != high && f.onGrown != nil {
		f.onGrown()
	}
}

// MinSize is called by Fyne.
func (f *keyFlow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.widest(), f.size(f.width).Height)
}

// widest is the width of the one column that holds all.
func (f *keyFlow) widest() float32 {
	width := keyColumnWidth
	for _, lines := range f.lines {
		for _, o := range lines {
			width = max(width, o.MinSize().Width)
		}
	}
	return width
}

// size is what the columns need that room holds.
func (f *keyFlow) size(room float32) (size fyne.Size) {
	for i, column := range f.deal(room) {
		if i > 0 {
			size.Width += keyColumnGap
		}
		size.Width += f.columnWidth(column)
		size.Height = max(size.Height, columnHeight(column))
	}
	return size
}

// deal gives the most columns that room holds, at least one.
func (f *keyFlow) deal(room float32) (columns [][]keyPart) {
	lines := make([]int, len(f.lines))
	for i := range f.lines {
		lines[i] = len(f.lines[i])
	}
	for n := keyColumns; n > 0; n-- {
		columns = spread(lines, n)
		wide := -keyColumnGap
		for _, column := range columns {
			wide += f.columnWidth(column) + keyColumnGap
		}
		if wide <= room {
			break
		}
	}
	return columns
}

func (f *keyFlow) columnWidth(column []keyPart) float32 {
	width := keyColumnWidth
	for _, p := range column {
		for _, o := range f.lines[p.section][p.from:p.to] {
			width = max(width, o.MinSize().Width)
		}
	}
	return width
}

func columnHeight(column []keyPart) float32 {
	high := float32(0)
	for _, p := range column {
		high += p.height() + keySectionGap
	}
	return high
}

// spread deals sections, of which it is given the numbers of lines, to columns in their
// order, so that the highest column is as low as can be.
func spread(lines []int, columns int) [][]keyPart {
	all := float32(0)
	for _, n := range lines {
		all += keyTitleHeight + float32(n)*keyLineHeight + keySectionGap
	}
	for limit := all / float32(columns); ; limit += keyLineHeight {
		if dealt := fill(lines, limit); len(dealt) <= columns {
			return dealt
		}
	}
}

// fill deals sections to columns that are no higher than limit where that can be.
func fill(lines []int, limit float32) (columns [][]keyPart) {
	high := float32(0) // of the last column
	for s, n := range lines {
		for part, from := 0, 0; from < n; {
			to := from + max(0, int((limit-high-keyTitleHeight-keySectionGap)/keyLineHeight))
			if to < n {
				to = min(to, n-leastLines)
			}
			switch least := min(leastLines, n-from); {
			case to-from >= least:
				to = min(to, n)
			case high > 0:
				columns, high = append(columns, nil), 0
				continue
			default:
				if to = from + least; n-to < leastLines {
					to = n
				}
			}
			if len(columns) == 0 {
				columns = append(columns, nil)
			}
			p := keyPart{s, part, from, to}
			last := len(columns) - 1
			columns[last] = append(columns[last], p)
			high += p.height() + keySectionGap
			part, from = part+1, to
		}
	}
	return columns
}
