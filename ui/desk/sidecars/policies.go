package sidecars

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// policies are when sidecars are written in the open folders, as it is known.
type policies struct {
	of map[string]sidecars.Policy
}

// loadPolicies looks up the answers for the open folders.
func (s *Sidecars) loadPolicies() {
	folders := s.Shoot.Folders()
	s.Desk.Go(func(ctx context.Context) {
		of := map[string]sidecars.Policy{}
		for _, folder := range folders {
			p, _, err := s.Sync.Policy(ctx, folder)
			if err != nil {
				s.Desk.Log(err.Error())
				return
			}
			of[folder] = p
		}
		s.Desk.Post(func() change.Set { s.policies.of = of; return change.Counts })
	})
}

// Note is what the row of an open folder says of its sidecars, "" for nothing.
func (s *Sidecars) Note(folder string) string {
	p, known := s.policies.of[folder]
	if !known {
		if s.policies.of[folder] = sidecars.Ask; true { // asked for once
			s.loadPolicies()
		}
		return ""
	}
	switch p {
	case sidecars.Card:
		return lang.L("Sidecars: never on a card")
	case sidecars.Ask:
		return ""
	}
	return lang.L("Sidecars: {{.When}}", language.Args{"When": within(p)})
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
	now := s.policies.of[s.rootOf(folder)]
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
