package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// summary stands below the scrolling sections, so that a filter that hides
// photos is never out of sight: "312 of 3,012  Clear filters".
type summary struct {
	text *canvas.Text
	root *fyne.Container
}

func newSummary(clear func()) *summary {
	s := &summary{text: style.Text("", style.TextSmall, style.Soft, false)}
	button := controls.NewPill(lang.L("Clear filters"), "", clear)
	s.root = controls.NewFrame(controls.Rule(), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(6, 6, margin, 6),
			container.NewHBox(container.NewCenter(s.text), layout.NewSpacer(), button)))
	return s
}

func (s *summary) object() fyne.CanvasObject { return s.root }

func (s *summary) set(v *View) {
	text := lang.L("{{.Shown}} of {{.Total}}", language.Args{"Shown": language.Count(v.Shown), "Total": language.Count(v.Total)})
	if s.text.Text != text {
		s.text.Text = text
		s.text.Refresh()
	}
	if on := restricts(v.Filter); on != s.root.Visible() {
		if on {
			s.root.Show()
		} else {
			s.root.Hide()
		}
	}
}
