package controls

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

const (
	handleSide   float32 = 10
	sliderHeight float32 = 14
)

type handle uint8

const (
	noHandle handle = iota
	lowHandle
	highHandle
)

// RangeSlider chooses a range with two handles. Fyne's Slider has one and takes
// the keyboard's focus; this takes none.
type RangeSlider struct {
	widget.BaseWidget

	// OnChanged is called while a handle moves.
	OnChanged func(low, high float64)
	// OnSettled is called once when a handle was released or the track was tapped.
	OnSettled func(low, high float64)

	lowest, highest, step float64
	low, high             float64
	held                  handle
	hovered               bool
}

var (
	_ fyne.Widget         = (*RangeSlider)(nil)
	_ fyne.Draggable      = (*RangeSlider)(nil)
	_ fyne.Tappable       = (*RangeSlider)(nil)
	_ fyne.DoubleTappable = (*RangeSlider)(nil)
	_ desktop.Hoverable   = (*RangeSlider)(nil)
)

// NewRangeSlider makes a slider that spans everything from lowest to highest
// and moves in steps.
func NewRangeSlider(lowest, highest, step float64) *RangeSlider {
	s := &RangeSlider{lowest: lowest, highest: highest, step: step, low: lowest, high: highest}
	s.ExtendBaseWidget(s)
	return s
}

// Range gives both ends.
func (s *RangeSlider) Range() (low, high float64) { return s.low, s.high }

// Set moves both handles without calling back. Ends beyond the track are cut,
// and ends in the wrong order are swapped.
func (s *RangeSlider) Set(low, high float64) {
	if s.held != noHandle {
		return // an update from outside does not move a handle that is being dragged
	}
	if low > high {
		low, high = high, low
	}
	s.moveTo(s.cut(low), s.cut(high))
}

func (s *RangeSlider) cut(v float64) float64 { return min(max(v, s.lowest), s.highest) }

func (s *RangeSlider) moveTo(low, high float64) bool {
	if low == s.low && high == s.high {
		return false
	}
	s.low, s.high = low, high
	s.Refresh()
	return true
}

// Dragged moves the handle that was nearest where the drag began.
func (s *RangeSlider) Dragged(e *fyne.DragEvent) {
	if s.held == noHandle {
		s.held = s.nearest(e.Position.X-e.Dragged.DX, e.Dragged.DX)
	}
	if s.moveHeld(e.Position.X) && s.OnChanged != nil {
		s.OnChanged(s.low, s.high)
	}
}

// DragEnd releases the handle.
func (s *RangeSlider) DragEnd() {
	if s.held == noHandle {
		return
	}
	s.held = noHandle
	s.Refresh()
	s.settle()
}

// Tapped moves the nearest handle to the pointer.
func (s *RangeSlider) Tapped(e *fyne.PointEvent) {
	s.held = s.nearest(e.Position.X, 0)
	moved := s.moveHeld(e.Position.X)
	s.held = noHandle
	if moved {
		s.settle()
	}
}

// DoubleTapped spans everything again.
func (s *RangeSlider) DoubleTapped(*fyne.PointEvent) {
	if s.moveTo(s.lowest, s.highest) {
		s.settle()
	}
}

func (s *RangeSlider) settle() {
	if s.OnSettled != nil {
		s.OnSettled(s.low, s.high)
	}
}

// nearest finds the handle at x. Where both lie together the way of the drag
// decides, so that neither is stuck under the other.
func (s *RangeSlider) nearest(x, dx float32) handle {
	low, high := s.place(s.low), s.place(s.high)
	toLow, toHigh := math.Abs(float64(x-low)), math.Abs(float64(x-high))
	switch {
	case toLow < toHigh:
		return lowHandle
	case toHigh < toLow:
		return highHandle
	case dx < 0 || (dx == 0 && x < low):
		return lowHandle
	case s.low >= s.highest:
		return lowHandle
	}
	return highHandle
}

func (s *RangeSlider) moveHeld(x float32) bool {
	v := s.value(x)
	if s.held == lowHandle {
		return s.moveTo(min(v, s.high), s.high)
	}
	return s.moveTo(s.low, max(v, s.low))
}

// place is where a value stands, value is what stands at a place.
func (s *RangeSlider) place(v float64) float32 {
	return handleSide/2 + float32((v-s.lowest)/(s.highest-s.lowest))*s.run()
}

func (s *RangeSlider) value(x float32) float64 {
	share := float64((x - handleSide/2) / max(s.run(), 1))
	v := s.lowest + share*(s.highest-s.lowest)
	steps := math.Round((v - s.lowest) / s.step)
	// Rounding the product keeps 0.1 steps from showing as 4.500000001.
	return s.cut(math.Round((s.lowest+steps*s.step)*1e6) / 1e6)
}

func (s *RangeSlider) run() float32 { return s.Size().Width - handleSide }

// MouseIn is called by Fyne.
func (s *RangeSlider) MouseIn(*desktop.MouseEvent) { s.setHovered(true) }

// MouseMoved is called by Fyne.
func (s *RangeSlider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (s *RangeSlider) MouseOut() { s.setHovered(false) }

func (s *RangeSlider) setHovered(on bool) {
	s.hovered = on
	s.Refresh()
}

// CreateRenderer is called by Fyne.
func (s *RangeSlider) CreateRenderer() fyne.WidgetRenderer {
	r := &sliderRenderer{
		slider: s,
		track:  canvas.NewRectangle(style.Track),
		span:   canvas.NewRectangle(style.Accent),
		low:    canvas.NewCircle(style.Ink),
		high:   canvas.NewCircle(style.Ink),
	}
	r.track.CornerRadius, r.span.CornerRadius = style.MeterThickness/2, style.MeterThickness/2
	r.All = []fyne.CanvasObject{r.track, r.span, r.low, r.high}
	r.dress()
	return r
}

type sliderRenderer struct {
	Parts
	slider      *RangeSlider
	track, span *canvas.Rectangle
	low, high   *canvas.Circle
}

func (r *sliderRenderer) MinSize() fyne.Size { return fyne.NewSize(80, sliderHeight) }

func (r *sliderRenderer) Layout(size fyne.Size) {
	s, middle := r.slider, size.Height/2
	low, high := s.place(s.low), s.place(s.high)
	top := middle - style.MeterThickness/2
	place(r.track, 0, top, size.Width, style.MeterThickness)
	from, to := low, high
	if s.low <= s.lowest {
		from = 0
	}
	if s.high >= s.highest {
		to = size.Width
	}
	place(r.span, from, top, max(to-from, style.MeterThickness), style.MeterThickness)
	place(r.low, low-handleSide/2, middle-handleSide/2, handleSide, handleSide)
	place(r.high, high-handleSide/2, middle-handleSide/2, handleSide, handleSide)
}

func (r *sliderRenderer) Refresh() {
	r.dress()
	r.Layout(r.slider.Size())
	canvas.Refresh(r.slider)
}

// dress brings out a handle that restricts, and both under the pointer: a column
// of untouched sliders stays calm, and yet can be seen to be one.
func (r *sliderRenderer) dress() {
	s := r.slider
	whole := s.low <= s.lowest && s.high >= s.highest
	r.span.FillColor = style.Accent
	if whole && !s.hovered {
		r.span.FillColor = style.Alpha(style.Accent, 0.4)
	}
	handle := func(c *canvas.Circle, restricts bool) {
		c.FillColor = style.Muted
		if restricts || s.hovered {
			c.FillColor = style.Ink
		}
	}
	handle(r.low, s.low > s.lowest)
	handle(r.high, s.high < s.highest)
}
