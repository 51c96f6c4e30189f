package loupe

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// The colours in which the evidence is drawn. Clipped light and shadow are told
// apart by colour, everything else by its shape.
var (
	clippedLight  = color.NRGBA{R: 0xff, G: 0x40, B: 0x30, A: 0xa0}
	clippedShadow = color.NRGBA{R: 0x30, G: 0x80, B: 0xff, A: 0xa0}
	thirdsLine    = color.NRGBA{R: 0xe6, G: 0xe8, B: 0xeb, A: 0xb2}
	casing        = color.NRGBA{A: 0x70} // under it, so that it shows on a bright sky
)

// evidence is what was measured in the photo shown.
type evidence struct {
	measured *measure.Evidence // nil until it is: of the picture as it is stored
	turned   *measure.Evidence // the same where it is seen
	shows    bool              // it is drawn over the photo
	faces    []library.Face    // that were found in it
	by       library.Rotation  // the photo is turned
}

// turn puts it where it is seen once the photo is turned.
func (e *evidence) turn(by library.Rotation) {
	e.by = by
	if e.measured != nil {
		turned := e.measured.Turned(by)
		e.turned = &turned
	}
}

// draw draws it, where that is wanted and known, over a photo that covers the given part
// of dst.
func (e *evidence) draw(dst *image.RGBA, photo image.Rectangle) {
	if e.shows && e.measured != nil {
		drawEvidence(dst, photo, e.turned)
	}
	if e.shows {
		drawFaces(dst, photo, e.faces, e.by)
	}
}

// words say what is drawn, "" for nothing.
func (e *evidence) words() string {
	switch {
	case !e.shows:
		return ""
	case e.measured == nil:
		return faceWords(e.faces)
	}
	return joined(evidenceWords(e.measured), faceWords(e.faces))
}

// drawEvidence draws what was measured over a photo that covers the given part
// of dst.
func drawEvidence(dst *image.RGBA, photo image.Rectangle, e *measure.Evidence) {
	tint(dst, photo, &e.ClippedHigh, clippedLight)
	tint(dst, photo, &e.ClippedLow, clippedShadow)
	at := func(x, y float64) (float64, float64) {
		return float64(photo.Min.X) + x*float64(photo.Dx()), float64(photo.Min.Y) + y*float64(photo.Dy())
	}
	for _, third := range e.Thirds {
		if third > 0 {
			x, y := at(third, third)
			for _, c := range [2]color.NRGBA{casing, thirdsLine} {
				width := 1.0
				if c == casing {
					width = 3
				}
				stroke(dst, x, float64(photo.Min.Y), x, float64(photo.Max.Y), width, c)
				stroke(dst, float64(photo.Min.X), y, float64(photo.Max.X), y, width, c)
			}
		}
	}
	box := func(r measure.Rect, c color.NRGBA) {
		if r.Empty() {
			return
		}
		x0, y0 := at(r.X, r.Y)
		x1, y1 := at(r.X+r.W, r.Y+r.H)
		stroke(dst, x0, y0, x1, y0, 2, c)
		stroke(dst, x1, y0, x1, y1, 2, c)
		stroke(dst, x1, y1, x0, y1, 2, c)
		stroke(dst, x0, y1, x0, y0, 2, c)
	}
	outline(dst, photo, &e.Salient, style.OnPhotoSecond.NRGBA())
	box(e.SharpestTile, style.OnPhotoMeasured.NRGBA())
	if e.Horizon.Known {
		x0, y0 := at(e.Horizon.X1, e.Horizon.Y1)
		x1, y1 := at(e.Horizon.X2, e.Horizon.Y2)
		stroke(dst, x0, y0, x1, y1, 2, style.OnPhotoAccent.NRGBA())
	}
}

// evidenceWords is the legend: what each shape is, with its measure.
func evidenceWords(e *measure.Evidence) string {
	var words []string
	add := func(known bool, text string) {
		if known {
			words = append(words, text)
		}
	}
	high, low := e.ClippedHigh.Share(), e.ClippedLow.Share()
	add(high >= 0.001, lang.L("red: highlights clipped in {{.Share}} %", language.Args{"Share": language.Decimal(100*high, 1)}))
	add(low >= 0.001, lang.L("blue: shadows clipped in {{.Share}} %", language.Args{"Share": language.Decimal(100*low, 1)}))
	add(!e.SharpestTile.Empty(), lang.L("green box: sharpest part"))
	add(!e.SalientBox.Empty(), lang.L("blue outline: what stands out"))
	add(e.Horizon.Known, horizonWords(e.Horizon.Degrees))
	if len(words) == 0 {
		return lang.L("nothing was measured that can be shown here")
	}
	add(e.Thirds[0] > 0, lang.L("thin lines: thirds"))
	return strings.Join(words, " · ")
}

func horizonWords(degrees float64) string {
	by := language.Args{"Degrees": language.Decimal(math.Abs(degrees), 1)}
	switch {
	case math.Abs(degrees) < 0.05:
		return lang.L("orange line: level")
	case degrees > 0:
		return lang.L("orange line: tilted {{.Degrees}}° to the right", by)
	}
	return lang.L("orange line: tilted {{.Degrees}}° to the left", by)
}

// tint lays a colour over the marked cells of a mask that is stretched over the
// photo.
func tint(dst *image.RGBA, photo image.Rectangle, m *measure.Mask, c color.NRGBA) {
	area := photo.Intersect(dst.Rect)
	if len(m.On) == 0 || area.Empty() {
		return
	}
	columns := make([]int, area.Dx())
	for i := range columns {
		columns[i] = (area.Min.X + i - photo.Min.X) * m.W / photo.Dx()
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		cells := m.On[(y-photo.Min.Y)*m.H/photo.Dy()*m.W:][:m.W]
		row := dst.Pix[y*dst.Stride+area.Min.X*4:]
		for i, column := range columns {
			if cells[column] {
				over(row[i*4:i*4+4], c, 1)
			}
		}
	}
}

// outline draws the border of the marked cells of a mask that is stretched over the
// photo.
func outline(dst *image.RGBA, photo image.Rectangle, m *measure.Mask, c color.NRGBA) {
	if len(m.On) == 0 {
		return
	}
	on := func(x, y int) bool { return x >= 0 && y >= 0 && x < m.W && y < m.H && m.At(x, y) }
	at := func(x, y int) (float64, float64) {
		return float64(photo.Min.X) + float64(x*photo.Dx())/float64(m.W), float64(photo.Min.Y) + float64(y*photo.Dy())/float64(m.H)
	}
	for y := range m.H + 1 {
		for x := range m.W + 1 {
			x0, y0 := at(x, y)
			x1, y1 := at(x+1, y+1)
			if on(x, y) != on(x, y-1) {
				stroke(dst, x0, y0, x1, y0, 2, c)
			}
			if on(x, y) != on(x-1, y) {
				stroke(dst, x0, y0, x0, y1, 2, c)
			}
		}
	}
}

// stroke draws a straight line with soft edges: each pixel is covered by how
// near the line passes.
func stroke(dst *image.RGBA, x0, y0, x1, y1, width float64, c color.NRGBA) {
	dx, dy := x1-x0, y1-y0
	length := math.Hypot(dx, dy)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return
	}
	reach := width/2 + 1
	steep := math.Abs(dy) > math.Abs(dx)
	limit := dst.Rect.Dx()
	if steep {
		limit = dst.Rect.Dy()
		x0, y0, x1, y1, dx, dy = y0, x0, y1, x1, dy, dx
	}
	slope := dy / dx
	spread := reach * length / math.Abs(dx)
	from, to := max(0, int(math.Min(x0, x1))), min(limit-1, int(math.Max(x0, x1)))
	for u := from; u <= to; u++ {
		middle := y0 + (float64(u)+0.5-x0)*slope
		for v := int(middle - spread); v <= int(middle+spread); v++ {
			distance := math.Abs(float64(v)+0.5-middle) * math.Abs(dx) / length
			share := math.Min(1, math.Max(0, width/2+0.5-distance))
			x, y := u, v
			if steep {
				x, y = v, u
			}
			if share > 0 && image.Pt(x, y).In(dst.Rect) {
				over(dst.Pix[dst.PixOffset(x, y):][:4], c, share)
			}
		}
	}
}

// over lays a colour over one pixel.
func over(pixel []uint8, c color.NRGBA, share float64) {
	a := float64(c.A) / 255 * share
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		pixel[i] = uint8(float64(pixel[i])*(1-a) + float64(v)*a + 0.5)
	}
}
