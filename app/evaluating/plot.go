package evaluating

import (
	"fmt"
	"math"
)

// The plot's size in units of its view box.
const (
	plotWidth, plotHeight = 640.0, 420.0
	plotLeft, plotRight   = 56.0, 12.0
	plotTop, plotBottom   = 12.0, 40.0
	mostDots              = 4000
)

// plot is a scatter plot: scores to the right, ratings upwards.
type plot struct {
	Width, Height float64
	Dots          []dot
	Curve         string // of a path, "" where there is none
	XTicks        []tick
	YTicks        []tick
	Bottom, Left  float64 // of the axes
	Right, Top    float64
	All           int // photos with both; more than there are Dots where only every so many-th is drawn
	Alt           string
}

type dot struct {
	X, Y float64
	Name string
}

type tick struct {
	At   float64
	Text string
}

// axis maps numbers to the view box.
type axis struct{ from, to, low, high float64 }

func (a axis) at(v float64) float64 {
	return round1(a.low + (v-a.from)/(a.to-a.from)*(a.high-a.low))
}

// ticks lie at round numbers, some four to ten of them.
func (a axis) ticks() (list []tick) {
	step := math.Pow(10, math.Floor(math.Log10((a.to-a.from)/4)))
	for _, times := range []float64{5, 2} {
		if step*times <= (a.to-a.from)/4 {
			step *= times
			break
		}
	}
	const most = 12 // numbers may lie too close to count between
	first := math.Ceil(a.from / step)
	for i := range most {
		if v := (first + float64(i)) * step; v <= a.to {
			list = append(list, tick{At: a.at(v), Text: fmt.Sprintf("%.4g", v)})
		}
	}
	return list
}

// plot gives nil where there is nothing to draw.
func (r *Result) plot() *plot {
	var shown []*PhotoScore
	for i := range r.Photos {
		if r.Photos[i].Overall != nil {
			shown = append(shown, &r.Photos[i])
		}
	}
	if len(shown) < 2 {
		return nil
	}
	x := axis{*shown[0].Overall, *shown[0].Overall, plotLeft, plotWidth - plotRight}
	y := axis{shown[0].Rating, shown[0].Rating, plotHeight - plotBottom, plotTop}
	for _, p := range shown {
		x.from, x.to = min(x.from, *p.Overall), max(x.to, *p.Overall)
		y.from, y.to = min(y.from, p.Rating), max(y.to, p.Rating)
	}
	x, y = x.widened(), y.widened()
	g := &plot{
		Width: plotWidth, Height: plotHeight, All: len(shown), XTicks: x.ticks(), YTicks: y.ticks(),
		Left: plotLeft, Bottom: plotHeight - plotBottom, Right: plotWidth - plotRight, Top: plotTop,
		Alt: fmt.Sprintf("Scatter plot of %d photos: overall score to the right, rating upwards", len(shown)),
	}
	every := (len(shown) + mostDots - 1) / mostDots
	for i := 0; i < len(shown); i += every {
		p := shown[i]
		g.Dots = append(g.Dots, dot{
			X: x.at(*p.Overall), Y: y.at(p.Rating),
			Name: fmt.Sprintf("%s: score %.2f, rated %.3g", p.name(), *p.Overall, p.Rating),
		})
	}
	g.Curve = r.curvePath(x, y)
	return g
}

// widened is an axis that is never of no length.
func (a axis) widened() axis {
	room := (a.to - a.from) * 0.03
	if room <= 0 {
		room = 0.5
	}
	a.from, a.to = a.from-room, a.to+room
	return a
}

func (r *Result) curvePath(x, y axis) string {
	c := r.Overall.Curve
	if c == nil {
		return ""
	}
	const steps = 80
	path := ""
	for i := range steps + 1 {
		v := x.from + (x.to-x.from)*float64(i)/steps
		at := min(plotHeight-plotBottom, max(plotTop, y.at(c.At(v))))
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		path += fmt.Sprintf("%s%.1f %.1f", letter, x.at(v), at)
	}
	return path
}

func round1(v float64) float64 { return float64(int(v*10+0.5)) / 10 }
