package folders

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/session"
)

// Shoot is the part of a shoot that opens and closes folders and reads photos.
type Shoot interface {
	// TryAgain has photos decoded once more; what comes of it is told as events.
	TryAgain(ctx context.Context, photos []library.Photo) error
	AddFolder(path string) error
	RemoveFolder(path string) error
	Folders() []string
	IsOpen(path string) bool
}

// Results takes in what a scorer said of photos.
type Results interface {
	Scored(results []queue.Result) change.Set
	// Earlier takes in what earlier versions of scorers said.
	Earlier(scores []scorers.Earlier) change.Set
}

// Needs is what the folders ask of others.
type Needs struct {
	Shoot      Shoot
	Session    *session.Session
	Notices    *desk.Notices
	Results    Results
	Chosen     *settings.Shoot // the folders of this time and of others
	Touches    func() int      // how often the person has used a key or the mouse
	Choose     func(title, accept, start string, chosen func(path string) change.Set)
	Desk       *desk.Desk
	ReadOnly   bool   // another window has the catalogue
	DemoFolder string // where the demo shoot is drawn
	Watching   bool   // changes on the disk are heard of

	// Sidecars is what the row of an open folder says of its sidecars, "" for nothing; nil
	// is nothing.
	Sidecars   func(root string) string
	AfterPaint func(f func()) // calls f once the next frame is on the screen

	// Faces hears of which photos the faces are known now, or no more; nil is nobody.
	Faces func([]library.ID) change.Set
}

// Folders are the open folders. It belongs to fyne's goroutine.
type Folders struct {
	Needs
	scans    map[string]shoot.Scan
	running  bool // the folders of the start are open; what opens now the person chose
	settling settling
	pacing   pacing
	listing  bool // what is known of a folder is being told, or was and it is not walked yet
}

// New gives a controller without any open folder.
func New(n Needs) *Folders {
	return &Folders{Needs: n, scans: map[string]shoot.Scan{}}
}

// OpenFirst opens what the command line named, else what was open last time.
func (f *Folders) OpenFirst(named []string, demo bool) change.Set {
	if len(named) == 0 && !demo {
		named = f.Chosen.Folders
	}
	for _, path := range named {
		f.Open(path)
	}
	if demo {
		f.OpenDemo()
	}
	f.running = true
	return change.All
}

// Open adds a folder to those that are open. One that is not there stays in the
// list: its card or drive may be connected later.
func (f *Folders) Open(path string) change.Set {
	if err := f.Shoot.AddFolder(path); err != nil {
		return f.Notices.Fail(err)
	}
	f.forgetClosed() // an outer folder takes the place of those within it
	f.Chosen.Remember(path, time.Now())
	if empty := f.Session.Total() == 0; empty || f.running {
		// The person has touched nothing of what is to come: until they do something
		// else, its photos go to their places.
		f.settling.from, f.settling.restore = f.Touches(), empty
	}
	return change.All
}

// forgetClosed forgets how far folders were walked that are open no more.
func (f *Folders) forgetClosed() {
	open := f.Shoot.Folders()
	maps.DeleteFunc(f.scans, func(folder string, _ shoot.Scan) bool { return !slices.Contains(open, folder) })
}

// Close stops showing a folder. Its photos and decisions stay in the catalogue.
func (f *Folders) Close(path string) change.Set {
	if err := f.Shoot.RemoveFolder(path); err != nil {
		return f.Notices.Fail(err)
	}
	f.forgetClosed()
	f.settling.more, f.listing = false, false
	f.Session.Forget(func(p *library.Photo) bool { return !f.Shoot.IsOpen(p.Path) })
	filter := f.Session.Filter()
	filter.Folders = slices.DeleteFunc(slices.Clone(filter.Folders), func(d string) bool { return library.Below(d, path) })
	f.Session.SetFilter(filter)
	return change.All
}

// AnyOpen is true where a folder is open, maybe without photos.
func (f *Folders) AnyOpen() bool { return len(f.Shoot.Folders()) > 0 }

// choose asks for a folder to open, beside the one that was opened last.
func (f *Folders) choose() change.Set {
	start := ""
	if recent := f.Chosen.Recent; len(recent) > 0 {
		start = filepath.Dir(recent[0])
	}
	f.Choose(lang.L("Which folder has your photos?"), lang.L("Open this folder"), start, f.Open)
	return change.None
}

// Dropped opens folders that were dropped on the window.
func (f *Folders) Dropped(items []fyne.URI) (changed change.Set) {
	for _, u := range items {
		if u.Scheme() == "file" {
			changed |= f.Open(u.Path())
		}
	}
	return changed
}
