package histogram

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/pixels"
	"keeplight.app/keeplight/ui/style"
)

// inset is the room around the curves, in device-independent pixels.
const inset float32 = 6

// mixes are the colours in which channels lie over each other, by which of them reach a
// pixel: 1 red, 2 green, 4 blue. They stand out from a dark and from a light panel.
var mixes = [8]color.RGBA{
	1: {0xc9, 0x55, 0x4c, 0xff}, 2: {0x55, 0x9f, 0x63, 0xff}, 4: {0x4a, 0x84, 0xc8, 0xff},
	3: {0xc4, 0xa1, 0x4f, 0xff}, 5: {0xa8, 0x6a, 0xb8, 0xff}, 6: {0x5c, 0xa9, 0xb4, 0xff},
	7: {0x9b, 0xa0, 0xa8, 0xff},
}

// Box is the curves of a photo's channels on a ground of their own. It takes no mouse.
// It belongs to the window's goroutine.
type Box struct {
	widget.BaseWidget

	of     *pixels.Histogram // nil while it is not known
	line   style.Color       // of the luminance
	ground *canvas.Rectangle
	curves *canvas.Raster
}

var _ fyne.Widget = (*Box)(nil)

// New makes an empty box: on a ground, with the luminance as a line in a colour that
// stands out from it.
func New(ground, line style.Color) *Box {
	b := &Box{line: line, ground: canvas.NewRectangle(ground)}
	b.ground.CornerRadius = style.Radius
	b.curves = canvas.NewRaster(b.draw)
	b.curves.ScaleMode = canvas.ImageScaleFastest
	b.ExtendBaseWidget(b)
	return b
}

// Set shows another histogram; nil shows an empty box until there is one. It is false
// where that one is shown already.
func (b *Box) Set(of *pixels.Histogram) bool {
	if b.of == of {
		return false
	}
	b.of = of
	b.curves.Refresh()
	return true
}

// draw paints the curves, filled, with the luminance as a line over them.
func (b *Box) draw(w, high int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, high))
	if b.of == nil || w < 1 {
		return img
	}
	curves := b.of.Curves(w)
	line := b.line.NRGBA()
	level := func(c pixels.Channel, x int) int { return int(curves[c][x]*float64(high-1) + 0.5) }
	before := level(pixels.Luminance, 0)
	for x := range w {
		for up := range high {
			mix := 0
			for c := range pixels.Luminance {
				if curves[c][x] > 0 && up <= level(c, x) {
					mix |= 1 << c
				}
			}
			if mix > 0 {
				img.SetRGBA(x, high-1-up, mixes[mix])
			}
		}
		now := level(pixels.Luminance, x)
		for up := min(now, before); up <= max(now, before); up++ {
			img.Set(x, high-1-up, line)
		}
		before = now
	}
	return img
}

// CreateRenderer is called by Fyne.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := &boxRenderer{box: b}
	r.All = []fyne.CanvasObject{b.ground, b.curves}
	return r
}

type boxRenderer struct {
	controls.Parts
	box *Box
}

func (r *boxRenderer) MinSize() fyne.Size { return fyne.NewSize(4*inset, 4*inset) }

func (r *boxRenderer) Layout(size fyne.Size) {
	r.box.ground.Resize(size)
	r.box.curves.Move(fyne.NewPos(inset, inset))
	r.box.curves.Resize(size.SubtractWidthHeight(2*inset, 2*inset))
}

func (r *boxRenderer) Refresh() {
	r.box.ground.Refresh()
	r.box.curves.Refresh()
}
