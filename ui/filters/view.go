package filters

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library/query"
)

// FolderRow is one folder in the list.
type FolderRow struct {
	Path, Name string
	Count      int // photos in it and below
	Depth      int // 0 for a folder that the person added, more for one inside
	Selected   bool
	Watching   bool   // new files appear by themselves
	Offline    bool   // it cannot be reached now
	Problem    string // why it cannot be read, "" when all is well
	Note       string // words about the folder above, in place of a folder; "" for a folder
}

// SavedFilter is a filter that the person gave a name.
type SavedFilter struct {
	Name   string
	Title  string // what is shown; "" is the name
	Filter query.Filter
}

// View is all that the panel shows.
type View struct {
	Folders []FolderRow
	Filter  query.Filter
	Counts  query.Counts
	Saved   []SavedFilter
	Shown   int // photos that the filter lets through
	Total   int
}

// Callbacks are what the panel asks for; nil ones are left out of the panel.
type Callbacks struct {
	OnFilter       func(query.Filter)
	OnFolder       func(path string) // "" for all folders
	OnAddFolder    func()
	OnRemoveFolder func(path string)
	FolderMenu     func(path string) *fyne.Menu // what else is done with a folder
	OnSaveFilter   func()                       // keep the current filter under a name
	OnSavedFilter  func(name string)            // use a saved one
	OnForgetFilter func(name string)
}
