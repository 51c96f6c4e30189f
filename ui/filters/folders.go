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
	closed    map[string]bool // trees that the person closed, or opened, by path
	last      *View
	changed   func()  // rows came or went
	width     float32 // of the panel
	root      *fyne.Container
}

// manyBelow is how many rows a tree may have to be open by itself.
const manyBelow = 8

var _ part = (*folders)(nil)

func newFolders(c Callbacks, changed func()) *folders {
	f := &folders{callbacks: c, changed: changed, closed: map[string]bool{}, width: style.FiltersWidth, list: container.New(&controls.Column{})}
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
	f.last = v
	f.shown = f.unfolded(withAll(v.Folders))
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
			row.Set(folderView(f.shown[i], f.foldOf(f.shown[i], v.Folders)))
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
	row.OnSecondary = func(at fyne.Position) { f.offerMenu(row, f.shown[i], at) }
	row.OnFold = func() { f.toggle(f.shown[i].Path) }
	note := newFolderNote()
	note.text.SetWidth(noteWidth(f.width))
	f.rows, f.notes = append(f.rows, row), append(f.notes, note)
	f.list.Add(row)
	f.list.Add(note.root)
}

// setWidth wraps the notes for a panel of a width.
func (f *folders) setWidth(width float32) {
	if f.width == width {
		return
	}
	f.width = width
	for _, n := range f.notes {
		n.text.SetWidth(noteWidth(width))
	}
}

// offerMenu opens the menu of a folder; one that the person added can be removed.
func (f *folders) offerMenu(over fyne.CanvasObject, row FolderRow, at fyne.Position) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(over)
	if canvas == nil || row.Path == "" {
		return
	}
	menu := fyne.NewMenu("")
	if f.callbacks.FolderMenu != nil {
		menu = f.callbacks.FolderMenu(row.Path)
	}
	if f.callbacks.OnRemoveFolder != nil && row.Depth == 0 {
		menu.Items = append(menu.Items, fyne.NewMenuItem(lang.L("Remove from Keeplight (files stay)"), func() { f.callbacks.OnRemoveFolder(row.Path) }))
	}
	if len(menu.Items) > 0 {
		widget.ShowPopUpMenuAtPosition(menu, canvas, at)
	}
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

func folderView(r FolderRow, fold controls.Fold) controls.RowView {
	v := controls.RowView{
		Fold:   fold,
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
