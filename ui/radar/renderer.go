package radar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/library"
	shape "keeplight.app/keeplight/library/radar"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	most                = library.NumAttributes // axes
	rings               = 5                     // one for every two points
	labelGap    float32 = 9
	narrowWidth float32 = 230 // of a chart, below which its names are smaller and nearer
	narrowText  float32 = 9.5
	narrowGap   float32 = 4
	hatchFrom           = 1.5 // points: nearer the centre the spokes run together
	hatchStep           = 0.9 // points between two strokes of a hatch
	hatchSide   float32 = 4.5 // half the width of a hatch at the rim
	ringDash            = 4.0 // pixels
	dotSide     float32 = 8   // of a dot that stands for itself
	cornerSide  float32 = 5   // of a dot on a line
	lineWidth   float32 = 2
	underWidth  float32 = 3.5 // of the first photo's line below a second photo's
	bandOpacity         = 0.16
	areaOpacity         = 0.26
	bothOpacity         = 0.10 // of the area of each of two photos
)

// renderer draws rings and spokes as lines: as polygons they cost a frame.
type renderer struct {
	radar  *Radar
	rings  [rings][most]*canvas.Line
	spokes [most]*canvas.Line
	labels [most]*canvas.Text
	hatch  pool[*canvas.Line]
	areas  pool[*canvas.ArbitraryPolygon]
	sides  pool[*canvas.Line]
	dots   pool[*canvas.Circle]
	all    []fyne.CanvasObject
}

func newRenderer(r *Radar) *renderer {
	newLine := func() *canvas.Line { return canvas.NewLine(style.Ring) }
	x := &renderer{
		radar: r,
		hatch: pool[*canvas.Line]{make: newLine},
		areas: pool[*canvas.ArbitraryPolygon]{make: func() *canvas.ArbitraryPolygon {
			return canvas.NewArbitraryPolygon(nil, color.Transparent)
		}},
		sides: pool[*canvas.Line]{make: newLine},
		dots:  pool[*canvas.Circle]{make: func() *canvas.Circle { return canvas.NewCircle(style.Accent) }},
	}
	for i := range most {
		for ring := range x.rings {
			x.rings[ring][i] = canvas.NewLine(style.Line)
		}
		x.spokes[i] = canvas.NewLine(style.Line)
		x.labels[i] = style.Text("", style.TextTiny, style.Soft, false)
	}
	x.collect()
	return x
}

// collect lists all objects from back to front. Objects are made only when a
// picture needs more of them than any before.
func (x *renderer) collect() {
	x.all = x.all[:0]
	for ring := range x.rings {
		x.all = appendAll(x.all, x.rings[ring][:])
	}
	x.all = appendAll(x.all, x.spokes[:])
	x.all = appendAll(x.all, x.areas.made)
	x.all = appendAll(x.all, x.hatch.made)
	x.all = appendAll(x.all, x.sides.made)
	x.all = appendAll(x.all, x.dots.made)
	x.all = appendAll(x.all, x.labels[:])
}

func (x *renderer) Destroy()                     {}
func (x *renderer) Objects() []fyne.CanvasObject { return x.all }
func (x *renderer) MinSize() fyne.Size           { return fyne.NewSquareSize(style.RadarMinSide) }

func (x *renderer) Refresh() {
	x.Layout(x.radar.Size())
	canvas.Refresh(x.radar)
}

func (x *renderer) Layout(size fyne.Size) {
	labels := make([]fyne.Size, len(x.radar.axes))
	text, gap := style.TextTiny, labelGap
	if size.Width < narrowWidth {
		text, gap = narrowText, narrowGap // the shape needs the room more
	}
	for i, a := range x.radar.axes {
		x.labels[i].Text, x.labels[i].TextSize = language.AttributeShort(a), text
		labels[i] = x.labels[i].MinSize()
	}
	f := fit(size, labels, gap)
	d := &x.radar.data
	first, second := x.radar.onAxes(&d.Values), x.radar.onAxes(d.Second)
	x.hatch.restart()
	x.areas.restart()
	x.sides.restart()
	x.dots.restart()
	x.drawAxes(f, labels, first, second)

	tint := style.Accent
	if d.Measured {
		tint = style.Measured
	}
	if second == nil {
		x.drawShape(f, first, look{tint: tint, dot: tint, width: lineWidth, area: areaOpacity, band: bandOpacity})
	} else {
		// Where both lines run together the wider one shows on both sides of the other;
		// full and hollow dots tell them apart without colour.
		x.drawShape(f, first, look{tint: tint, dot: tint, width: underWidth, area: bothOpacity})
		x.drawShape(f, second, look{tint: style.Second, dot: style.Panel, width: lineWidth, area: bothOpacity})
	}
	x.drawMean(f, x.radar.onAxes(d.Mean))
	for i, v := range x.radar.onAxes(d.Checks) {
		if v.Known {
			x.drawDot(f.at(i, v.Mean), dotSide, style.Panel, style.Measured)
		}
	}
	if i := x.radar.strongAxis(); i >= 0 && first[i].Known {
		x.drawDot(f.at(i, first[i].Mean), dotSide, style.Ink, tint)
	}
	x.hatch.finish()
	x.areas.finish()
	x.sides.finish()
	x.dots.finish()
	x.collect()
}

// drawAxes draws rings, spokes and names. What neither photo has a value for is
// hatched.
func (x *renderer) drawAxes(f frame, labels []fyne.Size, first, second []library.Value) {
	strong := x.radar.strongAxis()
	for i := range most {
		used := i < f.axes
		for ring := range x.rings {
			x.drawRing(f, ring, i, used)
		}
		spoke, label := x.spokes[i], x.labels[i]
		spoke.Hidden, label.Hidden = !used, !used
		if !used {
			continue
		}
		known := first[i].Known || second != nil && second[i].Known
		spoke.Position1, spoke.Position2 = f.centre, f.at(i, shape.MaxValue)
		spoke.Hidden, spoke.StrokeColor = !known, style.Line
		label.Color, label.TextStyle.Bold = style.Soft, i == strong
		if !known {
			x.drawHatch(f, i)
			label.Color = style.Muted
		}
		if i == strong {
			spoke.StrokeColor, label.Color = style.Soft, style.Ink
		}
		label.Move(f.labelPlace(i, labels[i]))
		label.Resize(labels[i])
	}
}

// drawRing draws the side of a ring that begins at an axis.
func (x *renderer) drawRing(f frame, ring, axis int, used bool) {
	l := x.rings[ring][axis]
	if l.Hidden = !used; !used {
		return
	}
	value := shape.MaxValue * float64(ring+1) / rings
	l.Position1, l.Position2 = f.at(axis, value), f.at((axis+1)%f.axes, value)
	l.StrokeColor = style.Line
	if ring == rings-1 {
		l.StrokeColor = style.Ring
	}
}

// drawHatch fills a narrow wedge along an axis with strokes.
func (x *renderer) drawHatch(f frame, axis int) {
	stroke := func(from, to fyne.Position) {
		l := x.hatch.next()
		l.Position1, l.Position2, l.StrokeColor, l.StrokeWidth = from, to, style.Faint, 1
	}
	side := func(value float64) float32 { return hatchSide * float32(value) / shape.MaxValue }
	for _, hand := range []float32{-1, 1} {
		stroke(f.beside(axis, hatchFrom, hand*side(hatchFrom)), f.beside(axis, shape.MaxValue, hand*side(shape.MaxValue)))
	}
	for from := hatchFrom; from+hatchStep <= shape.MaxValue; from += hatchStep {
		to := from + hatchStep
		stroke(f.beside(axis, from, -side(from)), f.beside(axis, to, side(to)))
	}
}
