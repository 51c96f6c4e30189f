package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// Words are what is said of one photo in its pane.
type Words struct {
	Letter    string      // "A"
	Role      string      // "champion", or why it stands out; "" for nothing
	Tint      style.Color // Accent and Second for the first and second photo, else Ink
	Name      string
	Score     string // "" while there is none
	Problem   string // why the photo is not there, "" where it is
	Damage    string // what is wrong with the file of a photo that is shown
	Flag      library.Flag
	Stars     library.Rating
	Label     library.Label
	BringBack string // how a rejected photo comes back: "U brings it back"
	Alone     string // that the pane moves by itself, and how it stands; "" where it moves with the others
}

const (
	inset        float32 = 10  // between what is written and the pane's edges
	focusWidth   float32 = 3   // of the frame around the pane that has the keys
	rejectedFade         = 0.6 // how far a rejected photo steps back: dimmed, never gone
	labelSide    float32 = 12
)

// Cell is one photo of several: its pane with what is said of it, and the frame that
// shows which of them has the keys.
type Cell struct {
	widget.BaseWidget

	// OnFocus is called when the mouse asks for the focus. It may be nil.
	OnFocus func()

	pane    *pane.Pane
	words   Words
	focused bool

	touch                         *touch
	veil, frame, ground           *canvas.Rectangle // ground is that of the trouble
	name, score, flag, back, free *tag
	label                         *canvas.Rectangle
	trouble                       *widget.Label
	buttons                       *controls.MarkBar
	hover                         *controls.Hover // of buttons
	curves                        *curves
	below                         below
}

var _ fyne.Widget = (*Cell)(nil)

// NewCell makes a cell around a pane. later runs a function on the window's goroutine.
func NewCell(p *pane.Pane, later func(func())) *Cell {
	c := &Cell{
		pane: p, veil: canvas.NewRectangle(style.Alpha(style.Mat, rejectedFade)),
		frame: canvas.NewRectangle(style.Alpha(style.Accent, 0)), ground: canvas.NewRectangle(style.Raised),
		name: newTag(), score: newTag(), flag: newTag(), back: newTag(), free: newTag(),
		label: canvas.NewRectangle(style.Line), trouble: widget.NewLabel(""),
		buttons: controls.NewMarkBar(), curves: newCurves(),
	}
	c.touch, c.hover = newTouch(c), controls.NewHover(c.buttons, c.frame, later)
	p.OnPointer = c.hover.Pointer
	c.frame.CornerRadius, c.label.CornerRadius, c.ground.CornerRadius = style.Radius, 3, style.Radius
	c.trouble.Alignment, c.trouble.Wrapping = fyne.TextAlignCenter, fyne.TextWrapWord
	c.ExtendBaseWidget(c)
	c.dress()
	return c
}

// Pane is the picture.
func (c *Cell) Pane() *pane.Pane { return c.pane }

// Buttons says who hears of the mouse's buttons: Undecided, 0 and NoLabel take a mark
// away.
func (c *Cell) Buttons(flag func(library.Flag), rate func(library.Rating), label func(library.Label)) {
	c.buttons.OnFlag, c.buttons.OnRate, c.buttons.OnLabel = flag, rate, label
}

// KeyPressed hears that the person uses keys, and needs no buttons.
func (c *Cell) KeyPressed() { c.hover.KeyPressed() }

// Set says something else of the photo, and whether the cell has the keys.
func (c *Cell) Set(w Words, focused bool) {
	if c.words == w && c.focused == focused {
		return
	}
	c.words, c.focused = w, focused
	c.Refresh()
}

// dress writes the words on the tags.
func (c *Cell) dress() {
	w := &c.words
	c.score.set(word{w.Score, style.OnPhoto, true})
	badge := word{session.StarsText(w.Stars), style.OnPhoto, false}
	c.flag.set(badge)
	c.flag.ground.FillColor = style.Scrim
	if w.Flag != library.Undecided {
		c.flag.set(word{language.Flag(w.Flag), style.OnFlag, true}, word{badge.text, style.OnFlag, false})
		c.flag.ground.FillColor = style.FlagColor(w.Flag)
	}
	c.label.FillColor, c.label.Hidden = style.LabelColor(w.Label), w.Label == library.NoLabel
	c.back.set(word{w.BringBack, style.OnPhoto, false})
	c.free.set(word{w.Alone, style.Panel, true})
	c.free.ground.FillColor = style.Ink
	c.veil.Hidden = w.Flag != library.Reject
	c.frame.StrokeColor, c.frame.StrokeWidth = style.Line, style.Hairline
	if c.focused {
		c.frame.StrokeColor, c.frame.StrokeWidth = style.Accent, focusWidth
	}
	c.trouble.SetText(w.Problem)
	c.trouble.Hidden, c.ground.Hidden = w.Problem == "", w.Problem == ""
	c.buttons.Set(controls.Marks{Flag: w.Flag, Stars: w.Stars, Label: w.Label})
}

func (c *Cell) arrange(size fyne.Size) {
	c.frame.Resize(size)
	size = c.below.arrange(size)
	for _, o := range []fyne.CanvasObject{c.veil, c.touch} {
		o.Resize(size)
	}
	if c.pane.Size() != size {
		c.pane.Resize(size)
	}
	c.score.place(size.Width-inset-c.score.width, inset)
	c.writeName(size.Width - 3*inset - c.score.width)
	c.name.place(inset, inset)

	foot := size.Height - inset - tagHeight
	c.flag.place(inset, foot)
	x := inset
	if c.flag.visible() {
		x += c.flag.width + tagGap
	}
	c.label.Resize(fyne.NewSquareSize(labelSide))
	c.label.Move(fyne.NewPos(x, foot+(tagHeight-labelSide)/2))
	c.back.place(size.Width-inset-c.back.width, foot)
	c.free.place(inset, inset+tagHeight+tagGap)
	c.arrangeButtons(size, max(x+labelSide, c.back.width+inset))
	c.curves.arrange(size)
	c.arrangeTrouble(size)
}

// arrangeButtons puts the mouse's buttons into the middle of the foot; above what is
// written in its corners, which is so wide at most, where there is no room between.
func (c *Cell) arrangeButtons(size fyne.Size, corners float32) {
	foot := inset
	if controls.BarFull+2*(corners+tagGap) > size.Width {
		foot += tagHeight + tagGap
	}
	c.hover.Arrange(size, foot, c.words.Problem == "")
}

// writeName writes letter, role and name on a tag that is no wider than room: the
// name gives way first.
func (c *Cell) writeName(room float32) {
	w := &c.words
	letter, role := word{w.Letter, onPhoto(w.Tint), true}, word{w.Role, onPhoto(w.Tint), false}
	if w.Damage != "" {
		role = word{w.Damage, style.OnPhotoAccent, false}
	}
	room -= 2*tagMargin + 2*tagGap + style.TextWidth(letter.text, style.TextSmall, true)
	role.text = style.Cut(role.text, style.TextSmall, false, max(room, 0))
	room -= style.TextWidth(role.text, style.TextSmall, false)
	name := word{"", style.OnPhotoMuted, false}
	if room > 40 {
		name.text = style.Shorten(w.Name, style.TextSmall, false, room)
	}
	if role.text == "…" {
		role.text = ""
	}
	c.name.set(letter, role, name)
}

// onPhoto is the colour that stands for another one on a photo.
func onPhoto(tint style.Color) style.Color {
	switch tint {
	case style.Accent:
		return style.OnPhotoAccent
	case style.Second:
		return style.OnPhotoSecond
	}
	return style.OnPhoto
}

// arrangeTrouble puts the words in the middle, on a ground that is as large as they
// need.
func (c *Cell) arrangeTrouble(size fyne.Size) {
	if c.trouble.Hidden {
		return
	}
	width := min(size.Width-2*inset, 420, style.TextWidth(c.words.Problem, theme.TextSize(), false)+2*theme.InnerPadding()+1)
	c.trouble.Resize(fyne.NewSize(width, 0)) // the height follows from the width
	box := fyne.NewSize(width, c.trouble.MinSize().Height)
	for _, o := range []fyne.CanvasObject{c.ground, c.trouble} {
		o.Resize(box)
		o.Move(fyne.NewPos((size.Width-box.Width)/2, (size.Height-box.Height)/2))
	}
}

// CreateRenderer is called by Fyne.
func (c *Cell) CreateRenderer() fyne.WidgetRenderer {
	r := &cellRenderer{cell: c}
	r.all = []fyne.CanvasObject{c.pane, c.veil, c.ground, c.trouble, c.touch}
	for _, t := range []*tag{c.name, c.score, c.flag, c.back, c.free} {
		r.all = append(r.all, t.objects()...)
	}
	r.all = append(r.all, c.label, c.curves.box, c.buttons)
	if c.below.object != nil {
		r.all = append(r.all, c.below.object)
	}
	r.all = append(r.all, c.frame)
	return r
}

type cellRenderer struct {
	cell *Cell
	all  []fyne.CanvasObject
}

func (r *cellRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *cellRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, 40) }
func (r *cellRenderer) Layout(size fyne.Size)        { r.cell.arrange(size) }
func (r *cellRenderer) Destroy()                     {}
func (r *cellRenderer) Refresh() {
	r.cell.dress()
	r.cell.arrange(r.cell.Size())
	for _, o := range r.all {
		if o != r.cell.pane && o != r.cell.below.object { // their pixels are as they were
			o.Refresh()
		}
	}
}
