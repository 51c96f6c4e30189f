package sidecars

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// asking is the question at the first mark in a folder.
type asking struct {
	put map[string]bool // folders of which it was asked since the start
}

// rootOf gives the open folder in which a path lies, "" where none is open around it.
func (s *Sidecars) rootOf(path string) (root string) {
	for _, r := range s.Shoot.Folders() {
		if library.Below(path, r) && len(r) > len(root) {
			root = r
		}
	}
	return root
}

// marked asks, where a mark is the first in its folder tree, whether decisions are also
// to be written. The mark is stored already, and the keys stay the photos'.
func (s *Sidecars) marked(path string) {
	root := s.rootOf(path)
	if root == "" || s.put[root] {
		return
	}
	s.put[root] = true
	s.Desk.Go(func(ctx context.Context) {
		policy, _, err := s.Sync.Policy(ctx, path)
		s.Desk.Post(func() change.Set {
			switch {
			case err != nil:
				s.Desk.Log(err.Error())
			case policy == sidecars.Ask:
				s.ask(root)
			}
			return change.None
		})
	})
}

// ask shows the question for a folder.
func (s *Sidecars) ask(root string) {
	s.showBeside(question, sheets.AskSidecars(library.Display(filepath.Base(root)), s.Desk.Key(Write), s.Grown, func(answer int) {
		s.hideBeside()
		if answer >= 0 {
			s.Apply(s.setPolicy(root, policyOf(answer)))
		}
	}))
}

// setPolicy stores an answer for a folder and says what follows from it.
func (s *Sidecars) setPolicy(folder string, p sidecars.Policy) change.Set {
	s.put[s.rootOf(folder)] = true
	if s.strip == question {
		s.hideBeside()
	}
	s.Desk.Go(func(ctx context.Context) {
		err := s.Sync.SetPolicy(ctx, folder, p)
		s.Desk.Post(func() change.Set {
			if err != nil {
				return s.Notices.Fail(err)
			}
			s.loadPolicies()
			return s.Notices.Say(s.answered(folder, p))
		})
	})
	return change.None
}

// answered says what follows from an answer.
func (s *Sidecars) answered(folder string, p sidecars.Policy) string {
	args := language.Args{"Folder": desk.ShortPath(folder), "Key": s.Desk.KeyText(Write)}
	switch p {
	case sidecars.AtOnce:
		return lang.L("Decisions in {{.Folder}} are written as sidecars at once", args)
	case sidecars.OnRequest:
		return lang.L("{{.Key}} writes the decisions in {{.Folder}} as sidecars", args)
	case sidecars.Never:
		return lang.L("No sidecars are written in {{.Folder}}; its menu changes that", args)
	}
	return ""
}

// policies of the answers, in the order of sheets.PolicyTitles.
func policyOrder() []sidecars.Policy {
	return []sidecars.Policy{sidecars.OnRequest, sidecars.AtOnce, sidecars.Never}
}

func policyOf(answer int) sidecars.Policy { return policyOrder()[answer] }
