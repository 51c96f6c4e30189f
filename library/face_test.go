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
