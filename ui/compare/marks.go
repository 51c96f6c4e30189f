package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// marks are the mouse's buttons for a photo: pick, reject, and its stars.
type marks struct {
	object       *fyne.Container
	pick, reject *controls.Pill
	stars        *controls.Stars
	flag         library.Flag
}

func newMarks(c *Cell) *marks {
	m := &marks{stars: controls.NewStars(style.TextBody)}
	mark := func(f library.Flag) func() {
		return func() {
			if m.flag == f {
				f = library.Undecided
			}
			if c.OnMark != nil {
				c.OnMark(f)
			}
		}
	}
	m.pick = controls.NewPill(language.Flag(library.Pick), "", mark(library.Pick))
	m.reject = controls.NewPill(language.Flag(library.Reject), "", mark(library.Reject))
	m.pick.SetQuiet(true)
	m.reject.SetQuiet(true)
	m.stars.OnRated = func(n library.Rating) {
		if c.OnRate != nil {
			c.OnRate(n)
		}
	}
	ground := canvas.NewRectangle(style.Panel)
	ground.CornerRadius = style.Radius
	m.object = container.NewStack(ground, container.NewHBox(
		m.pick, m.reject, container.NewVBox(layout.NewSpacer(), m.stars, layout.NewSpacer()), controls.Sized(layout.NewSpacer(), style.GapSmall, 0),
	))
	return m
}

// set shows how the photo is marked.
func (m *marks) set(f library.Flag, stars library.Rating) {
	m.flag = f
	m.stars.Set(stars)
}

// arrange puts the buttons into the middle of the foot of a pane, where they are
// wanted; above what is written in its corners, which is so wide at most, where there
// is no room between.
func (m *marks) arrange(pane fyne.Size, wanted bool, corners float32) {
	m.object.Hidden = !wanted
	size := m.object.MinSize()
	y := pane.Height - inset - size.Height
	if size.Width+2*(corners+tagGap) > pane.Width {
		y -= tagHeight + tagGap
	}
	m.object.Resize(size)
	m.object.Move(fyne.NewPos((pane.Width-size.Width)/2, y))
}
