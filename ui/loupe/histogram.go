package loupe

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/pixels"
	"keeplight.app/keeplight/ui/style"
)

// The size of a histogram's box, in device-independent pixels.
const (
	histogramHeight float32 = 76
	histogramInset  float32 = 6
)

// mixes are the colours in which channels lie over each other, by which of them reach a
// pixel: 1 red, 2 green, 4 blue. They stand out from a dark and from a light panel.
var mixes = [8]color.RGBA{
	1: {0xc9, 0x55, 0x4c, 0xff}, 2: {0x55, 0x9f, 0x63, 0xff}, 4: {0x4a, 0x84, 0xc8, 0xff},
	3: {0xc4, 0xa1, 0x4f, 0xff}, 5: {0xa8, 0x6a, 0xb8, 0xff}, 6: {0x5c, 0xa9, 0xb4, 0xff},
	7: {0x9b, 0xa0, 0xa8, 0xff},
}

// histogram is the curves of a photo's channels with what is clipped below.
type histogram struct {
	of      *pixels.Histogram // nil while it is not known
	ground  *canvas.Rectangle
	curves  *canvas.Raster
	shadows *canvas.Text
	lights  *canvas.Text
}

func newHistogram() *histogram {
	h := &histogram{
		ground: canvas.NewRectangle(style.Raised), shadows: style.Text("", style.TextTiny, style.Muted, false),
		lights: style.Text("", style.TextTiny, style.Muted, false),
	}
	h.ground.CornerRadius = style.Radius
	h.curves = canvas.NewRaster(h.draw)
	h.curves.ScaleMode = canvas.ImageScaleFastest
	return h
}

func (h *histogram) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{h.ground, h.curves, h.shadows, h.lights}
}

// set shows another histogram; nil shows an empty box until there is one.
func (h *histogram) set(of *pixels.Histogram) {
	if h.of == of {
		return
	}
	h.of = of
	h.shadows.Text, h.lights.Text = "", ""
	if of != nil {
		shadows, lights := of.Clipped()
		h.shadows.Text = lang.L("shadows {{.Share}} %", language.Args{"Share": language.Decimal(100*shadows, 1)})
		h.lights.Text = lang.L("lights {{.Share}} %", language.Args{"Share": language.Decimal(100*lights, 1)})
	}
	h.shadows.Refresh()
	h.lights.Refresh()
	h.curves.Refresh()
}

// place puts it below top and gives where it ends.
func (h *histogram) place(left, top, width float32) float32 {
	h.ground.Move(fyne.NewPos(left, top))
	h.ground.Resize(fyne.NewSize(width, histogramHeight))
	h.curves.Move(fyne.NewPos(left+histogramInset, top+histogramInset))
	h.curves.Resize(fyne.NewSize(width-2*histogramInset, histogramHeight-2*histogramInset))
	top += histogramHeight + style.GapSmall
	h.shadows.Move(fyne.NewPos(left, top))
	h.shadows.Resize(h.shadows.MinSize())
	h.lights.Move(fyne.NewPos(left+width-h.lights.MinSize().Width, top))
	h.lights.Resize(h.lights.MinSize())
	return top + style.TextTiny + style.GapLarge
}

// draw paints the curves, filled, with the luminance as a line over them.
func (h *histogram) draw(w, high int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, high))
	if h.of == nil || w < 1 {
		return img
	}
	curves := h.of.Curves(w)
	line := style.Ink.NRGBA()
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
