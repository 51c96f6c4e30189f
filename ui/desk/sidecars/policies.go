package sidecars

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// policies are when sidecars are written in the open folders, as it is known.
type policies struct {
	trees []sidecars.Tree
	cards map[string]bool // open folders, and whether they lie on a card
}

// loadPolicies looks up the answers, and which of the open folders lie on a card.
func (s *Sidecars) loadPolicies() {
	folders := s.Shoot.Folders()
	s.Desk.Go(func(ctx context.Context) {
		trees, err := s.Sync.Trees(ctx)
		cards := map[string]bool{}
		for _, folder := range folders {
			p, _, perr := s.Sync.Policy(ctx, folder)
			err = errors.Join(err, perr)
			cards[folder] = p == sidecars.Card
		}
		if err != nil {
			s.Desk.Log(err.Error())
			return
		}
		s.Desk.Post(func() change.Set { s.policies = policies{trees, cards}; return change.Counts })
	})
}

// policy is the answer for a folder, as it is known.
func (s *Sidecars) policy(folder string) (p sidecars.Policy) {
	if s.cards[s.rootOf(folder)] {
		return sidecars.Card
	}
	longest := -1
	for _, t := range s.trees {
		if library.Below(folder, t.Folder) && len(t.Folder) > longest {
			p, longest = t.Policy, len(t.Folder)
		}
	}
	return p
}

// Note is what the row of an open folder says of its sidecars, "" for nothing.
func (s *Sidecars) Note(folder string) string {
	if _, known := s.cards[folder]; !known {
		s.cards[folder] = false // it is looked up once
		s.loadPolicies()
	}
	switch p := s.policy(folder); p {
	case sidecars.Card:
		return lang.L("Sidecars: never on a card")
	case sidecars.Ask:
		return ""
	default:
		return lang.L("Sidecars: {{.When}}", language.Args{"When": within(p)})
	}
}

// within names an answer within a sentence.
func within(p sidecars.Policy) string {
	switch p {
	case sidecars.OnRequest:
		return lang.L("on request")
	case sidecars.AtOnce:
		return lang.L("at once")
	}
	return lang.L("never written")
}

// FolderMenu is what the menu of a folder offers about its sidecars.
func (s *Sidecars) FolderMenu(folder string) *fyne.MenuItem {
	item := fyne.NewMenuItem(lang.L("XMP sidecars"), nil)
	now := s.policy(folder)
	if now == sidecars.Card || s.ReadOnly {
		item.Disabled = true
		if now == sidecars.Card {
			item.Label += " – " + lang.L("never on a card")
		}
		return item
	}
	item.ChildMenu = fyne.NewMenu("")
	for i, title := range sheets.PolicyTitles() {
		p := policyOf(i)
		answer := fyne.NewMenuItem(title, func() { s.Apply(s.setPolicy(folder, p)) })
		answer.Checked = p == now
		item.ChildMenu.Items = append(item.ChildMenu.Items, answer)
	}
	return item
}

// place is where an answer stands in sheets.PolicyTitles; one not given is on request.
func place(p sidecars.Policy) int { return max(0, slices.Index(policyOrder(), p)) }
