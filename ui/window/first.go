package window

import (
	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// mayAskFirst is true where nobody was asked yet how photos are to be judged, and
// nobody has chosen a model without being asked.
func (w *Window) mayAskFirst() bool {
	return !w.state.Introduced && w.opts.Store != nil && w.state.Model.Model == "" &&
		!w.sheet.open() && !w.shoot.Catalog().ReadOnly()
}

// askFirst asks at a first start how photos are to be judged, once the first
// folder was chosen.
func (w *Window) askFirst() {
	if !w.mayAskFirst() {
		return
	}
	w.state.Introduced = true
	view := w.firstView(w.closeSheet)
	w.showSheet(sheets.First(view), session.GoBack, nil)
	w.sheet.keys = map[string]func(){
		string(fyne.KeyReturn): view.OnMeasure, string(fyne.KeyEnter): view.OnMeasure,
		"a": view.OnModel, "f": view.OnOwn,
	}
}

// askBeside asks the same beside the photos: whoever came with a folder wants to
// see it, and all keys are theirs.
func (w *Window) askBeside() {
	if !w.mayAskFirst() || len(w.shoot.Folders()) == 0 {
		return
	}
	w.state.Introduced = true
	w.views.ask.Objects = []fyne.CanvasObject{sheets.AskBeside(w.firstView(w.endAsking), w.views.centre.Refresh)}
	w.views.ask.Show()
	w.views.centre.Refresh()
}

// endAsking takes the question away that stands beside the photos.
func (w *Window) endAsking() {
	if w.views.ask.Visible() {
		w.views.ask.Hide()
		w.views.ask.Objects = nil
		w.views.centre.Refresh()
	}
}

// firstView is what both ways of asking offer. done takes the question away.
func (w *Window) firstView(done func()) sheets.FirstView {
	known := len(w.model.devices) > 0
	proposed := w.opts.Store.Table().Propose(w.model.devices, known)
	view := sheets.FirstView{
		Model:     plain.Bytes(proposed.Size()) + " to download. The next screen says what fits, and asks before it fetches.",
		OnMeasure: done,
		OnModel:   func() { done(); w.openSettings() },
		OnOwn:     func() { done(); w.openModelForm(); w.settle() },
	}
	if known {
		_, fit := models.FitOn(proposed, w.model.devices, known)
		view.Model = plain.Bytes(proposed.Size()) + " to download: " + fit + "."
	}
	return view
}
