package loupe

import (
	"strings"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/style"
)

// legendLines is how many lines the legend has at most.
const legendLines = 4

// legend says what each shape is that is drawn over the photo: on one line between
// the lower corners, or above them on several where the view is narrow.
type legend struct {
	words string
	lines [legendLines]*chip
}

func newLegend() *legend {
	g := &legend{}
	for i := range g.lines {
		g.lines[i] = newChip()
	}
	return g
}

func (g *legend) set(words string) { g.words = words }

// objects are what the legend is drawn with.
func (g *legend) objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, c := range g.lines {
		all = append(all, c.ground, c.text)
	}
	return all
}

// arrange lays the legend out in a view of a size, whose lower corners are taken by
// chips of these widths.
func (g *legend) arrange(size fyne.Size, left, right float32) {
	bottom := size.Height - edge
	beside := size.Width - 2*(max(left, right)+2*edge)
	lines := []string{g.words}
	if chipWidth(g.words) > beside {
		lines = broken(g.words, size.Width-2*edge)
		bottom -= g.lines[0].size().Height + edge
	}
	for i, c := range g.lines {
		text := ""
		if i < len(lines) {
			text = lines[i]
		}
		if c.text.Text != text {
			c.set(text, style.OnPhoto)
		}
		high := c.size().Height
		c.place((size.Width-c.size().Width)/2, bottom-high*float32(len(lines)-i))
	}
}

// broken deals words that are parted by dots to lines no wider than width, at most
// legendLines of them.
func broken(words string, width float32) (lines []string) {
	const dot = legendDot
	for _, part := range strings.Split(words, dot) {
		last := len(lines) - 1
		if last >= 0 && (chipWidth(lines[last]+dot+part) <= width || len(lines) == legendLines) {
			lines[last] += dot + part
			continue
		}
		lines = append(lines, part)
	}
	for i := range lines {
		lines[i] = style.Cut(lines[i], style.TextSmall, false, width-2*chipMargin)
	}
	return lines
}

// legendDot parts what the legend says.
const legendDot = " · "

// joined puts what is said of two things on one line.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + legendDot + b
}

func chipWidth(text string) float32 {
	return style.TextWidth(text, style.TextSmall, false) + 2*chipMargin
}
