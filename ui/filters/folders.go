package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const indent float32 = 12

// folders is the list of folders. Rows are kept and used again, because counts
// change many times while a folder is read.
type folders struct {
	callbacks Callbacks
	list      *fyne.Container
	rows      []*controls.Row
	notes     []folderNote // one for each row, of which one of both is shown
	shown     []FolderRow
	root      *fyne.Container
}

var _ part = (*folders)(nil)

func newFolders(c Callbacks) *folders {
	f := &folders{callbacks: c, list: container.New(&controls.Column{})}
	head := container.NewHBox(container.NewCenter(controls.SectionTitle(lang.L("FOLDERS"))), layout.NewSpacer())
	if c.OnAddFolder != nil {
		add := controls.NewPill(lang.L("Add…"), "", c.OnAddFolder)
		add.SetQuiet(true)
		head.Add(add)
	}
	f.root = section(head, f.list)
	return f
}

func (f *folders) object() *fyne.Container { return f.root }

func (f *folders) set(v *View) {
	f.shown = withAll(v.Folders)
	for len(f.rows) < len(f.shown) {
		f.addRow(len(f.rows))
	}
	for i, row := range f.rows {
		shown := i < len(f.shown)
		isNote := shown && f.shown[i].Note != ""
		row.Hidden, f.notes[i].root.Hidden = !shown || isNote, !isNote
		switch {
		case isNote:
			f.notes[i].set(f.shown[i].Note)
		case shown:
			row.Set(folderView(f.shown[i]))
		}
	}
	f.list.Refresh()
}

func (f *folders) addRow(i int) {
	row := controls.NewRow(func() {
		if f.callbacks.OnFolder != nil {
			f.callbacks.OnFolder(f.shown[i].Path)
		}
	})
	row.OnSecondary = func(at fyne.Position) { f.offerRemove(row, f.shown[i], at) }
	note := newFolderNote()
	f.rows, f.notes = append(f.rows, row), append(f.notes, note)
	f.list.Add(row)
	f.list.Add(note.root)
}

// offerRemove opens the menu of a folder that the person added.
func (f *folders) offerRemove(over fyne.CanvasObject, row FolderRow, at fyne.Position) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(over)
	if canvas == nil || f.callbacks.OnRemoveFolder == nil || row.Path == "" || row.Depth > 0 {
		return
	}
	remove := fyne.NewMenuItem(lang.L("Remove from Keeplight (files stay)"), func() { f.callbacks.OnRemoveFolder(row.Path) })
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", remove), canvas, at)
}

// withAll puts a row for all folders first where there are several.
func withAll(rows []FolderRow) []FolderRow {
	all := FolderRow{Name: lang.L("All folders"), Selected: true}
	tops := 0
	for _, r := range rows {
		if r.Depth == 0 {
			tops++
			all.Count += r.Count
		}
		if r.Selected {
			all.Selected = false
		}
	}
	if tops < 2 {
		return rows
	}
	return append([]FolderRow{all}, rows...)
}

func folderView(r FolderRow) controls.RowView {
	v := controls.RowView{
		Title:  library.Display(r.Name),
		Detail: language.Count(r.Count),
		Indent: float32(r.Depth) * indent,
		Chosen: r.Selected,
	}
	if r.Watching {
		v.Dot = style.Measured
	}
	if r.Offline {
		v.Dot, v.Ring, v.Detail, v.Tint = style.Problem, true, lang.L("offline"), style.Problem
	}
	if r.Problem != "" {
		v.Title, v.Detail, v.Dot = v.Title+" · "+r.Problem, "", style.Problem
	}
	return v
}
