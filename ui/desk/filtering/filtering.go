package filtering

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// The commands that the line above the photos names.
const (
	Suspend command.ID = "filters"
	Clear   command.ID = "clear-filters"
)

// Needs is what filtering asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	Saved   *settings.Filters
	Touch   func()                                 // hears that the person chose something
	Rows    func(query.Counts) []filters.FolderRow // the open folders
	Close   func(folder string) change.Set         // closes one
	Apply   func(change.Set)                       // brings up to date what a choice in the panel changed
	Focus   func(find func(fyne.Canvas))           // shows the panel and gives its search the keyboard
	Do      func(command.ID)                       // carries out a command

	FolderMenu func(path string) *fyne.Menu // what is done with a folder elsewhere; nil is nothing
}

// Filtering is the filter panel's logic. It belongs to fyne's goroutine.
type Filtering struct {
	Needs
	panel *filters.Panel
	line  *filters.Line

	countedAt time.Time
	took      time.Duration     // of the last count
	planned   bool              // a later count is already on its way
	counting  *session.Counting // that goes on, nil for none
	counts    query.Counts      // as they were counted last
	stale     bool              // the panel's counts are out of date
}

// New makes the panel. openFolder is the command that asks for a folder.
func New(n Needs, openFolder command.ID) *Filtering {
	f := &Filtering{Needs: n}
	f.panel = filters.New(filters.Callbacks{
		OnFilter:       func(q query.Filter) { n.Apply(f.Set(q)) },
		OnFolder:       func(path string) { n.Apply(f.only(path)) },
		OnAddFolder:    func() { n.Do(openFolder) },
		OnRemoveFolder: func(path string) { n.Apply(n.Close(path)) },
		FolderMenu:     n.FolderMenu,
		OnSaveFilter:   f.askName,
		OnSavedFilter:  func(name string) { n.Apply(f.use(name)) },
		OnForgetFilter: func(name string) { n.Apply(f.forget(name)) },
	})
	f.line = filters.NewLine(func() { n.Do(Suspend) }, func() { n.Do(Clear) })
	return f
}

// Line stands above the photos and says which filter is on.
func (f *Filtering) Line() fyne.CanvasObject { return f.line }

// Panel is the left panel.
func (f *Filtering) Panel() *filters.Panel { return f.panel }

// Set shows only the photos that match.
func (f *Filtering) Set(q query.Filter) change.Set {
	f.Touch()
	f.Session.SetFilter(q)
	// The panel shows its own change at once; the counts follow it.
	return change.Shown | change.Filter
}

// only shows the photos of one folder, "" those of all.
func (f *Filtering) only(folder string) change.Set {
	q := f.Session.Filter()
	q.Folders = nil
	if folder != "" {
		q.Folders = []string{folder}
	}
	return f.Set(q)
}

// Clear shows everything of the folders that are chosen, or of all where that
// would be nothing.
func (f *Filtering) Clear() change.Set {
	q := query.NewFilter()
	q.Folders = f.Session.Filter().Folders
	if f.Session.Total() > 0 && len(q.Folders) > 0 && f.matching(q) == 0 {
		q.Folders = nil
	}
	return f.Set(q)
}

func (f *Filtering) matching(q query.Filter) int {
	return session.NewCounting(f.Session, q).All().Shown
}

// suspend sets the filters aside or brings them back.
func (f *Filtering) suspend() change.Set {
	changed := change.Shown
	if f.Session.SuspendFilter() {
		changed |= f.Notices.Say(lang.L("Filters are off; the same key turns them on again"))
	}
	return changed
}

// anyFilter says whether there is a filter to set aside; folders stay in force.
func (f *Filtering) anyFilter() (ok bool, why string) {
	q := f.Session.Filter()
	q.Folders = nil
	if q.Active() == 0 && !f.Session.Suspended() {
		return false, language.Mark("No filter is on")
	}
	return true, ""
}

// Commands are what the filter keys do.
func (f *Filtering) Commands() []command.Binding {
	return []command.Binding{
		{
			ID: "find", Section: command.Work, Title: language.Mark("Find photos"),
			Row:  language.Mark("Find by name, folder, camera, lens, title, caption or keyword"),
			Keys: []command.Key{{Name: "f", Mod: command.Ctrl}},
			Run:  func() change.Set { f.Focus(f.panel.Find); return change.Cursor },
		},
		{
			ID: Suspend, Section: command.Work, Title: language.Mark("Filters on or off"),
			Keys: []command.Key{{Name: "\\"}}, Enabled: f.anyFilter, Run: f.suspend,
		},
		{
			ID: Clear, Section: command.Work, Title: language.Mark("Clear filters"), Unlisted: true,
			Enabled: f.anyFilter, Run: f.Clear,
		},
	}
}
