package compare

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/histogram"
	"keeplight.app/keeplight/ui/pixels"
	"keeplight.app/keeplight/ui/style"
)

// The size of a pane's histogram, and by how much its pane has to be larger at least
// for the photo to be seen beside it, in device-independent pixels.
const (
	curvesWide, curvesHigh float32 = 128, 58
	curvesShare            float32 = 2
)

// curves are a pane's histogram, below the score.
type curves struct {
	box    *histogram.Box
	wanted bool
}

func newCurves() *curves { return &curves{box: histogram.New(style.Scrim, style.OnPhoto)} }

// arrange shows it where it is wanted and leaves the photo room.
func (c *curves) arrange(pane fyne.Size) {
	c.box.Hidden = !c.wanted || pane.Width < curvesShare*(curvesWide+inset) || pane.Height < curvesShare*(curvesHigh+2*inset+tagHeight)
	c.box.Resize(fyne.NewSize(curvesWide, curvesHigh))
	c.box.Move(fyne.NewPos(pane.Width-inset-curvesWide, inset+tagHeight+tagGap))
}

// SetHistogram shows the histogram of the photo, an empty one while it is not known, or
// leaves it out.
func (c *Cell) SetHistogram(of *pixels.Histogram, wanted bool) {
	c.curves.box.Set(of)
	if c.curves.wanted != wanted {
		c.curves.wanted = wanted
		c.Refresh()
	}
}
