package sorting

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/weights"
)

// Weights is the command that shows and hides the panel of weights.
const Weights command.ID = "weights"

func (s *Sorting) newPanel() *weights.Panel {
	p := weights.New(weights.Callbacks{
		OnWeights: func(w query.Weights) { s.Apply(s.weigh(w)) },
		OnEqual:   func() { s.Apply(s.weigh(query.Equal())) },
		OnSaved:   func(i int) { s.Apply(s.weigh((*s.Saved)[i].Weights)) },
		OnSave:    s.askName,
		OnDelete:  func(i int) { s.Apply(s.forget(i)) },
		OnClose:   func() { s.showPanel(false); s.Apply(change.Cursor) },
	})
	p.Hide()
	return p
}

// Panel stands above the photos while photos are sorted by weights, unless the person
// has closed it.
func (s *Sorting) Panel() fyne.CanvasObject { return s.panel }

// Show brings the panel up to date.
func (s *Sorting) Show(changed change.Set) {
	if s.panel.Visible() && changed.Has(change.Order|change.Toolbar) {
		s.panel.Set(s.view())
	}
}

// weigh sorts by weights, those of no attribute apart: then all count alike.
func (s *Sorting) weigh(w query.Weights) change.Set {
	return s.set(query.Order{By: query.ByWeights, Descending: s.descends(), Weights: w})
}

func (s *Sorting) descends() bool {
	o := s.Session.Order()
	return o.Descending || o.By != query.ByWeights
}

// inUse are the weights written out.
func (s *Sorting) inUse() query.Weights {
	if w := s.Session.Order().Weights; w != (query.Weights{}) {
		return w
	}
	return query.Equal()
}

// switchPanel sorts by weights with the panel above the photos, or hides that.
func (s *Sorting) switchPanel() change.Set {
	if s.Session.Order().By != query.ByWeights {
		return s.By(slices.Index(s.keys, query.ByWeights))
	}
	s.showPanel(!s.panel.Visible())
	return change.Cursor
}

// Restore shows the panel where the person left it, before the window is put together.
func (s *Sorting) Restore() {
	if *s.Open = *s.Open && s.Session.Order().By == query.ByWeights; *s.Open {
		s.panel.Set(s.view())
		s.panel.Show()
	}
}

func (s *Sorting) showPanel(yes bool) {
	*s.Open = yes
	if yes == s.panel.Visible() {
		return
	}
	if yes {
		s.panel.Set(s.view())
		s.panel.Show()
	} else {
		s.panel.Hide()
	}
	s.Grown()
}

func (s *Sorting) view() weights.View {
	v := weights.View{Weights: s.inUse(), Chosen: -1, Key: s.Desk.Key(Weights)}
	for i, saved := range *s.Saved {
		v.Saved = append(v.Saved, library.Display(saved.Name))
		if saved.Weights == v.Weights {
			v.Chosen = i
		}
	}
	v.Words = s.known(&v)
	return v
}

// known says for how many of the photos that are shown what counts could be judged, and
// notes which attributes could.
func (s *Sorting) known(v *weights.View) string {
	var all, some, none int
	for _, id := range s.Session.Shown() {
		score := s.Session.Score(id)
		if score == nil {
			continue
		}
		for a := range score.Values {
			v.Judged[a] = v.Judged[a] || score.Values[a].Known
		}
		switch _, known, counted := v.Weights.Of(score); known {
		case counted:
			all++
		case 0:
			none++
		default:
			some++
		}
	}
	var parts []string
	if all > 0 || some+none == 0 {
		parts = append(parts, lang.L("all {{.N}} known for {{.Photos}}", language.Args{
			"N": language.Count(v.Weights.Counted()), "Photos": language.Plural("{{.N}} photos", all),
		}))
	}
	if some > 0 {
		parts = append(parts, lang.L("not all known for {{.N}}, ranked by the others", language.Args{"N": language.Count(some)}))
	}
	if none > 0 {
		parts = append(parts, lang.L("none known for {{.N}}", language.Args{"N": language.Count(none)}))
	}
	return strings.Join(parts, " · ")
}

// askName asks under which name the weights are kept.
func (s *Sorting) askName() {
	ask := sheets.NewNaming(lang.L("Save what counts to me"), "", func(name string) {
		s.Overlay.Close()
		s.Apply(s.save(name))
	}, s.Overlay.Close)
	s.Overlay.Show(overlay.Sheet{Object: ask})
	ask.Focus(s.Overlay.Canvas())
}

// save keeps the weights in use, in place of others of that name.
func (s *Sorting) save(name string) change.Set {
	saved := settings.SavedWeights{Name: name, Weights: s.inUse()}
	if i := slices.IndexFunc(*s.Saved, func(w settings.SavedWeights) bool { return w.Name == name }); i >= 0 {
		(*s.Saved)[i] = saved
	} else {
		*s.Saved = append(*s.Saved, saved)
	}
	return change.Toolbar | change.Counts | s.Notices.Say(lang.L("Weights saved: {{.Name}}", language.Args{"Name": library.Display(name)}))
}

func (s *Sorting) forget(place int) change.Set {
	if place >= 0 && place < len(*s.Saved) {
		*s.Saved = slices.Delete(*s.Saved, place, place+1)
	}
	return change.Toolbar | change.Counts
}
