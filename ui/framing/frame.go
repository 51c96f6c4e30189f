package framing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// The widths of a window, in device-independent pixels, from which down the panels
// give way to the photos: they become narrow, and then one of them has to do.
const (
	narrowFrom float32 = 1400
	onePanel   float32 = 1000
	noPanel    float32 = 620
)

// Frame is the window around its photos. It belongs to fyne's goroutine.
type Frame struct {
	Toolbar *Toolbar
	Status  *controls.StatusBar

	left, right *fyne.Container
	middle      *fyne.Container // a view, or why there is none
	shown       string          // what the middle holds now
	banner      *controls.Banner
	centre      *fyne.Container // the middle, the banner above it and what is asked below
	layout      *frameLayout
	root        *fyne.Container
	alone       *fyne.Container // the middle without anything around it, in place of root
	object      *fyne.Container
}

// Wanted is what is to be seen around the photos, as far as the window has room for it.
type Wanted struct {
	Left, Right bool // panels
	Bars        bool // at the top and the bottom
	Alone       bool // nothing but the middle
}

// New puts a frame around nothing. left and right are the panels' content, below is
// what may be asked below the photos, above are lines that may stand above them.
func New(bar *Toolbar, left, right, below fyne.CanvasObject, above ...fyne.CanvasObject) *Frame {
	f := &Frame{Toolbar: bar, Status: controls.NewStatusBar(), banner: controls.NewBanner(), middle: container.NewStack()}
	f.banner.Hide()
	f.left, f.right = panel(left, false), panel(right, true)
	f.centre = controls.NewFrame(container.New(&controls.Column{}, append(above, f.banner)...), below, nil, nil, f.middle)
	foot := statusLine(f.Status)
	f.layout = &frameLayout{top: bar.object, bottom: foot, left: f.left, right: f.right, centre: f.centre}
	f.root = container.New(f.layout, f.centre, f.left, f.right, bar.object, foot)
	f.alone = container.NewStack(canvas.NewRectangle(style.Mat))
	f.alone.Hide()
	f.object = container.NewStack(f.root, f.alone)
	return f
}

// Object is the whole of it.
func (f *Frame) Object() fyne.CanvasObject { return f.object }

// Centre is the photos with what is offered and asked beside them.
func (f *Frame) Centre() fyne.CanvasObject { return f.centre }

// Shown is the key of what the middle holds now.
func (f *Frame) Shown() string { return f.shown }

// SetMiddle changes what is in the middle, only when it is something else.
func (f *Frame) SetMiddle(key string, object func() fyne.CanvasObject) {
	if f.shown == key {
		return
	}
	f.shown = key
	f.middle.Objects = []fyne.CanvasObject{object()}
	f.middle.Refresh()
}

// Arrange shows the panels and bars that are wanted, as far as the window has room for
// them.
func (f *Frame) Arrange(want Wanted) {
	f.layout.prefer(want.Left, want.Right)
	f.layout.want = want
	// Whoever holds the middle lays it out, hidden or not.
	f.alone.Objects = f.alone.Objects[:1]
	if want.Alone {
		f.alone.Objects = append(f.alone.Objects, f.middle)
	}
	setVisible(f.alone, want.Alone)
	setVisible(f.root, !want.Alone)
	f.object.Refresh()
}

// Seen says what is to be seen now of what may be wanted.
func (f *Frame) Seen() Wanted {
	return Wanted{
		Left: f.left.Visible(), Right: f.right.Visible(), Bars: f.Toolbar.object.Visible() && f.layout.bottom.Visible(),
		Alone: f.alone.Visible(),
	}
}

// Refresh draws all of it once more.
func (f *Frame) Refresh() { f.object.Refresh() }

// Grown lays the centre out anew, where the banner or what is asked came or went.
func (f *Frame) Grown() { f.centre.Refresh() }

// Offer shows the line above the photos with one thing to do.
func (f *Frame) Offer(text, title, key string, act func()) {
	was := f.banner.Visible()
	f.banner.Offer(text, title, key, act)
	if !was {
		f.centre.Refresh()
	}
}

// Withdraw takes that line away.
func (f *Frame) Withdraw() {
	if f.banner.Visible() {
		f.banner.Hide()
		f.centre.Refresh()
	}
}

// frameLayout puts the bars around the photos. On a narrow window the panels become
// narrow, and below onePanel the one that was asked for last stands alone.
type frameLayout struct {
	top, bottom, left, right, centre fyne.CanvasObject

	want        Wanted
	preferRight bool // where there is room for one
}

var _ fyne.Layout = (*frameLayout)(nil)

// prefer takes note of which panel is asked for anew.
func (l *frameLayout) prefer(left, right bool) {
	switch {
	case right && !l.want.Right && l.want.Left:
		l.preferRight = true
	case left && !l.want.Left, !right:
		l.preferRight = false
	}
}

// panels says which of them a window of a width has room for, and how wide they are
// there.
func (l *frameLayout) panels(width float32) (left, right float32) {
	left, right = style.FiltersWidth, style.InspectorWidth
	if width <= narrowFrom {
		left, right = style.FiltersNarrow, style.InspectorNarrow
	}
	hasLeft, hasRight := l.want.Left && width >= noPanel, l.want.Right && width >= noPanel
	if width < onePanel && hasLeft && hasRight {
		hasLeft, hasRight = !l.preferRight, l.preferRight
	}
	if !hasLeft {
		left = 0
	}
	if !hasRight {
		right = 0
	}
	return left, right
}

// Layout is called by Fyne.
func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom := l.top.MinSize().Height, l.bottom.MinSize().Height
	setVisible(l.top, l.want.Bars)
	setVisible(l.bottom, l.want.Bars)
	if !l.want.Bars {
		top, bottom = 0, 0
	}
	height := size.Height - top - bottom
	left, right := l.panels(size.Width)
	put(l.top, 0, 0, size.Width, top)
	put(l.bottom, 0, top+height, size.Width, bottom)
	setVisible(l.left, left > 0)
	setVisible(l.right, right > 0)
	put(l.left, 0, top, left, height)
	put(l.right, size.Width-right, top, right, height)
	put(l.centre, left, top, size.Width-left-right, height)
}

// MinSize is that of the bars, and of a few photos.
func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	top, bottom := l.top.MinSize(), l.bottom.MinSize()
	return fyne.NewSize(max(top.Width, bottom.Width), top.Height+bottom.Height+200)
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// panel is a side panel with the line that sets it off from the middle.
func panel(o fyne.CanvasObject, right bool) *fyne.Container {
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(style.Hairline, 0))
	ground := container.NewStack(canvas.NewRectangle(style.Panel), o)
	if right {
		return controls.NewFrame(nil, nil, line, nil, ground)
	}
	return controls.NewFrame(nil, nil, nil, line, ground)
}

func statusLine(o fyne.CanvasObject) fyne.CanvasObject {
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(0, style.Hairline))
	return controls.NewFrame(line, nil, nil, nil, container.NewStack(canvas.NewRectangle(style.Panel), o))
}

func setVisible(o fyne.CanvasObject, yes bool) {
	if o.Visible() == yes {
		return
	}
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}
