package sheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Naming asks for a name. Put it Over the window and give it the keyboard with Focus.
type Naming struct {
	card
	field *controls.Field
}

// NewNaming makes the sheet with a name to begin with. named hears what was typed,
// without spaces around it and never ""; cancelled hears that nothing was.
func NewNaming(title, name string, named func(string), cancelled func()) *Naming {
	n := &Naming{field: controls.NewField(lang.L("Name"), nil)}
	n.field.TabStop = true
	n.field.SetText(name)
	save := func() {
		if text := strings.TrimSpace(n.field.Text); text != "" {
			named(text)
		}
	}
	n.field.OnSubmitted = func(string) { save() }
	n.field.OnEscape = cancelled
	keep := controls.NewPill(lang.L("Save"), language.Keys("Enter"), save)
	keep.SetPrimary(true)
	buttons := container.NewHBox(layout.NewSpacer(), controls.NewPill(lang.L("Cancel"), language.Keys("Esc"), cancelled), keep)
	n.fill(n, container.New(&controls.Column{},
		controls.NewParagraph(style.TextHeading, noticeWidth, controls.Span{Text: title, Color: style.Ink, Bold: true}),
		controls.Space(style.Gap), n.field, controls.Space(style.GapLarge), buttons))
	return n
}

// Focus gives the field the keyboard, with the name selected so that typing replaces
// it.
func (n *Naming) Focus(c fyne.Canvas) {
	c.Focus(n.field)
	n.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Submit does what typing a name and Enter does; "" leaves the name that is there.
func (n *Naming) Submit(name string) {
	if name != "" {
		n.field.SetText(name)
	}
	n.field.OnSubmitted(n.field.Text)
}
