package library

import "testing"

func TestAFaceLooksClosedOnlyWhereItsEyesDoNotDisagree(t *testing.T) {
	for name, c := range map[string]struct {
		left, right EyeState
		turned      bool
		want        EyeState
	}{
		"both closed":          {EyeClosed, EyeClosed, false, EyeClosed},
		"both open":            {EyeOpen, EyeOpen, false, EyeOpen},
		"a wink":               {EyeClosed, EyeOpen, false, EyeUnknown},
		"one cannot be judged": {EyeUnknown, EyeClosed, false, EyeClosed},
		"the other cannot":     {EyeOpen, EyeUnknown, false, EyeOpen},
		"neither can":          {EyeUnknown, EyeUnknown, false, EyeUnknown},
		"turned away":          {EyeClosed, EyeClosed, true, EyeUnknown},
		"never looked at":      {"", "", false, EyeUnknown},
	} {
		f := Face{Turned: c.turned, Eyes: [2]Eye{{State: c.left}, {State: c.right}}}
		if got := f.State(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestAnExplanationKnowsTheFaceThatItIsAbout(t *testing.T) {
	face := Box{X: 0.3125, Y: 0.25, Width: 0.1, Height: 0.125}
	for name, c := range map[string]struct {
		setting string
		other   Box
		is      bool
	}{
		"the same":          {CloseUpOf(face), face, true},
		"found anew":        {CloseUpOf(face), Box{X: 0.32, Y: 0.255, Width: 0.1, Height: 0.12}, true},
		"its neighbour":     {CloseUpOf(face), Box{X: 0.38, Y: 0.25, Width: 0.1, Height: 0.125}, false},
		"one far away":      {CloseUpOf(face), Box{X: 0.7, Y: 0.25, Width: 0.1, Height: 0.125}, false},
		"the whole photo":   {"", face, false},
		"no numbers":        {"close-up of face at a,b cxd", face, false},
		"what is no number": {"close-up of face at NaN,0.2500 0.1000x0.1250", face, false},
		"something else":    {CloseUpOf(face) + " and more", face, false},
	} {
		e := Explanation{By: Provenance{Settings: map[string]string{CloseUpSetting: c.setting}}}
		if got := e.IsAbout(c.other); got != c.is {
			t.Errorf("%s: %v", name, got)
		}
	}
}
