package sidecars

import (
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestWhatWaitsForASilentFolderIsHeldNoLonger(t *testing.T) {
	start := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	type step struct{ at, wait time.Duration } // when something is put in, and for how long
	for name, c := range map[string]struct {
		steps []step
		held  bool
		want  time.Duration // from the start
	}{
		"at once":                        {[]step{{0, 0}}, false, quiet},
		"at once, held":                  {[]step{{0, 0}}, true, held},
		"later":                          {[]step{{0, 30 * time.Second}}, false, 30*time.Second + quiet},
		"later, held":                    {[]step{{0, 30 * time.Second}}, true, 30 * time.Second},
		"soon, held":                     {[]step{{0, time.Second}}, true, held},
		"at once after later":            {[]step{{0, 30 * time.Second}, {time.Second, 0}}, false, time.Second + quiet},
		"at once after later, held":      {[]step{{0, 30 * time.Second}, {time.Second, 0}}, true, time.Second + held},
		"later after at once":            {[]step{{0, 0}, {time.Second, 30 * time.Second}}, false, longest},
		"at once after later, both held": {[]step{{0, 30 * time.Second}, {time.Second, 0}, {2 * time.Second, 0}}, true, time.Second + held},
	} {
		b := newInbox()
		b.hold(c.held)
		for i, s := range c.steps {
			b.addLater([]library.ID{library.ID(i)}, start.Add(s.at), s.wait)
		}
		if got, ok := b.ripe(start); got != c.want || !ok {
			t.Errorf("%s: in %v, %v", name, got, ok)
		}
		last := c.steps[len(c.steps)-1]
		if !c.held || last.wait > 0 {
			continue
		}
		b.hold(false)
		if got, ok := b.ripe(start.Add(last.at)); got != 0 || !ok {
			t.Errorf("%s, and no longer: in %v, %v", name, got, ok)
		}
		b.addLater([]library.ID{99}, start.Add(last.at), 0)
		if got, ok := b.ripe(start.Add(last.at)); got != quiet || !ok {
			t.Errorf("%s, and one more after that: in %v, %v", name, got, ok)
		}
	}
}
