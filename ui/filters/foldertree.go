package filters

import "keeplight.app/keeplight/ui/controls"

// unfolded leaves out what lies below a tree that is closed.
func (f *folders) unfolded(rows []FolderRow) (shown []FolderRow) {
	hidden := false
	for i := range rows {
		if rows[i].Depth == 0 {
			hidden = f.isClosed(rows[i].Path, rows)
		} else if hidden {
			continue
		}
		shown = append(shown, rows[i])
	}
	return shown
}

// foldOf says whether a row is a tree and open; all are the rows of all trees.
func (f *folders) foldOf(r FolderRow, all []FolderRow) controls.Fold {
	below, _ := belowOf(r.Path, all)
	switch {
	case r.Path == "" || r.Depth > 0 || below == 0:
		return controls.NoFold
	case f.isClosed(r.Path, all):
		return controls.Folded
	}
	return controls.Unfolded
}

// isClosed is what the person chose, else whether the tree would fill the panel.
func (f *folders) isClosed(path string, all []FolderRow) bool {
	if closed, chosen := f.closed[path]; chosen {
		return closed
	}
	below, selected := belowOf(path, all)
	return below > manyBelow && !selected
}

// belowOf counts the rows below a folder that the person added, and says whether one of
// them is selected.
func belowOf(path string, all []FolderRow) (n int, selected bool) {
	inside := false
	for i := range all {
		r := &all[i]
		switch {
		case r.Depth == 0:
			inside = r.Path == path
		case inside:
			n++
			selected = selected || r.Selected
		}
	}
	return n, selected
}

// toggle opens or closes a tree.
func (f *folders) toggle(path string) {
	f.closed[path] = !f.isClosed(path, f.last.Folders)
	f.set(f.last)
	f.changed()
}
