package report

import (
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/radar"
)

// radius is the rim of the chart in the units of the drawing, which is 420 wide
// and 300 high around its centre.
const radius = 118

// chart is what the radar's template draws.
type chart struct {
	Alt                                 string
	Rings, Spokes, Bands, Areas, Shapes []string
	Dots                                []dot
	Names                               []axisName
}

type dot struct{ X, Y string }

type axisName struct {
	X, Y   string
	Anchor string // SVG's text-anchor
	Text   string
	Absent bool
}

// newChart is nil where no attribute is known.
func newChart(s *library.Score) *chart {
	values := make([]library.Value, library.NumAttributes)
	for _, a := range library.Attributes() {
		values[a] = s.Of(a)
		values[a].Known = usable(values[a])
	}
	runs := radar.Runs(values)
	if len(runs) == 0 {
		return nil
	}
	c := &chart{Alt: chartAlt(values)}
	for v := 2.0; v <= radar.MaxValue; v += 2 {
		c.Rings = append(c.Rings, pointList(radar.Ring(len(values), v)))
	}
	for _, a := range library.Attributes() {
		rim := radar.At(int(a), len(values), radar.MaxValue)
		c.Spokes = append(c.Spokes, path([]radar.Point{{}, rim}, false))
		c.Names = append(c.Names, nameAt(rim, a, !values[a].Known))
	}
	for _, run := range runs {
		c.addRun(run, values)
	}
	return c
}

func (c *chart) addRun(run radar.Run, values []library.Value) {
	line := run.Line(values)
	inner, outer := run.Band(values)
	for _, p := range line {
		c.Dots = append(c.Dots, dot{number1(p.X * radius), number1(p.Y * radius)})
	}
	if len(line) == 1 {
		// A lone axis has no width: its spread is a stroke along it.
		c.Shapes = append(c.Shapes, path([]radar.Point{inner[0], outer[0]}, false))
		return
	}
	c.Shapes = append(c.Shapes, path(line, run.Closed))
	if run.Closed {
		// Two rings, of which the even-odd rule fills what lies between.
		c.Bands = append(c.Bands, path(outer, true)+path(inner, true))
		c.Areas = append(c.Areas, path(line, true))
		return
	}
	edge := append([]radar.Point{}, outer...)
	for i := len(inner) - 1; i >= 0; i-- {
		edge = append(edge, inner[i])
	}
	c.Bands = append(c.Bands, path(edge, true))
	c.Areas = append(c.Areas, path(append([]radar.Point{{}}, line...), true))
}

// nameAt puts a name outside the rim, on the side where it has room.
func nameAt(rim radar.Point, a library.Attribute, absent bool) axisName {
	anchor := "middle"
	switch {
	case rim.X > 0.1:
		anchor = "start"
	case rim.X < -0.1:
		anchor = "end"
	}
	const gap = 1.09 // of the radius
	return axisName{
		X: number1(rim.X * radius * gap), Y: number1(rim.Y*radius*gap + 4),
		Anchor: anchor, Text: a.Short(), Absent: absent,
	}
}

// chartAlt says the shape in words for those who cannot see it.
func chartAlt(values []library.Value) string {
	var known []string
	for _, a := range library.Attributes() {
		if v := values[a]; v.Known {
			known = append(known, fmt.Sprintf("%s %.1f", a.Title(), v.Mean))
		}
	}
	return "Radar chart, 0 to 10: " + strings.Join(known, ", ")
}

func path(points []radar.Point, closed bool) string {
	var b strings.Builder
	for i, p := range points {
		command := byte('L')
		if i == 0 {
			command = 'M'
		}
		b.WriteByte(command)
		b.WriteString(number1(p.X*radius) + " " + number1(p.Y*radius))
	}
	if closed {
		b.WriteByte('Z')
	}
	return b.String()
}

func pointList(points []radar.Point) string {
	list := make([]string, len(points))
	for i, p := range points {
		list[i] = number1(p.X*radius) + "," + number1(p.Y*radius)
	}
	return strings.Join(list, " ")
}

func number1(v float64) string { return fmt.Sprintf("%.1f", v) }
