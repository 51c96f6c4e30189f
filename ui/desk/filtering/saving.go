package filtering

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// askName asks under which name the filter is kept, and offers the words that describe
// it.
func (f *Filtering) askName() {
	q := f.Session.Filter()
	if q.Active() == 0 {
		return
	}
	words := language.Filter(&q)
	ask := sheets.NewNaming(lang.L("Save this filter"), words, func(name string) {
		f.Overlay.Close()
		if name == words {
			name = q.Describe() // which is shown in the window's language
		}
		f.Apply(f.save(settings.SavedFilter{Name: name, Filter: q}))
	}, f.Overlay.Close)
	f.Overlay.Show(overlay.Sheet{Object: ask})
	ask.Focus(f.Overlay.Canvas())
}

// save keeps a filter, in place of another of that name.
func (f *Filtering) save(s settings.SavedFilter) change.Set {
	if i := slices.IndexFunc(f.Saved.Saved, func(o settings.SavedFilter) bool { return o.Name == s.Name }); i >= 0 {
		f.Saved.Saved[i] = s
	} else {
		f.Saved.Saved = append(f.Saved.Saved, s)
	}
	return change.Counts | f.Notices.Say(lang.L("Filter saved: {{.Name}}", map[string]any{"Name": library.Display(savedTitle(&s))}))
}

func (f *Filtering) use(name string) (changed change.Set) {
	for _, s := range f.Saved.Saved {
		if s.Name == name {
			changed |= f.Set(s.Filter)
		}
	}
	return changed
}

func (f *Filtering) forget(name string) change.Set {
	f.Saved.Saved = slices.DeleteFunc(f.Saved.Saved, func(s settings.SavedFilter) bool { return s.Name == name })
	return change.Counts
}
