package inspector

import (
	"slices"
	"testing"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestWhatSidecarsSayStandsInTheInspector(t *testing.T) {
	p := New()
	w := styletest.Show(t, p, 368, 1400)
	p.Set(View{Name: "IMG_1.jpg"})
	styletest.SeesNot(t, w.Content(), "SIDECARS", "CONFLICT")
	p.SetSaid(Said{
		Origins: []string{"3 stars: from the sidecar of Lightroom"}, Title: "The rings", Caption: "Before the wedding",
		Keywords: []string{"wedding", "rings"}, Problem: "IMG_1.xmp is not read",
	})
	styletest.Sees(t, w.Content(), "SIDECARS", "3 stars: from the sidecar of Lightroom", "The rings", "Before the wedding", "wedding, rings", "IMG_1.xmp is not read")
	styletest.SeesNot(t, w.Content(), "CONFLICT", "Keep mine")
}

func TestAConflictAsksInTheInspector(t *testing.T) {
	var settled []bool
	p := New()
	p.OnSettle(func(mine bool) { settled = append(settled, mine) })
	w := styletest.Show(t, p, 368, 1400)
	p.Set(View{Name: "IMG_1.jpg"})
	p.SetSaid(Said{Conflicts: []string{"2 stars here, 5 stars in a sidecar"}, KeepKey: "Shift+K", TakeKey: "Shift+T"})
	styletest.Sees(t, w.Content(), "CONFLICT", "2 stars here, 5 stars in a sidecar", "Shift+K", "Shift+T")
	styletest.TapText(t, w, "Keep mine")
	styletest.TapText(t, w, "Take theirs")
	if !slices.Equal(settled, []bool{true, false}) {
		t.Errorf("settled %v", settled)
	}
}

func TestAConflictFitsIntoANarrowPanel(t *testing.T) {
	for _, locale := range []string{"C", "de_DE.UTF-8"} {
		styletest.Speak(t, locale)
		s := newSaidPart(style.InspectorNarrow - 2*margin)
		s.set(&Said{Conflicts: []string{"2 stars here, 5 stars in a sidecar"}, KeepKey: "Umschalt+K", TakeKey: "Umschalt+T"})
		if got := s.asked.MinSize().Width; got > style.InspectorNarrow-2*margin {
			t.Errorf("%s: it is %v wide", locale, got)
		}
	}
}
