package loupe

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// Marking hears which mark was tapped: Undecided, 0 and NoLabel take one away.
type Marking struct {
	OnFlag  func(library.Flag)
	OnRate  func(library.Rating)
	OnLabel func(library.Label)
}

// Marked is a loupe with the mouse's buttons over the foot of its photo, which are seen
// while the mouse is used there. It belongs to the window's goroutine.
type Marked struct {
	loupe  *Loupe
	bar    *controls.MarkBar
	hover  *controls.Hover
	wanted bool // the buttons may be seen
	object *fyne.Container
}

// NewMarked puts the buttons over a loupe. later runs a function on the window's
// goroutine.
func NewMarked(l *Loupe, m Marking, later func(func())) *Marked {
	b := controls.NewMarkBar()
	b.OnFlag, b.OnRate, b.OnLabel = m.OnFlag, m.OnRate, m.OnLabel
	drawn := canvas.NewRectangle(style.Alpha(style.Mat, 0))
	out := &Marked{loupe: l, bar: b, hover: controls.NewHover(b, drawn, later), wanted: true}
	l.pane.OnPointer = out.hover.Pointer
	out.object = container.New(out, l, drawn, b)
	return out
}

// Object is the loupe with the buttons.
func (m *Marked) Object() fyne.CanvasObject { return m.object }

// Set shows what is decided of the photo.
func (m *Marked) Set(d library.Decision) {
	m.bar.Set(controls.Marks{Flag: d.Flag, Stars: d.Rating, Label: d.Label})
}

// AllowButtons says whether the buttons may be seen.
func (m *Marked) AllowButtons(may bool) {
	m.wanted = may
	m.arrange(m.object.Size())
}

// KeyPressed hears that the person uses keys, and needs no buttons.
func (m *Marked) KeyPressed() { m.hover.KeyPressed() }

// footGap is how far above the lower edge the buttons stand: what is written in the
// photo's corners, and what was measured, lies below them.
const footGap float32 = 46

// Layout gives the loupe all the room, and puts the buttons over the middle of its foot.
func (m *Marked) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	m.loupe.Resize(size)
	m.arrange(size)
}

func (m *Marked) arrange(size fyne.Size) { m.hover.Arrange(size, footGap, m.wanted) }

// MinSize is that of the loupe.
func (m *Marked) MinSize([]fyne.CanvasObject) fyne.Size { return m.loupe.MinSize() }
