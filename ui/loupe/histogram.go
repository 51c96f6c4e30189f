package loupe

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/histogram"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/pixels"
	"keeplight.app/keeplight/ui/style"
)

// histogramHeight is how high its box is, in device-independent pixels.
const histogramHeight float32 = 76

// curves are the histogram of the photo with what is clipped below.
type curves struct {
	box     *histogram.Box
	shadows *canvas.Text
	lights  *canvas.Text
}

func newCurves() *curves {
	return &curves{
		box: histogram.New(style.Raised, style.Ink), shadows: style.Text("", style.TextTiny, style.Muted, false),
		lights: style.Text("", style.TextTiny, style.Muted, false),
	}
}

func (c *curves) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.box, c.shadows, c.lights}
}

// set shows another histogram; nil shows an empty box until there is one.
func (c *curves) set(of *pixels.Histogram) {
	if !c.box.Set(of) {
		return
	}
	c.shadows.Text, c.lights.Text = "", ""
	if of != nil {
		shadows, lights := of.Clipped()
		c.shadows.Text = lang.L("shadows {{.Share}} %", language.Args{"Share": language.Decimal(100*shadows, 1)})
		c.lights.Text = lang.L("lights {{.Share}} %", language.Args{"Share": language.Decimal(100*lights, 1)})
	}
	c.shadows.Refresh()
	c.lights.Refresh()
}

// place puts it below top and gives where it ends.
func (c *curves) place(left, top, width float32) float32 {
	c.box.Move(fyne.NewPos(left, top))
	c.box.Resize(fyne.NewSize(width, histogramHeight))
	top += histogramHeight + style.GapSmall
	c.shadows.Move(fyne.NewPos(left, top))
	c.shadows.Resize(c.shadows.MinSize())
	c.lights.Move(fyne.NewPos(left+width-c.lights.MinSize().Width, top))
	c.lights.Resize(c.lights.MinSize())
	return top + style.TextTiny + style.GapLarge
}
