package views

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/means"
	"keeplight.app/keeplight/ui/style"
)

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
	add := func(mean *library.Score, n, least int, words func(n string) (choice, name string)) {
		if mean == nil || n < least {
			return
		}
		choice, name := words(language.Count(n))
		all = append(all, reference{choice, party{name, style.Second, mean}})
	}
	mean, n := difference.Mean(like, s.scores(s.these()))
	add(mean, n, 3, func(n string) (choice, name string) {
		args := language.Args{"Count": n}
		return lang.L("Against the mean of these {{.Count}}", args), lang.L("mean of {{.Count}}", args)
	})
	mean, n = difference.Mean(like, s.scores(stackOf(s.Session, s.Stacks, ids[0])))
	add(mean, n, 2, func(n string) (choice, name string) {
		args := language.Args{"Count": n}
		return lang.L("Against the mean of the stack ({{.Count}})", args), lang.L("mean of the stack of {{.Count}}", args)
	})
	mean, n = s.keeps.Mean(like)
	add(mean, n, means.Handful, func(n string) (choice, name string) {
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
