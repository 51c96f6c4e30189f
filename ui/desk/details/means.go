package details

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/language"
	keepers "keeplight.app/keeplight/ui/means"
	"keeplight.app/keeplight/ui/session"
)

// means are those that the inspector offers, and which is chosen. The choice stays from
// photo to photo, also over those that have no such mean.
type means struct {
	keepers keepers.Keepers
	chosen  *settings.Mean
	offered []settings.Mean // with the photo that is shown
}

func newMeans(s *session.Session, chosen *settings.Mean) means {
	return means{keepers: keepers.Keepers{Session: s}, chosen: chosen}
}

// against gives the means that there are for a photo's score, and the chosen one.
func (d *Details) against(id library.ID, score *library.Score) inspector.Against {
	m := &d.means
	m.offered = []settings.Mean{settings.NoMean}
	a := inspector.Against{Choices: []string{lang.L("No comparison")}}
	offer := func(kind settings.Mean, of *library.Score, choice, name string) {
		if of == nil {
			return
		}
		m.offered = append(m.offered, kind)
		a.Choices = append(a.Choices, choice)
		if kind == *m.chosen {
			a.Mean, a.MeanName, a.Chosen = &of.Values, name, len(a.Choices)-1
		}
	}
	stack, n := difference.Mean(score, d.stackScores(id))
	args := language.Args{"Count": language.Count(n)}
	offer(settings.StackMean, stack, lang.L("Against the mean of the stack ({{.Count}})", args), lang.L("mean of the stack of {{.Count}}", args))
	kept, n := m.keepers.Mean(score)
	args = language.Args{"Count": language.Count(n)}
	offer(settings.KeepersMean, kept, lang.L("Against my {{.Count}} keepers", args), lang.L("mean of my {{.Count}} keepers", args))
	return a
}

// stackScores gives the scores of the photo's stack; some may be nil.
func (d *Details) stackScores(id library.ID) []*library.Score {
	var scores []*library.Score
	for _, other := range d.stacks.Of(id) {
		scores = append(scores, d.session.Score(other))
	}
	return scores
}

// hold holds photos against the mean at a place of those that were offered.
func (d *Details) hold(place int) {
	if place >= 0 && place < len(d.means.offered) {
		*d.means.chosen = d.means.offered[place]
	}
}
