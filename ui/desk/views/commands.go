package views

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// ZoomID names the command that changes between the whole photo and 100 %.
const ZoomID command.ID = "zoom"

// EvidenceID names the command that draws on the photo what was measured.
const EvidenceID command.ID = "evidence"

// zoomStep is how much one press of plus enlarges.
const zoomStep = 1.2

// Commands are what moves the cursor and changes what is seen. Space and H are about
// the loupe, which has to be among the views.
func (s *Switcher) Commands() []command.Binding {
	loupe := s.loupe()
	all := cursor{s}.moves()
	for _, v := range s.views {
		all = append(all, command.Binding{
			ID: v.ID(), Section: command.View, Title: v.Title(), Keys: v.Keys(),
			Enabled: s.canGo(v), Run: func() change.Set { return s.Go(v.ID()) }, Photo: v != s.views[0], Stack: isBeside(v),
		})
	}
	all = append(all, s.severalCommands()...)
	return append(all,
		command.Binding{
			ID: "open", Section: command.View, Title: language.Mark("Open in loupe"), Keys: []command.Key{{Name: "Return"}, {Name: "KP_Enter"}},
			Enabled: s.hasPhoto, Run: func() change.Set { return s.Go(LoupeID) },
		},
		command.Binding{
			ID: ZoomID, Section: command.View, Title: language.Mark("Zoom to 100 %"),
			Row:  language.Mark("100 % at the AF point, then the sharpest part, the middle, whole; hold to peek"),
			Keys: []command.Key{{Name: "Space"}, {Name: "z"}}, Enabled: s.hasPhoto,
			Run: func() change.Set { return s.zoom(loupe) },
		},
		command.Binding{
			ID: EvidenceID, Section: command.View, Title: language.Mark("Show measurements"),
			Row:  language.Mark("Show on the photo what was measured"),
			Keys: []command.Key{{Name: "h"}}, Enabled: s.hasPhoto,
			Run: func() change.Set { return s.evidence(loupe) },
		},
		command.Binding{
			ID: "filmstrip", Section: command.View, Title: language.Mark("Show or hide the filmstrip"),
			Keys: []command.Key{{Name: "F6"}}, Enabled: s.inView(LoupeID, language.Mark("Only in the loupe")), Run: loupe.toggleStrip,
		},
		command.Binding{
			ID: "larger", Section: command.View, Title: language.Mark("Larger thumbnails, zoom in"),
			Row:  language.Mark("Thumbnail size; zoom in the loupe"),
			Keys: []command.Key{{Name: "+"}, {Name: "="}}, Run: func() change.Set { return s.current.Zoom(zoomStep) },
		},
		command.Binding{
			ID: "smaller", Section: command.View, Title: language.Mark("Smaller thumbnails, zoom out"),
			Row:  language.Mark("Thumbnail size; zoom in the loupe"),
			Keys: []command.Key{{Name: "-"}}, Run: func() change.Set { return s.current.Zoom(1 / zoomStep) },
		},
	)
}

// zoom changes between the whole photo and 100 %, and opens the photo where it is
// not open.
func (s *Switcher) zoom(loupe *Loupe) change.Set {
	if v, ok := s.current.(beside); ok {
		return v.core().toggleZoom()
	}
	if !s.IsCurrent(LoupeID) {
		return s.Go(LoupeID)
	}
	loupe.zoom()
	return change.None
}

// evidence opens the photo with what was measured drawn over it, and takes that
// away again.
func (s *Switcher) evidence(loupe *Loupe) change.Set {
	show := !s.IsCurrent(LoupeID) || !loupe.showsEvidence()
	changed := s.Go(LoupeID)
	loupe.Show(changed) // there must be a photo to draw over
	loupe.showEvidence(show)
	return changed
}

// isBeside is true for a view of several photos, such as those of a stack.
func isBeside(v View) bool {
	_, ok := v.(beside)
	return ok
}

func (s *Switcher) canGo(v View) func() (bool, string) {
	if v == s.views[0] {
		return nil
	}
	return s.hasPhoto
}

func (s *Switcher) hasPhoto() (ok bool, why string) {
	if s.session.Current() == nil {
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}
