package views

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// handful is how many keepers there are at least before a photo is held against their
// mean.
const handful = 5

// keepers are the scores of the picked photos.
type keepers struct {
	known  bool
	scores []*library.Score
}

// keepers gives the scores of the picked photos, counted once until something is
// decided.
func (s *several) keepers() []*library.Score {
	if !s.keeps.known {
		s.keeps = keepers{known: true}
		s.Session.EachScore(func(p *library.Photo, _, _ *library.Score) {
			if p.Decision.Flag == library.Pick {
				s.keeps.scores = append(s.keeps.scores, s.Session.Score(p.ID))
			}
		})
	}
	return s.keeps.scores
}

// reference is something that a photo can be held against: the mean of others.
type reference struct {
	choice string // as it is offered
	party  party
}

// references are the means that the photo with the keys can be held against.
func (s *several) references() []reference {
	ids := s.Targets()
	if len(ids) == 0 {
		return nil
	}
	like := s.Session.Score(ids[0])
	var all []reference
	add := func(scores []*library.Score, least int, words func(n string) (choice, name string)) {
		mean, n := difference.Mean(like, scores)
		if mean == nil || n < least {
			return
		}
		choice, name := words(language.Count(n))
		all = append(all, reference{choice, party{name, style.Second, mean}})
	}
	stack := stackOf(s.Session, s.Stacks, ids[0])
	add(s.scores(s.these()), 3, func(n string) (choice, name string) {
		args := language.Args{"Count": n}
		return lang.L("Against the mean of these {{.Count}}", args), lang.L("mean of {{.Count}}", args)
	})
	add(s.scores(stack), 2, func(n string) (choice, name string) {
		args := language.Args{"Count": n}
		return lang.L("Against the mean of the stack ({{.Count}})", args), lang.L("mean of the stack of {{.Count}}", args)
	})
	add(s.keepers(), handful, func(n string) (choice, name string) {
		args := language.Args{"Count": n}
		return lang.L("Against my {{.Count}} keepers", args), lang.L("mean of my {{.Count}} keepers", args)
	})
	return all
}

func (s *several) scores(ids []library.ID) []*library.Score {
	all := make([]*library.Score, len(ids))
	for i, id := range ids {
		all[i] = s.Session.Score(id)
	}
	return all
}
