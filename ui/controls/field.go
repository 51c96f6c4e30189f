package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is a line to type into: the one control that takes the keyboard's
// focus. Enter and Escape give it back, so that the culling keys work again.
type Field struct {
	widget.Entry

	// TabStop lets the Tab key reach the field. Outside of forms it must not:
	// Tab is a command there, and the culling keys would be typed into the field.
	TabStop bool

	// OnEscape is called before the focus is given back, to undo what was typed;
	// it may be nil.
	OnEscape func()

	focused bool
}

var (
	_ fyne.Widget      = (*Field)(nil)
	_ fyne.Focusable   = (*Field)(nil)
	_ fyne.Disableable = (*Field)(nil)
)

// NewField makes an empty field with a hint of what to type.
func NewField(hint string, onChanged func(string)) *Field {
	f := &Field{}
	f.PlaceHolder = hint
	f.Scroll = fyne.ScrollHorizontalOnly
	f.OnChanged = onChanged
	f.OnSubmitted = func(string) { f.Leave() }
	f.ExtendBaseWidget(f)
	return f
}

// Disabled is what Fyne asks when Tab looks for the next field: one that is not
// in use is passed over, unless it is a tab stop. A click still reaches it.
func (f *Field) Disabled() bool { return (!f.focused && !f.TabStop) || f.Entry.Disabled() }

// FocusGained is called by Fyne.
func (f *Field) FocusGained() {
	f.focused = true
	f.Entry.FocusGained()
}

// FocusLost is called by Fyne.
func (f *Field) FocusLost() {
	f.focused = false
	f.Entry.FocusLost()
}

// TypedKey is called by Fyne.
func (f *Field) TypedKey(key *fyne.KeyEvent) {
	if key.Name != fyne.KeyEscape {
		f.Entry.TypedKey(key)
		return
	}
	if f.OnEscape != nil {
		f.OnEscape()
	}
	f.Leave()
}

// TypedShortcut is called by Fyne, which tells the window of no shortcut while
// a field has the focus. Those of the window are handed on: it knows which of them
// work all the same, such as the one that quits.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	f.Entry.TypedShortcut(s)
	if _, own := s.(*desktop.CustomShortcut); !own {
		return // copy and paste are meant for the field
	}
	over := fyne.CurrentApp().Driver().CanvasForObject(f)
	if window, ok := over.(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// Leave gives the keyboard's focus back to the window.
func (f *Field) Leave() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Unfocus()
	}
}
