package loupe

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/style"
)

// Words are what the loupe writes on the photo's corners.
type Words struct {
	Name  string // shortened where there is no room for it
	Place string // in the shoot: "3 of 59"
	Right string // score
	// Damage is what is wrong with the file of a photo that is shown, "" for
	// nothing.
	Damage string
	Flag   library.Flag
	Stars  library.Rating
}

// Written says how much is written on the photo.
type Written uint8

// What can be written, the most first.
const (
	Everything Written = iota
	NoName             // the name stands beside the photo
	Marks              // only what was decided of it
)

// Loupe shows one photo. All methods belong to the window's goroutine.
type Loupe struct {
	widget.BaseWidget

	// Over draws over the photo that was painted, below the evidence; it may be nil.
	Over func(dst *image.RGBA, of pane.Painted)
	// OnMove hears that another part of the photo may be shown; it may be nil.
	OnMove func()

	zooming
	pane     *pane.Pane
	photo    library.Photo // that is shown
	words    Words
	failure  string
	marks    string  // what is drawn over the photo besides the evidence
	written  Written // on the photo
	evidence evidence

	left    *chip
	damage  *chip // below it
	right   *chip
	zoom    *chip
	flag    *chip
	legend  *legend
	trouble *widget.Label
	ground  *canvas.Rectangle // of trouble
}

var _ fyne.Widget = (*Loupe)(nil)

// New makes a loupe. later runs a function on the window's goroutine (fyne.Do).
func New(source pane.Source, later func(func())) *Loupe {
	l := &Loupe{
		pane: pane.New(source, later),
		left: newChip(), damage: newChip(), right: newChip(), zoom: newChip(), flag: newChip(), legend: newLegend(),
		trouble: widget.NewLabel(""), ground: canvas.NewRectangle(style.Raised),
	}
	l.ground.CornerRadius = style.Radius
	l.ground.Hide()
	l.trouble.Alignment = fyne.TextAlignCenter
	l.trouble.Wrapping = fyne.TextWrapWord
	l.trouble.Hide()
	l.pane.OnChange = l.paneChanged
	l.pane.Overlay = func(dst *image.RGBA, of pane.Painted) {
		if l.Over != nil {
			l.Over(dst, of)
		}
		l.evidence.draw(dst, of.At)
	}
	l.ExtendBaseWidget(l)
	return l
}

// ShowPhoto turns to a photo. quick is a small picture of it to show meanwhile, or
// nil. Zoom and place stay, so that frames of a burst can be compared. A file that
// could not be reached is tried again.
func (l *Loupe) ShowPhoto(p library.Photo, neighbours []library.Photo, quick *image.RGBA, words Words) {
	l.setWords(words)
	switch {
	case l.photo.ID != p.ID:
		l.targets, l.before, l.evidence.faces = nil, nil, nil
	case l.before != nil:
		l.before.CX, l.before.CY = p.Rotation.Minus(l.photo.Rotation).Point(l.before.CX, l.before.CY)
	}
	l.photo = p
	l.evidence.turn(p.Rotation)
	if l.pane.ShowPhoto(p, neighbours, quick) {
		l.evidence.measured = nil
		l.showLegend()
	}
}

// Deliver takes in what the source read, if it is still of the photo shown.
func (l *Loupe) Deliver(got pane.Loaded) { l.pane.Deliver(got) }

// OnMenu says who is asked for the photo's menu, at a point of the window.
func (l *Loupe) OnMenu(ask func(at fyne.Position)) { l.pane.OnMenu = ask }

// ZoomBy changes the scale around the middle of the view.
func (l *Loupe) ZoomBy(factor float64) { l.pane.ZoomBy(factor) }

// Fits is true while the whole photo is shown.
func (l *Loupe) Fits() bool { return l.pane.Fits() }

// Fit shows the whole photo.
func (l *Loupe) Fit() { l.pane.Fit() }

// ShowsEvidence is true while what was measured is drawn over the photo.
func (l *Loupe) ShowsEvidence() bool { return l.evidence.shows }

// ShowEvidence draws over the photo what was measured in it, or takes that away.
func (l *Loupe) ShowEvidence(show bool) {
	l.evidence.shows = show
	l.showLegend()
	if show {
		l.pane.Inspect(l.measure)
	} else {
		l.pane.Inspect(nil)
	}
	l.pane.Redraw()
}

// measure finds the evidence in a photo's preview, on the loader's goroutine.
func (l *Loupe) measure(photo *library.Photo, preview *image.RGBA) func() {
	e := measure.EvidenceAt(picture.Fit(preview, scoring.PreviewSide), photo.Capture.Focus)
	return func() {
		l.evidence.measured = &e
		l.evidence.turn(l.photo.Rotation)
		l.showLegend()
		l.pane.Redraw()
	}
}

func (l *Loupe) showLegend() {
	l.legend.set(joined(l.evidence.words(), l.marks))
	l.arrange(l.Size())
}

// Pane is the picture.
func (l *Loupe) Pane() *pane.Pane { return l.pane }

// SetMarks says what the colours mean that Over draws, in parts; none for nothing.
func (l *Loupe) SetMarks(words []string) {
	if marks := strings.Join(words, legendDot); marks != l.marks {
		l.marks = marks
		l.showLegend()
	}
}

// Write says what is written on the photo from now on.
func (l *Loupe) Write(what Written) {
	if l.written != what {
		l.written = what
		l.setWords(l.words)
		l.paneChanged()
	}
}

// paneChanged writes anew what follows from the picture.
func (l *Loupe) paneChanged() {
	if l.OnMove != nil {
		l.OnMove()
	}
	l.fail(language.Sentence(language.Message(l.pane.Problem())))
	if text := l.zoomText(); text != l.zoom.text.Text {
		l.zoom.set(text, style.OnPhoto)
		l.placeZoom(l.Size())
	}
}

func (l *Loupe) zoomText() string {
	scale := l.pane.Scale()
	if scale < 0.005 || l.written == Marks && l.pane.Fits() {
		return ""
	}
	text := language.Decimal(scale*100, 0) + " %"
	if name := l.targetName(); name != "" {
		text = name + " · " + text
	}
	if origin := l.pane.Origin(); !origin.IsZero() {
		text = language.Message(origin) + " · " + text
	}
	return text
}
