package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// PathField is a line to type a path into. What would complete it stands behind the
// words, and Tab takes it.
type PathField struct {
	widget.BaseWidget

	// OnTyped asks for what completes a text; Complete answers it, at once or later.
	OnTyped func(text string)
	// OnSubmitted is called with the text when Enter is pressed, OnEscape when Esc is.
	OnSubmitted func(text string)
	OnEscape    func()

	entry *pathEntry
	ghost *canvas.Text
}

var _ fyne.Widget = (*PathField)(nil)

// NewPathField makes an empty field with a hint of what to type.
func NewPathField(hint string) *PathField {
	p := &PathField{ghost: style.Text("", theme.TextSize(), style.Muted, false)}
	p.entry = &pathEntry{path: p}
	p.entry.PlaceHolder, p.entry.Scroll = hint, fyne.ScrollHorizontalOnly
	p.entry.OnChanged = func(text string) {
		p.setGhost("")
		if p.OnTyped != nil && text != "" {
			p.OnTyped(text)
		}
	}
	p.entry.Field.OnSubmitted = func(text string) {
		if p.OnSubmitted != nil {
			p.OnSubmitted(text)
		}
	}
	p.entry.OnEscape = func() {
		if p.OnEscape != nil {
			p.OnEscape()
		}
	}
	p.entry.TabStop = true
	p.entry.ExtendBaseWidget(p.entry)
	p.ExtendBaseWidget(p)
	return p
}

// Text is what is typed.
func (p *PathField) Text() string { return p.entry.Text }

// SetText replaces what is typed and puts the cursor behind it.
func (p *PathField) SetText(text string) {
	p.entry.SetText(text)
	p.entry.CursorColumn = len([]rune(text))
	p.entry.Refresh()
}

// Focus gives the field the keyboard.
func (p *PathField) Focus(c fyne.Canvas) { c.Focus(p.entry) }

// Complete says what completes a text; it is left aside where another is typed by now.
func (p *PathField) Complete(text, rest string) {
	if p.entry.Text == text {
		p.setGhost(rest)
	}
}

func (p *PathField) setGhost(rest string) {
	if p.ghost.Text != rest {
		p.ghost.Text = rest
		p.place(p.Size())
		p.ghost.Refresh()
	}
}

// take appends what completes the text; it is false where nothing does.
func (p *PathField) take() bool {
	rest := p.ghost.Text
	if rest == "" {
		return false
	}
	p.SetText(p.entry.Text + rest)
	return true
}

// place puts the completion behind the words, as far as the field has room.
func (p *PathField) place(size fyne.Size) {
	x := theme.InnerPadding() + style.TextWidth(p.entry.Text, theme.TextSize(), false)
	high := p.ghost.MinSize().Height
	p.ghost.Hidden = x+p.ghost.MinSize().Width > size.Width-theme.InnerPadding()
	place(p.ghost, x, (size.Height-high)/2, p.ghost.MinSize().Width, high)
}

// MinSize is that of a line of text.
func (p *PathField) MinSize() fyne.Size { return fyne.NewSize(160, p.entry.MinSize().Height) }

// CreateRenderer is called by Fyne.
func (p *PathField) CreateRenderer() fyne.WidgetRenderer {
	return &pathRenderer{Parts{[]fyne.CanvasObject{p.entry, p.ghost}}, p}
}

type pathRenderer struct {
	Parts
	p *PathField
}

func (r *pathRenderer) MinSize() fyne.Size { return r.p.MinSize() }

func (r *pathRenderer) Layout(size fyne.Size) {
	place(r.p.entry, 0, 0, size.Width, size.Height)
	r.p.place(size)
}

func (r *pathRenderer) Refresh() {
	r.p.entry.Refresh()
	r.p.ghost.Refresh()
}

// pathEntry is the line itself. Tab is its own while there is something to take.
type pathEntry struct {
	Field
	path *PathField
}

var _ fyne.Tabbable = (*pathEntry)(nil)

// AcceptsTab is called by Fyne.
func (e *pathEntry) AcceptsTab() bool { return e.path.ghost.Text != "" }

// TypedKey is called by Fyne.
func (e *pathEntry) TypedKey(key *fyne.KeyEvent) {
	atEnd := e.CursorColumn == len([]rune(e.Text))
	if (key.Name == fyne.KeyTab || key.Name == fyne.KeyRight && atEnd) && e.path.take() {
		return
	}
	if key.Name != fyne.KeyTab {
		e.Field.TypedKey(key)
	}
}
