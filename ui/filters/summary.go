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
	text        *canvas.Text
	long, short string // what it says, and where there is no room for that
	root        *fyne.Container
}

func newSummary(clear func()) *summary {
	s := &summary{text: style.Text("", style.TextSmall, style.Soft, false)}
	button := controls.NewPill(lang.L("Clear filters"), "", clear)
	s.root = controls.NewFrame(controls.Rule(), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(6, 6, margin, 6),
			container.New(&summaryRow{s}, s.text, button)))
	return s
}

func (s *summary) object() fyne.CanvasObject { return s.root }

func (s *summary) set(v *View) {
	text := lang.L("{{.Shown}} of {{.Total}}", language.Args{"Shown": language.Count(v.Shown), "Total": language.Count(v.Total)})
	if s.long != text {
		s.long, s.short = text, language.Count(v.Shown)
		s.root.Refresh()
	}
	if on := restricts(v.Filter); on != s.root.Visible() {
		if on {
			s.root.Show()
		} else {
			s.root.Hide()
		}
	}
}

// summaryRow puts the words at the left and the button at the right.
type summaryRow struct{ *summary }

// Layout is called by Fyne.
func (r *summaryRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	button := objects[1].MinSize().Width
	room := size.Width - button
	r.text.Text = r.long
	if style.TextWidth(r.long, style.TextSmall, false) > room {
		r.text.Text = r.short
	}
	controls.PlaceText(r.text, 0, 0, max(room, 0), size.Height)
	objects[1].Resize(fyne.NewSize(button, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-button, 0))
}

// MinSize is called by Fyne.
func (r *summaryRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[1].MinSize()
}
