package sheets

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// AppearanceKey is the key that the settings page shows beside the choice of the
// theme; it should call NextAppearance.
const AppearanceKey = "T"

// NextAppearance chooses the appearance after the one shown, the first after the
// last, and tells it.
func (s *Settings) NextAppearance() {
	if s.onAppearance == nil {
		return
	}
	next := (s.appearance.Selected() + 1) % len(appearances())
	s.appearance.Select(next)
	s.chooseAppearance(next)
}

func (s *Settings) chooseAppearance(i int) {
	if s.onAppearance != nil {
		s.onAppearance(appearances()[i])
	}
}

func appearances() []style.Appearance {
	all := style.Appearances()
	return all[:]
}

func appearanceSegments() []controls.Segment {
	titles := map[style.Appearance]string{
		style.System: lang.L("System"), style.Dark: lang.L("Dark"), style.Light: lang.L("Light"),
	}
	var segments []controls.Segment
	for _, a := range appearances() {
		segments = append(segments, controls.Segment{Title: titles[a]})
	}
	return segments
}
