package radar

import (
	"image/color"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	shape "keeplight.app/keeplight/library/radar"
	"keeplight.app/keeplight/ui/style"
)

// look is how a photo's values are drawn.
type look struct {
	tint, dot  style.Color
	width      float32 // of the line, pixels
	area, band float64 // opacities; a band of 0 is not drawn
}

// drawShape draws the values run by run: nothing joins the neighbours of one that is
// absent. The area up to one deviation above the mean lies under the area up to one
// below: where only the first shows is the band.
func (x *renderer) drawShape(f frame, v []library.Value, as look) {
	for _, run := range shape.Runs(v) {
		line := run.Line(v)
		inner, outer := run.Band(v)
		switch {
		case len(line) == 1:
			x.drawLone(f.place(inner[0]), f.place(line[0]), f.place(outer[0]), as)
			continue
		case as.band > 0 && hasSpread(v, run):
			x.drawArea(f, f.area(run, outer), style.Alpha(as.tint, as.band))
			x.drawArea(f, f.area(run, inner), style.Alpha(as.tint, as.area))
		default:
			x.drawArea(f, f.area(run, line), style.Alpha(as.tint, as.area+as.band))
		}
		for _, e := range f.outline(run, line) {
			x.drawSide(e, as.tint, as.width)
		}
		for _, p := range line {
			x.drawDot(f.place(p), cornerSide, as.dot, as.tint)
		}
	}
}

// drawLone draws a value that has no neighbours: a dot on a stroke from one deviation
// below to one above.
func (x *renderer) drawLone(low, at, high fyne.Position, as look) {
	if !together(low, high) {
		x.drawSide(edge{low, high}, style.Alpha(as.tint, as.area+as.band+0.2), dotSide/2)
	}
	x.drawDot(at, dotSide, as.dot, as.tint)
}

// drawMean draws the mean of other photos as a thin dashed ring, that has no area and
// no band: it is no photo.
func (x *renderer) drawMean(f frame, v []library.Value) {
	for _, run := range shape.Runs(v) {
		line := run.Line(v)
		if len(line) == 1 {
			x.drawDot(f.place(line[0]), cornerSide, style.Panel, style.Soft)
		}
		for _, e := range f.outline(run, line) {
			for _, dash := range e.dashed(ringDash) {
				x.drawSide(dash, style.Soft, 1)
			}
		}
	}
}

func (x *renderer) drawSide(e edge, tint color.Color, width float32) {
	side := x.sides.next()
	side.Position1, side.Position2 = e.from, e.to
	side.StrokeColor, side.StrokeWidth = tint, width
}

func (x *renderer) drawArea(f frame, points []fyne.Position, fill color.Color) {
	p := x.areas.next()
	corner := f.centre.SubtractXY(f.radius, f.radius)
	p.Points = p.Points[:0]
	for _, point := range points {
		p.Points = append(p.Points, point.Subtract(corner))
	}
	p.FillColor = fill
	p.Move(corner)
	p.Resize(fyne.NewSquareSize(2 * f.radius))
}

func (x *renderer) drawDot(at fyne.Position, side float32, fill, stroke color.Color) {
	c := x.dots.next()
	c.FillColor, c.StrokeColor, c.StrokeWidth = fill, stroke, min(lineWidth, side/3)
	c.Move(at.SubtractXY(side/2, side/2))
	c.Resize(fyne.NewSquareSize(side))
}
