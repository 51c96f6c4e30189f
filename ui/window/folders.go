package window

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/session"
)

// maxFolderRows bounds the list of folders: a tree of thousands would not help
// anybody find one.
const maxFolderRows = 200

// openFirstFolders opens what the command line named, else what was open last
// time, else the demo where it was asked for.
func (w *Window) openFirstFolders() {
	folders := w.opts.Folders
	if len(folders) == 0 && !w.opts.Demo {
		folders = w.state.Folders
	}
	for _, f := range folders {
		w.openFolder(f)
	}
	if w.opts.Demo {
		w.openDemo()
	}
	if w.opts.Notice != "" {
		w.trouble = w.opts.Notice
	}
	w.dirty.all = true
	w.settle()
	w.running = true
	w.askBeside()
}

// openFolder adds a folder to those that are open. One that is not there stays
// in the list: its card or drive may be connected later.
func (w *Window) openFolder(path string) {
	if err := w.shoot.AddFolder(path); err != nil {
		w.fail(err)
		w.settle()
		return
	}
	w.state.Remember(path)
	w.loading = !w.touched
	w.dirty.all = true
	w.settle()
	if w.running {
		w.askFirst()
	}
}

// closeFolder stops showing a folder. Its photos and decisions stay in the
// catalogue.
func (w *Window) closeFolder(path string) {
	if err := w.shoot.RemoveFolder(path); err != nil {
		w.fail(err)
		w.settle()
		return
	}
	delete(w.scans, path)
	w.session.Forget(func(p *library.Photo) bool { return !w.shoot.IsOpen(p.Path) })
	f := w.session.Filter()
	f.Folders = slices.DeleteFunc(slices.Clone(f.Folders), func(d string) bool { return library.Below(d, path) })
	w.session.SetFilter(f)
	w.dirty.all = true
	w.settle()
}

// chooseFolder asks for a folder to open, beside the one that was opened last.
func (w *Window) chooseFolder() {
	start := ""
	if recent := w.state.Recent; len(recent) > 0 {
		start = filepath.Dir(recent[0])
	}
	w.askFolder("Which folder has your photos?", "Open this folder", start, w.openFolder)
}

// dropped opens folders that were dropped on the window.
func (w *Window) dropped(_ fyne.Position, items []fyne.URI) {
	for _, u := range items {
		if u.Scheme() == "file" {
			w.openFolder(u.Path())
		}
	}
}

func (w *Window) filterCallbacks() filters.Callbacks {
	return filters.Callbacks{
		OnFilter: w.setFilter,
		OnFolder: func(path string) {
			f := w.session.Filter()
			f.Folders = nil
			if path != "" {
				f.Folders = []string{path}
			}
			w.setFilter(f)
		},
		OnAddFolder:    func() { w.do(session.OpenFolder) },
		OnRemoveFolder: w.closeFolder,
		OnSaveFilter:   w.saveFilter,
		OnSavedFilter:  w.useSavedFilter,
		OnForgetFilter: w.forgetFilter,
	}
}

func (w *Window) setFilter(f query.Filter) {
	w.touched = true
	w.session.SetFilter(f)
	// The panel shows its own change at once; the counts follow it.
	w.dirty.countedAt = time.Time{}
	w.dirty.order, w.dirty.cursor, w.dirty.counts, w.dirty.status = true, true, true, true
	w.settle()
}

func (w *Window) clearFilters() {
	f := query.NewFilter()
	f.Folders = w.session.Filter().Folders
	if w.session.Total() > 0 && len(f.Folders) > 0 && w.shownWith(f) == 0 {
		f.Folders = nil
	}
	w.setFilter(f)
}

func (w *Window) shownWith(f query.Filter) int {
	return len(w.session.Photos(func(p *library.Photo) bool { return f.Match(query.Item{Photo: p}) }))
}

// saveFilter keeps the filter under the words that describe it.
func (w *Window) saveFilter() {
	f := w.session.Filter()
	name := f.Describe()
	if name == "" {
		return
	}
	w.forgetNamed(name)
	w.state.Saved = append(w.state.Saved, session.SavedFilter{Name: name, Filter: f})
	w.say("Filter kept: " + name)
	w.dirty.counts = true
	w.settle()
}

func (w *Window) useSavedFilter(name string) {
	for _, s := range w.state.Saved {
		if s.Name == name {
			w.setFilter(s.Filter)
		}
	}
}

func (w *Window) forgetFilter(name string) {
	w.forgetNamed(name)
	w.dirty.counts = true
	w.settle()
}

func (w *Window) forgetNamed(name string) {
	w.state.Saved = slices.DeleteFunc(w.state.Saved, func(s session.SavedFilter) bool { return s.Name == name })
}

// filtersView is all that the left panel shows.
func (w *Window) filtersView() filters.View {
	counts := w.session.Counts()
	v := filters.View{
		Folders: w.folderRows(counts), Filter: w.session.Filter(), Counts: counts,
		Shown: w.session.Len(), Total: w.session.Total(),
	}
	for _, s := range w.state.Saved {
		v.Saved = append(v.Saved, filters.SavedFilter{Name: s.Name, Filter: s.Filter})
	}
	return v
}

// folderRows lists the open folders and below each the folders in it that hold
// photos.
func (w *Window) folderRows(counts query.Counts) []filters.FolderRow {
	chosen := w.session.Filter().Folders
	var rows []filters.FolderRow
	roots := w.shoot.Folders()
	for _, root := range roots {
		row := filters.FolderRow{
			Path: root, Name: library.Display(filepath.Base(root)),
			Selected: slices.Contains(chosen, root), Watching: !w.shoot.Catalog().ReadOnly(),
		}
		var below []filters.FolderRow
		for _, f := range counts.Folders {
			if innermost(roots, f.Value) != root {
				continue
			}
			row.Count += f.Count
			if f.Value != root && len(rows)+len(below) < maxFolderRows {
				rel := strings.TrimPrefix(f.Value[len(root):], string(filepath.Separator))
				below = append(below, filters.FolderRow{
					Path: f.Value, Name: library.Display(rel), Count: f.Count, Depth: 1,
					Selected: slices.Contains(chosen, f.Value),
				})
			}
		}
		rows = append(append(rows, row), below...)
	}
	return rows
}

// innermost gives the open folder that a path is listed under, "" where none
// holds it. A folder of exported copies may be open inside another.
func innermost(roots []string, path string) (root string) {
	for _, r := range roots {
		if library.Below(path, r) && len(r) > len(root) {
			root = r
		}
	}
	return root
}
