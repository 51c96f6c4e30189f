package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
)

// Marks are what a person decided about one photo.
type Marks struct {
	Flag  library.Flag
	Stars library.Rating
	Label library.Label
}

// MarkBar is the mouse's buttons on a photo: pick, reject, its stars and its colour
// label, which opens the five colours in place of the buttons. It leaves the pointer's
// coming and going to what it lies on.
type MarkBar struct {
	widget.BaseWidget

	// OnFlag, OnRate and OnLabel are called with what was tapped. A second tap on
	// the same flag gives Undecided, on the last lit star 0, on the same colour
	// NoLabel. They may be nil.
	OnFlag  func(library.Flag)
	OnRate  func(library.Rating)
	OnLabel func(library.Label)

	marks    Marks
	labelled bool // the five colours are shown
}

var (
	_ fyne.Widget   = (*MarkBar)(nil)
	_ fyne.Tappable = (*MarkBar)(nil)
)

// The size of the bar in device-independent pixels, and of its parts. In less than
// BarFull it leaves out the label.
const (
	BarFull   float32 = barLeast + barButton
	BarTall   float32 = 26
	barLeast  float32 = 2*barButton + 5*barStar
	barButton float32 = 24
	barStar   float32 = 14
	barDot    float32 = 11
)

// NewMarkBar makes a bar on which nothing is marked.
func NewMarkBar() *MarkBar {
	b := &MarkBar{}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows what is decided, and the buttons where the colours were open.
func (b *MarkBar) Set(m Marks) {
	if b.marks != m || b.labelled {
		b.marks, b.labelled = m, false
		b.Refresh()
	}
}

// Marks are what the bar shows.
func (b *MarkBar) Marks() Marks { return b.marks }

// Tapped does what the button under the pointer says.
func (b *MarkBar) Tapped(e *fyne.PointEvent) {
	x := e.Position.X
	switch {
	case b.labelled:
		b.tappedColour(int(x / (b.Size().Width / float32(len(barLabels())))))
	case x < barButton:
		b.tappedFlag(library.Pick)
	case x < 2*barButton:
		b.tappedFlag(library.Reject)
	case x < barLeast:
		b.tappedStar(library.Rating((x-2*barButton)/barStar) + 1)
	default:
		b.labelled = true
		b.Refresh()
	}
}

func (b *MarkBar) tappedFlag(f library.Flag) {
	if b.marks.Flag == f {
		f = library.Undecided
	}
	if b.OnFlag != nil {
		b.OnFlag(f)
	}
}

func (b *MarkBar) tappedStar(n library.Rating) {
	if n = min(n, library.MaxRating); b.marks.Stars == n {
		n = 0
	}
	if b.OnRate != nil {
		b.OnRate(n)
	}
}

func (b *MarkBar) tappedColour(i int) {
	b.labelled = false
	l := barLabels()[max(0, min(i, len(barLabels())-1))]
	if b.marks.Label == l {
		l = library.NoLabel
	}
	b.Refresh()
	if b.OnLabel != nil {
		b.OnLabel(l)
	}
}

// barLabels are the colours in the order of their keys.
func barLabels() []library.Label {
	return []library.Label{library.Red, library.Yellow, library.Green, library.Blue, library.Purple}
}

// MinSize is that of flags and stars.
func (b *MarkBar) MinSize() fyne.Size { return fyne.NewSize(barLeast, BarTall) }
