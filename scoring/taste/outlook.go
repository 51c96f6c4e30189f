package taste

import "math"

// Outlook is what it will take until the gate opens, as far as that can be said.
type Outlook struct {
	Known     bool // false where what was learnt does not look better than the built-in scorer
	Decisions int  // about so many more
	Shoots    int  // of at least so many more shoots
}

const (
	// leastShoots is from how many shoots on a taste can be tested: one to learn from,
	// one to be tested on. The third makes the two exchange places once.
	leastShoots = 3
	// mostAhead bounds what is foretold.
	mostAhead = 2000

	// What is assumed before anything is known: how often exactly one of the two is
	// right, and how often that is the taste. Simulated photographers with firm rules
	// lie near it.
	usualDecided, usualWins = 0.45, 0.8
)

// Foretell says what is left, from how the taste did on pairs that were held out (share
// of pairs in which exactly one was right, share of those that the taste won; NaN for
// unknown), how many decisions wait to make a block, and from how many shoots.
func (g *Gate) Foretell(decided, wins float64, shoots, waiting int) Outlook {
	o := Outlook{Known: true, Shoots: max(0, leastShoots-shoots)}
	if !finite(decided) || !finite(wins) {
		decided, wins = usualDecided, usualWins
	}
	if wins < 0.55 || decided < 0.02 {
		return Outlook{Shoots: o.Shoots}
	}
	gone := g.BuiltIn
	w, l := gone.Wins(), gone.Losses()
	for n := 0; n <= mostAhead; n += 2 {
		w, l := w+decided*wins*float64(n)/2, l+decided*(1-wins)*float64(n)/2
		c := Counts{int(math.Round(w)), int(math.Round(l))}
		if c.Evidence() >= g.Needed() {
			o.Decisions = max(0, n-waiting)
			if g.Pairs == 0 {
				o.Decisions = max(0, n+firstShoot-waiting)
			}
			return o
		}
	}
	return Outlook{Shoots: o.Shoots}
}

// firstShoot is about how many decisions the first shoot takes, which only teach.
const firstShoot = 30

// Point is a point of the learning curve: how many of the held-out pairs of one shoot
// were put right by weights learnt from so many decisions.
type Point struct {
	Decisions int     `json:"decisions"`
	Pairs     int     `json:"pairs"`
	Right     float64 `json:"right"`   // 0..1, ties half
	BuiltIn   float64 `json:"builtin"` // of the same pairs
	Low       float64 `json:"low"`     // of Right: 95 %, by leaving out one photo each
	High      float64 `json:"high"`
}
