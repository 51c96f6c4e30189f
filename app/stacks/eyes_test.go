package stacks

import (
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
)

// faced is what a frame of a burst shows.
type faced struct {
	overall float64
	faces   *query.Faces
}

func shows(found, closed int, focus float64) *query.Faces {
	return &query.Faces{Found: found, Closed: closed, Open: found - closed, Focus: focus}
}

func TestEyesDecideBetweenFramesThatAreTooCloseToCall(t *testing.T) {
	for name, c := range map[string]struct {
		frames []faced
		best   int // of the frames
		reason string
		close  int
	}{
		"no faces":                                   {[]faced{{6, shows(0, 0, 0)}, {6.1, shows(0, 0, 0)}}, 1, "1.jpg is too close to call", 1},
		"not looked at":                              {[]faced{{6, shows(1, 0, 0)}, {6.1, nil}}, 1, "1.jpg is too close to call", 1},
		"someone blinks in the better one":           {[]faced{{6, shows(3, 0, 0)}, {6.1, shows(3, 1, 0)}}, 0, "nobody’s eyes look closed", 0},
		"fewer blink":                                {[]faced{{6, shows(3, 1, 0)}, {6.1, shows(3, 2, 0)}}, 0, "fewest faces whose eyes look closed: 1", 0},
		"a face is missing where nobody blinks":      {[]faced{{6, shows(2, 0, 0)}, {6.1, shows(3, 1, 0)}}, 1, "1.jpg is too close to call", 1},
		"a face is missing and nobody blinks at all": {[]faced{{6, shows(3, 0, 0)}, {6.1, shows(2, 0, 0)}}, 1, "1.jpg is too close to call", 1},
		"the better one is better by far":            {[]faced{{3, shows(3, 0, 0)}, {8, shows(3, 1, 0)}}, 1, "best overall by 5.0", 0},
		"softer at the eye":                          {[]faced{{6, shows(1, 0, 0.2)}, {6.1, shows(1, 0, 0.1)}}, 0, "sharper at the eye", 0},
		"a little softer at the eye":                 {[]faced{{6, shows(1, 0, 0.2)}, {6.1, shows(1, 0, 0.19)}}, 1, "1.jpg is too close to call", 1},
		"the focus of one is not known":              {[]faced{{6, shows(1, 0, 0)}, {6.1, shows(1, 0, 0.1)}}, 1, "1.jpg is too close to call", 1},
		"open eyes before sharp ones":                {[]faced{{6, shows(1, 0, 0.1)}, {6.1, shows(1, 1, 0.2)}}, 0, "nobody’s eyes look closed", 0},
	} {
		t.Run(name, func(t *testing.T) {
			g, items := burstOf(c.frames)
			s, ok := g.Suggest(&g.Groups[0], items)
			if !ok || s.Best != library.ID(c.best+1) || message.English(s.Reason) != c.reason || len(s.Close) != c.close {
				t.Errorf("suggested %v of the frames, %v, close %v: %q", s.Best, ok, s.Close, message.English(s.Reason))
			}
			if best := g.Best(&g.Groups[0], items); best != s.Best {
				t.Errorf("at less cost it is %v", best)
			}
		})
	}
}

// burstOf groups frames with these scores and faces.
func burstOf(frames []faced) (*Grouping, []query.Item) {
	const spread = 0.3
	overalls := make([]float64, len(frames))
	for i := range frames {
		overalls[i] = frames[i].overall
	}
	all := photos(len(frames), 100*time.Millisecond)
	s := New(nil)
	defer s.Close()
	s.Put(all, nil)
	items := scored(all, spread, overalls...)
	for i := range items {
		items[i].Faces = frames[i].faces
	}
	return s.Renew(), items
}
