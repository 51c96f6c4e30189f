package loupe

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/style"
)

// eyeSquare is how wide the square is in which the focus of an eye is measured, in
// widths of the eye.
const eyeSquare = 1.6

// SetFaces says which faces were found in the photo that is shown, and where.
func (l *Loupe) SetFaces(found []library.Face) {
	if len(found) == 0 && len(l.evidence.faces) == 0 {
		return
	}
	l.evidence.faces = found
	if l.evidence.shows {
		l.showLegend()
		l.pane.Redraw()
	}
}

// ShowAt shows a point of the upright photo at 100 %, which has a name. Unzoom undoes it.
func (l *Loupe) ShowAt(at pane.Point, name string) {
	before := l.pane.Place()
	l.before = &before
	l.targets = []target{{at, name}}
	to := l.seen(at)
	l.pane.GoTo(pane.Geometry{Zoom: 1, CX: to.X, CY: to.Y})
}

// drawFaces draws boxes, the squares of the eyes and how far the lids are apart over a
// photo that covers a part of dst and is turned.
func drawFaces(dst *image.RGBA, photo image.Rectangle, found []library.Face, turn library.Rotation) {
	at := func(x, y float64) (float64, float64) {
		x, y = turn.Point(x, y)
		return float64(photo.Min.X) + x*float64(photo.Dx()), float64(photo.Min.Y) + y*float64(photo.Dy())
	}
	line := func(x0, y0, x1, y1, width float64, c color.NRGBA) {
		ax, ay := at(x0, y0)
		bx, by := at(x1, y1)
		stroke(dst, ax, ay, bx, by, width+2, casing)
		stroke(dst, ax, ay, bx, by, width, c)
	}
	box := func(b library.Box, c color.NRGBA) {
		x0, y0, x1, y1 := b.X, b.Y, b.X+b.Width, b.Y+b.Height
		line(x0, y0, x1, y0, 1.5, c)
		line(x1, y0, x1, y1, 1.5, c)
		line(x1, y1, x0, y1, 1.5, c)
		line(x0, y1, x0, y0, 1.5, c)
	}
	for i := range found {
		f := &found[i]
		box(f.Box, style.OnPhoto.NRGBA())
		if f.Turned {
			continue
		}
		for j := range f.Eyes {
			if e := &f.Eyes[j]; e.Box.Width > 0 {
				box(e.Box, style.OnPhotoMeasured.NRGBA())
				for _, lid := range lids(f, e) {
					line(lid[0], lid[1], lid[2], lid[3], 1.5, style.OnPhotoAccent.NRGBA())
				}
			}
		}
	}
}

// lids are the two lids of an eye as lines from x0, y0 to x1, y1 in shares of the photo:
// as wide as the eye, as far apart as was measured, and along the line through both eyes.
func lids(f *library.Face, e *library.Eye) [2][4]float64 {
	middle := func(b library.Box) (x, y float64) { return b.X + b.Width/2, b.Y + b.Height/2 }
	x, y := middle(e.Box)
	// All in widths and heights of the square, which is one in pixels.
	ax, ay := middle(f.Eyes[0].Box)
	bx, by := middle(f.Eyes[1].Box)
	dx, dy := 1.0, 0.0
	if w, h := e.Box.Width, e.Box.Height; f.Eyes[0].Box.Width > 0 && f.Eyes[1].Box.Width > 0 && h > 0 {
		if length := math.Hypot((bx-ax)/w, (by-ay)/h); length > 0 {
			dx, dy = (bx-ax)/w/length, (by-ay)/h/length
		}
	}
	half, apart := 0.5/eyeSquare, e.Gap/2/eyeSquare
	var out [2][4]float64
	for i, side := range [2]float64{-1, 1} {
		mx, my := x-side*dy*apart*e.Box.Width, y+side*dx*apart*e.Box.Height
		out[i] = [4]float64{mx - dx*half*e.Box.Width, my - dy*half*e.Box.Height, mx + dx*half*e.Box.Width, my + dy*half*e.Box.Height}
	}
	return out
}

// faceWords say what is drawn of the faces, "" for none.
func faceWords(found []library.Face) string {
	if len(found) == 0 {
		return ""
	}
	words := []string{lang.L("white box: face")}
	for i := range found {
		if !found[i].Turned {
			words = append(words, lang.L("green square: focus at the eye"), lang.L("orange lines: lids"))
			break
		}
	}
	return strings.Join(words, legendDot)
}
