package sheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	keyTitleHeight float32 = 23
	keySectionGap  float32 = style.GapLarge + 2 // below a section
	// keyWordsLeast is how wide the words in one of several columns are at least: most of
	// them take one line then, and the longest two.
	keyWordsLeast float32 = 340
	keyWordsAbove float32 = 3
	// leastLines of a section stay together: a title above a single line, or a single
	// line in another column, would be overlooked.
	leastLines = 3
)

// keyFlow deals sections to as many columns as the width holds that it was given last,
// about equally high: a section that is too long goes on in the next column. What is said
// of a key takes more lines where its column is narrow.
type keyFlow struct {
	titles  []fyne.CanvasObject // of sections
	again   []fyne.CanvasObject // of sections that go on in another column
	lines   [][]*keyLine        // of sections
	chips   float32             // how wide the keys before what they do are
	width   float32
	onGrown func() // called when another width needs another height
}

var _ fyne.Layout = (*keyFlow)(nil)

// keyLine is the keys of a command and what they do.
type keyLine struct {
	chip    fyne.CanvasObject
	words   *controls.Paragraph
	natural float32 // how wide the words are in one line
	wide    float32 // what they have
}

func newKeyFlow(sections []KeySection) *keyFlow {
	f := &keyFlow{chips: chipWidth(sections)}
	for _, s := range sections {
		f.titles = append(f.titles, controls.SectionTitle(s.Title))
		// At least leastLines of a section go into a column, so that it goes on in as
		// many as there are columns at most.
		for range keyColumns - 1 {
			more := controls.SectionTitle(lang.L("{{.Title}}, continued", language.Args{"Title": s.Title}))
			more.Hide()
			f.again = append(f.again, more)
		}
		var lines []*keyLine
		for _, line := range s.Lines {
			natural := inOneLine(line.Does)
			lines = append(lines, &keyLine{
				chip: keyChip(line.Keys), natural: natural, wide: natural,
				words: controls.NewParagraph(style.TextSmall, natural, controls.Span{Text: line.Does, Color: style.Soft}),
			})
		}
		f.lines = append(f.lines, lines)
	}
	return f
}

// inOneLine is how wide a paragraph is that need not be wrapped, which measures its words
// one by one.
func inOneLine(text string) (width float32) {
	for _, word := range strings.Fields(text) {
		width += style.TextWidth(word, style.TextSmall, false) + style.TextWidth(" ", style.TextSmall, false)
	}
	return width
}

// objects gives all that may be shown.
func (f *keyFlow) objects() []fyne.CanvasObject {
	all := append(append([]fyne.CanvasObject{}, f.titles...), f.again...)
	for _, lines := range f.lines {
		for _, line := range lines {
			all = append(all, line.chip, line.words)
		}
	}
	return all
}

// keyPart is some lines of a section, below its title, in one column.
type keyPart struct {
	section, part int // part counts from 0
	from, to      int // lines
	high          float32
}

// Layout is called by Fyne.
func (f *keyFlow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	high := f.size(f.width).Height
	f.width = size.Width
	for _, o := range f.again {
		o.Hide()
	}
	x := float32(0)
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Resize(fyne.NewSize(width, height))
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
			put(title, x, y, width, title.MinSize().Height)
			below := y + keyTitleHeight
			for _, line := range f.lines[p.section][p.from:p.to] {
				chip, words := line.chip.MinSize(), line.words.MinSize()
				put(line.chip, x, below+(keyLineHeight-chip.Height)/2, chip.Width, chip.Height)
				put(line.words, x+f.chips, below+keyWordsAbove, width-f.chips, words.Height)
				below += line.height()
			}
			y += p.high + keySectionGap
		}
		x += width + keyColumnGap
	}
	if f.size(f.width).Height != high && f.onGrown != nil {
		f.onGrown()
	}
}

// MinSize is called by Fyne.
func (f *keyFlow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.chips+keyWordsLeast/2, f.size(f.width).Height)
}

// height is that of a line with its words as they are wrapped now.
func (l *keyLine) height() float32 {
	return max(keyLineHeight, l.words.MinSize().Height+2*keyWordsAbove)
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

// deal gives the most columns that room holds, at least one, and wraps the words to them.
func (f *keyFlow) deal(room float32) [][]keyPart {
	words, n := room-f.chips, 1
	least := max(keyColumnWidth-f.chips, min(keyWordsLeast, f.widest()))
	for more := keyColumns; more > 1; more-- {
		if each := (room-float32(more-1)*keyColumnGap)/float32(more) - f.chips; each >= least {
			words, n = each, more
			break
		}
	}
	heights := make([][]float32, len(f.lines))
	for i, lines := range f.lines {
		for _, line := range lines {
			line.wide = max(min(words, line.natural), 1)
			line.words.SetWidth(line.wide)
			heights[i] = append(heights[i], line.height())
		}
	}
	return spread(heights, n)
}

// widest is how wide the longest words are in one line.
func (f *keyFlow) widest() (width float32) {
	for _, lines := range f.lines {
		for _, line := range lines {
			width = max(width, line.natural)
		}
	}
	return width
}

func (f *keyFlow) columnWidth(column []keyPart) float32 {
	width := keyColumnWidth
	for _, p := range column {
		for _, line := range f.lines[p.section][p.from:p.to] {
			width = max(width, f.chips+line.wide)
		}
	}
	return width
}

func columnHeight(column []keyPart) float32 {
	high := float32(0)
	for _, p := range column {
		high += p.high + keySectionGap
	}
	return high
}

// spread deals sections, of which it is given the heights of their lines, to columns in
// their order, so that the highest column is as low as can be.
func spread(lines [][]float32, columns int) [][]keyPart {
	all := float32(0)
	for _, section := range lines {
		all += keyTitleHeight + total(section) + keySectionGap
	}
	for limit := all / float32(columns); ; limit += keyLineHeight {
		if dealt := fill(lines, limit); len(dealt) <= columns {
			return dealt
		}
	}
}

func total(heights []float32) (sum float32) {
	for _, h := range heights {
		sum += h
	}
	return sum
}

// fill deals sections to columns that are no higher than limit where that can be.
func fill(lines [][]float32, limit float32) (columns [][]keyPart) {
	high := float32(0) // of the last column
	for s, heights := range lines {
		n := len(heights)
		for part, from := 0, 0; from < n; {
			to := from
			for used := high + keyTitleHeight + keySectionGap; to < n && used+heights[to] <= limit; to++ {
				used += heights[to]
			}
			if to < n {
				to = min(to, n-leastLines)
			}
			switch least := min(leastLines, n-from); {
			case to-from >= least:
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
			p := keyPart{s, part, from, to, keyTitleHeight + total(heights[from:to])}
			last := len(columns) - 1
			columns[last] = append(columns[last], p)
			high += p.high + keySectionGap
			part, from = part+1, to
		}
	}
	return columns
}
