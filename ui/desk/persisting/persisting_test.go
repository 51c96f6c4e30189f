package persisting

import (
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/session"
)

// shelf takes note of what is to be stored.
type shelf struct{ saved []settings.Settings }

func (s *shelf) Save(now settings.Settings) { s.saved = append(s.saved, now) }

func (s *shelf) last(t *testing.T) settings.Settings {
	t.Helper()
	if len(s.saved) == 0 {
		t.Fatal("nothing was stored")
	}
	return s.saved[len(s.saved)-1]
}

// newRoom gives a controller whose window stands in some way, with three photos.
func newRoom() (p *Persisting, s *shelf, touched *bool, full *bool) {
	s, touched, full = &shelf{}, new(bool), new(bool)
	all := settings.Defaults()
	p = &Persisting{
		Settings: &all, Session: session.NewSession(), Saver: s,
		Folders: func() []string { return []string{"/shoot"} }, Loupe: func() bool { return true },
		Touched: func() bool { return *touched },
		Size:    func() (float32, float32, bool) { return 900, 700, !*full },
	}
	p.Session.Put([]library.Photo{{ID: 1, Path: "/shoot/a.jpg"}, {ID: 2, Path: "/shoot/b.jpg"}, {ID: 3, Path: "/shoot/c.jpg"}})
	return p, s, touched, full
}

func TestHowTheWindowStandsIsStored(t *testing.T) {
	p, s, _, _ := newRoom()
	f := query.NewFilter()
	f.MinRating = 2
	p.Session.SetFilter(f)
	p.Session.SetOrder(query.Order{By: query.ByName})
	p.Settings.Export.To = "/out" // by its own controller
	p.Save()
	got := s.last(t)
	if len(got.Shoot.Folders) != 1 || got.Shoot.Folders[0] != "/shoot" || got.Filters.Filter.MinRating != 2 ||
		got.Shoot.Order.By != query.ByName || !got.Shoot.Loupe || got.Export.To != "/out" {
		t.Errorf("stored %+v", got)
	}
	if got.Window.Width != 900 || got.Window.Height != 700 {
		t.Errorf("the size is %v x %v", got.Window.Width, got.Window.Height)
	}
}

func TestTheScreensSizeIsNotTheWindows(t *testing.T) {
	p, s, _, full := newRoom()
	*full = true
	p.Save()
	if got := s.last(t).Window; got.Width != settings.Defaults().Window.Width {
		t.Errorf("the size is %v x %v", got.Width, got.Height)
	}
}

func TestTheCursorOfLastTimeStaysUntilThePersonPutsItSomewhere(t *testing.T) {
	p, s, touched, _ := newRoom()
	p.Settings.Shoot.Cursor = 9 // a photo that is still to come
	p.Save()
	*touched = true // but the cursor was not moved
	p.Save()
	if got := s.last(t).Shoot.Cursor; got != 9 {
		t.Errorf("the cursor is on %d", got)
	}
	p.Session.MoveTo(1)
	p.Save()
	if got, want := s.last(t).Shoot.Cursor, p.Session.Cursor(); got != want {
		t.Errorf("the cursor is on %d, want %d", got, want)
	}
}

func TestOnlyWhatIsRememberedAsksToBeStored(t *testing.T) {
	p, _, _, _ := newRoom()
	for changed, want := range map[change.Set]bool{
		change.View: true, change.Order: true, change.Tiles: true, change.Cursor: true, change.Counts: true,
		change.None: false, change.Status: false, change.Toolbar: false, change.Filter: false,
	} {
		p.Changed(changed)
		if got := p.Moved(); got != want {
			t.Errorf("after %v something is to be stored: %v", changed, got)
		}
		if p.Moved() {
			t.Errorf("after %v it is said twice", changed)
		}
	}
}

func TestWhereNothingIsStoredSavingDoesNothing(t *testing.T) {
	p, _, _, _ := newRoom()
	p.Saver = nil
	p.Save()
	if len(p.Settings.Shoot.Folders) != 0 {
		t.Errorf("the settings changed: %v", p.Settings.Shoot.Folders)
	}
}

func TestAStartBringsBackFilterOrderAndScorer(t *testing.T) {
	for name, c := range map[string]struct {
		modelOn bool
		want    scorers.ID
	}{
		"the model runs":    {true, scorers.Model},
		"no model will run": {false, scorers.BuiltIn},
	} {
		t.Run(name, func(t *testing.T) {
			p, _, _, _ := newRoom()
			p.Settings.Filters.Filter.MinRating = 3
			p.Settings.Shoot.Order = query.Order{By: query.ByTime}
			p.Settings.Scorers = settings.Scorers{Shown: scorers.Model, ModelOn: c.modelOn}
			p.Restore()
			if p.Session.Filter().MinRating != 3 || p.Session.Order().By != query.ByTime || p.Session.Chosen() != c.want {
				t.Errorf("filter %+v, order %+v, scorer %q", p.Session.Filter(), p.Session.Order(), p.Session.Chosen())
			}
		})
	}
}
