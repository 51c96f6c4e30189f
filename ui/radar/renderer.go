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
	rings               = 5 // one for every two points
	dashes              = 6 // along the spoke of an absent value
	labelGap    float32 = 9
	dotSide     float32 = 8
	lineWidth   float32 = 2
	bandOpacity         = 0.14
	areaOpacity         = 0.24
)

// renderer draws rings and spokes as lines: as polygons they cost a frame.
type renderer struct {
	radar  *Radar
	rings  [rings][axes]*canvas.Line
	spokes [axes]*canvas.Line
	labels [axes]*canvas.Text
	dash   pool[*canvas.Line]
	areas  pool[*canvas.ArbitraryPolygon]
	sides  pool[*canvas.Line]
	dots   pool[*canvas.Circle]
	all    []fyne.CanvasObject
}

func newRenderer(r *Radar) *renderer {
	x := &renderer{
		radar: r,
		dash:  pool[*canvas.Line]{make: func() *canvas.Line { return canvas.NewLine(style.Ring) }},
		areas: pool[*canvas.ArbitraryPolygon]{make: func() *canvas.ArbitraryPolygon {
			return canvas.NewArbitraryPolygon(nil, color.Transparent)
		}},
		sides: pool[*canvas.Line]{make: func() *canvas.Line { return canvas.NewLine(style.Accent) }},
		dots:  pool[*canvas.Circle]{make: func() *canvas.Circle { return canvas.NewCircle(style.Accent) }},
	}
	for i, a := range library.Attributes() {
		for ring := range x.rings {
			x.rings[ring][i] = canvas.NewLine(style.Line)
		}
		x.spokes[i] = canvas.NewLine(style.Line)
		x.labels[i] = style.Text(language.AttributeShort(a), style.TextTiny, style.Soft, false)
	}
	x.collect()
	return x
}

// collect lists all objects from back to front. Objects are made only when a
// picture needs more of them than any before.
func (x *renderer) collect() {
	x.all = x.all[:0]
	for ring := range x.rings {
		for _, l := range x.rings[ring] {
			x.all = append(x.all, l)
		}
	}
	for _, l := range x.spokes {
		x.all = append(x.all, l)
	}
	x.all = appendAll(x.all, x.dash.made)
	x.all = appendAll(x.all, x.areas.made)
	x.all = appendAll(x.all, x.sides.made)
	x.all = appendAll(x.all, x.dots.made)
	for _, t := range x.labels {
		x.all = append(x.all, t)
	}
}

func (x *renderer) Destroy()                     {}
func (x *renderer) Objects() []fyne.CanvasObject { return x.all }
func (x *renderer) MinSize() fyne.Size           { return fyne.NewSquareSize(style.RadarMinSide) }

func (x *renderer) Refresh() {
	x.Layout(x.radar.Size())
	canvas.Refresh(x.radar)
}

func (x *renderer) Layout(size fyne.Size) {
	var labels [axes]fyne.Size
	for i, t := range x.labels {
		labels[i] = t.MinSize()
	}
	f := fit(size, labels[:])
	x.drawAxes(f, labels)

	d := &x.radar.data
	x.areas.restart()
	x.sides.restart()
	x.dots.restart()
	tint := style.Accent
	if d.Measured {
		tint = style.Measured
	}
	x.drawShape(f, &d.Values, tint, 1)
	switch {
	case d.Second == nil:
	case d.SecondAs == Dots:
		x.drawDots(f, d.Second)
	default:
		x.drawShape(f, d.Second, style.Second, 0.6)
	}
	if a := x.radar.strong; a >= 0 && d.Values[a].Known {
		x.drawDot(f.at(a, d.Values[a].Mean), style.Ink, tint)
	}
	x.areas.finish()
	x.sides.finish()
	x.dots.finish()
	x.collect()
}

func (x *renderer) drawAxes(f frame, labels [axes]fyne.Size) {
	x.dash.restart()
	for i := range axes {
		next := (i + 1) % axes
		for ring := range x.rings {
			value := shape.MaxValue * float64(ring+1) / rings
			l := x.rings[ring][i]
			l.Position1, l.Position2 = f.at(i, value), f.at(next, value)
			l.StrokeColor = style.Line
			if ring == rings-1 {
				l.StrokeColor = style.Ring
			}
		}
		known, strong := x.radar.data.Values[i].Known, x.radar.strong == i
		spoke, label := x.spokes[i], x.labels[i]
		spoke.Position1, spoke.Position2 = f.centre, f.at(i, shape.MaxValue)
		spoke.Hidden, spoke.StrokeColor = !known, style.Line
		label.Color, label.TextStyle.Bold = style.Soft, strong
		if !known {
			x.drawDashes(f, i)
			label.Color = style.Muted
		}
		if strong {
			spoke.StrokeColor, label.Color = style.Soft, style.Ink
		}
		label.Move(f.labelPlace(i, labels[i]))
		label.Resize(labels[i])
	}
	x.dash.finish()
}

func (x *renderer) drawDashes(f frame, axis int) {
	const pitch = float64(shape.MaxValue) / dashes
	for n := range dashes {
		l := x.dash.next()
		l.Position1 = f.at(axis, (float64(n)+0.5)*pitch)
		l.Position2 = f.at(axis, (float64(n)+1)*pitch)
		l.StrokeColor = style.Faint
	}
}

// drawShape lays the area up to one deviation above the mean under the area up
// to one below: where only the first shows is the band.
func (x *renderer) drawShape(f frame, v *values, tint style.Color, opacity float64) {
	for _, run := range shape.Runs(v[:]) {
		line := run.Line(v[:])
		switch inner, outer := run.Band(v[:]); {
		case len(line) == 1:
			x.drawDot(f.place(line[0]), tint, tint)
		case hasSpread(v, run):
			x.drawArea(f, f.area(run, outer), style.Alpha(tint, bandOpacity*opacity))
			x.drawArea(f, f.area(run, inner), style.Alpha(tint, areaOpacity*opacity))
		default:
			x.drawArea(f, f.area(run, line), style.Alpha(tint, (areaOpacity+bandOpacity)*opacity))
		}
		for _, e := range f.outline(run, line) {
			side := x.sides.next()
			side.Position1, side.Position2 = e.from, e.to
			side.StrokeColor, side.StrokeWidth = tint, lineWidth
		}
	}
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

func (x *renderer) drawDots(f frame, v *values) {
	for i := range v {
		if v[i].Known {
			x.drawDot(f.at(i, v[i].Mean), style.Panel, style.Measured)
		}
	}
}

func (x *renderer) drawDot(at fyne.Position, fill, stroke color.Color) {
	c := x.dots.next()
	c.FillColor, c.StrokeColor, c.StrokeWidth = fill, stroke, lineWidth
	c.Move(at.SubtractXY(dotSide/2, dotSide/2))
	c.Resize(fyne.NewSquareSize(dotSide))
}
