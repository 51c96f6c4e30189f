package window

import (
	"fyne.io/fyne/v2"

	"keeplight/library/plain"
	"keeplight/scoring/models"
	"keeplight/ui/model"
	"keeplight/ui/sheets"
)

// askFirst asks at a first start how photos are to be judged, once the first
// folder is open. Whoever names a folder on the command line knows the program
// well enough to be left alone.
func (w *Window) askFirst() {
	if w.state.Introduced || w.opts.Store == nil || len(w.opts.Folders) > 0 || w.opts.Demo || w.sheet.open() || w.studio.Catalog().ReadOnly() {
		return
	}
	w.state.Introduced = true
	store := w.opts.Store
	proposed := store.Table().Propose(w.model.devices, len(w.model.devices) > 0)
	_, fit := models.FitOn(proposed, w.model.devices, len(w.model.devices) > 0)
	view := sheets.FirstView{
		Model:     plain.Bytes(proposed.Size()) + " to download. The next screen says what fits, and asks before it fetches.",
		OnMeasure: w.closeSheet,
		OnModel:   func() { w.closeSheet(); w.openSettings() },
		OnOwn:     func() { w.closeSheet(); w.openModelForm(); w.settle() },
	}
	if len(w.model.devices) > 0 {
		view.Model = plain.Bytes(proposed.Size()) + " to download: " + fit + "."
	}
	w.showSheet(sheets.First(view), model.GoBack, nil)
	w.sheet.keys = map[string]func(){
		string(fyne.KeyReturn): view.OnMeasure, string(fyne.KeyEnter): view.OnMeasure,
		"a": view.OnModel, "f": view.OnOwn,
	}
}
