package window

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
)

// folderMenu is what can be done with a folder.
func (w *Window) folderMenu(path string) *fyne.Menu {
	menu := w.rooms.menus.Folder(path)
	menu.Items = append(menu.Items, w.rooms.files.Sidecars.FolderMenu(path))
	return menu
}

// reveal puts the cursor on a photo and shows the inspector beside it.
func (w *Window) reveal(id library.ID) {
	changed := w.rooms.switcher.Land(id) | change.View | change.Cursor
	w.settings.Window.Inspector, w.chrome.panels, w.chrome.alone = true, true, false
	w.apply(changed)
}
