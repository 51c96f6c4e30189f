package change

import "testing"

func TestASetNamesItsParts(t *testing.T) {
	for want, s := range map[string]Set{
		"none":                       None,
		"order|cursor|counts|status": Shown,
		"filter":                     Filter,
		"view|order|tiles|cursor|counts|status|toolbar": All,
	} {
		if got := s.String(); got != want {
			t.Errorf("%d is called %q, want %q", s, got, want)
		}
	}
}

func TestASetHasWhatItWasJoinedFrom(t *testing.T) {
	s := Tiles | Status
	if !s.Has(Tiles) || !s.Has(Status|View) || s.Has(Order) || None.Has(All) {
		t.Errorf("%v does not hold what it was made of", s)
	}
	if If(false, All) != None || If(true, Tiles) != Tiles {
		t.Error("If does not follow its condition")
	}
}
