package folders

import (
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/language"
)

// maxRows bounds the list of folders: a tree of thousands would not help anybody
// find one.
const maxRows = 200

// Rows lists the open folders, and below each what was passed over in it and the
// folders in it that hold photos.
func (f *Folders) Rows(counts query.Counts) []filters.FolderRow {
	chosen := f.Session.Filter().Folders
	var rows []filters.FolderRow
	roots := f.Shoot.Folders()
	for _, root := range roots {
		row := filters.FolderRow{
			Path: root, Name: library.Display(filepath.Base(root)),
			Selected: slices.Contains(chosen, root), Watching: f.Watching,
			Offline: f.scans[root].Offline,
		}
		var below []filters.FolderRow
		for _, c := range counts.Folders {
			if innermost(roots, c.Value) != root {
				continue
			}
			row.Count += c.Count
			if c.Value != root && len(rows)+len(below) < maxRows {
				rel := strings.TrimPrefix(c.Value[len(root):], string(filepath.Separator))
				below = append(below, filters.FolderRow{
					Path: c.Value, Name: library.Display(rel), Count: c.Count, Depth: 1,
					Selected: slices.Contains(chosen, c.Value),
				})
			}
		}
		rows = append(append(append(rows, row), f.notes(root)...), below...)
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

// Where names what is open for the toolbar: the folder, or how many.
func (f *Folders) Where() string {
	chosen, open := f.Session.Filter().Folders, f.Shoot.Folders()
	switch {
	case len(chosen) == 1:
		return desk.ShortPath(chosen[0])
	case len(open) == 1:
		return desk.ShortPath(open[0])
	case len(open) > 1:
		return language.Plural("{{.N}} folders", len(open))
	}
	return ""
}
