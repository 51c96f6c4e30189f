package window

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/session"
)

// do carries out a command.
func (w *Window) do(c session.Command) {
	defer w.settle()
	if marks, ok := w.session.MarkFor(c, w.targets()); ok {
		if len(marks) > 0 {
			w.session.Selection.Hold()
			w.recorder.Mark(marks, w.session.Cursor())
			w.advance(len(marks))
		}
		return
	}
	if w.move(c) || w.show(c) {
		return
	}
	switch c {
	case session.Undo:
		w.recorder.Undo()
	case session.Redo:
		w.recorder.Redo()
	case session.AutoAdvance:
		w.state.Advance = !w.state.Advance
		w.dirty.status = true
	case session.SwitchScorer:
		w.switchScorer()
	case session.ModelSettings:
		w.openModelForm()
	case session.ExplainScore:
		w.explainOrStop()
	case session.ExplainForm:
		w.switchExplainForm()
	case session.ExplainInView:
		w.switchExplainInView()
	case session.Settings:
		w.openSettings()
	case session.SortAgain:
		w.session.Resort()
		if w.session.Chosen() == session.Opinion {
			w.spreadOut(true)
		}
		w.dirty.order, w.dirty.tiles, w.dirty.cursor = true, true, true
	case session.FindPhotos:
		w.find()
	case session.SuspendFilters:
		w.suspendFilters()
	case session.PauseScoring:
		w.pauseOrResume()
	case session.ExportKeepers:
		w.export.open()
	case session.OpenFolder:
		w.chooseFolder()
	case session.ShowKeys:
		w.showKeys()
	case session.Quit:
		w.Close()
	}
}

// targets are the photos that a mark acts on. The loupe shows one, so it must not
// decide about the others that are selected in a grid that nobody sees.
func (w *Window) targets() []library.ID {
	if w.inLoupe && w.session.Cursor() != 0 {
		return []library.ID{w.session.Cursor()}
	}
	return w.session.Targets()
}

// advance moves on after a mark of a single photo, where the person wants that.
func (w *Window) advance(marked int) {
	if w.state.Advance && marked == 1 {
		w.session.Move(1)
		w.dirty.cursor, w.dirty.tiles = true, true
	}
}

// move carries out a command that moves the cursor.
func (w *Window) move(c session.Command) bool {
	g := w.views.grid
	at := w.session.Place(w.session.Cursor())
	extends := false
	switch c {
	case session.SelectNext, session.SelectPrevious, session.SelectDown, session.SelectUp, session.SelectFirst, session.SelectLast:
		// In the loupe nobody would see what is selected.
		extends = !w.inLoupe
	}
	switch c {
	case session.NextPhoto, session.SelectNext:
		at++
	case session.PreviousPhoto, session.SelectPrevious:
		at--
	case session.RowDown, session.SelectDown:
		at += w.rowStep(g.Columns())
	case session.RowUp, session.SelectUp:
		at -= w.rowStep(g.Columns())
	case session.PageDown:
		at += w.rowStep(g.Columns() * g.Rows())
	case session.PageUp:
		at -= w.rowStep(g.Columns() * g.Rows())
	case session.FirstPhoto, session.SelectFirst:
		at = 0
	case session.LastPhoto, session.SelectLast:
		at = w.session.Len() - 1
	case session.SelectAll:
		w.session.SelectAll()
		w.dirty.tiles, w.dirty.cursor = true, true
		return true
	default:
		return false
	}
	if extends {
		w.session.ExtendTo(at)
	} else {
		w.session.MoveTo(at)
	}
	w.dirty.tiles, w.dirty.cursor = true, true
	return true
}

// rowStep is how far up and down go: a row in the grid, one photo in the loupe.
func (w *Window) rowStep(inGrid int) int {
	if w.inLoupe {
		return 1
	}
	return inGrid
}

// show carries out a command that changes what is seen.
func (w *Window) show(c session.Command) bool {
	switch c {
	case session.ShowGrid:
		w.showGrid()
	case session.ShowLoupe, session.OpenPhoto:
		w.showLoupe()
	case session.GoBack:
		w.goBack()
	case session.ToggleZoom:
		if w.inLoupe {
			w.views.loupe.ToggleZoom()
		} else {
			w.showLoupe()
		}
	case session.ShowEvidence:
		show := !w.inLoupe || !w.views.loupe.ShowsEvidence()
		w.showLoupe()
		w.settle()
		w.views.loupe.ShowEvidence(show)
	case session.LargerTiles:
		w.resizeTiles(1.2)
	case session.SmallerTiles:
		w.resizeTiles(1 / 1.2)
	case session.ToggleInspect:
		w.state.Inspector = !w.state.Inspector
		w.arrangePanels()
	case session.TogglePanels:
		w.panels = !w.panels
		w.arrangePanels()
	case session.FullScreen:
		w.win.SetFullScreen(!w.win.FullScreen())
	default:
		return false
	}
	return true
}

func (w *Window) resizeTiles(factor float32) {
	if w.inLoupe {
		w.views.loupe.ZoomBy(float64(factor))
		return
	}
	side := max(grid.MinSide, min(grid.MaxSide, w.state.TileSide*factor))
	w.state.TileSide = side
	w.views.grid.SetSide(side)
	w.views.grid.Reveal(w.session.Place(w.session.Cursor()))
}

// goBack leaves what is in front: the selection, 100 %, the loupe.
func (w *Window) goBack() {
	switch {
	case w.explaining.writes(w.session.Cursor()) && !w.explaining.stopping:
		w.stopExplaining()
	case w.session.Selection.Count() > 0:
		w.session.Selection.Clear()
		w.dirty.tiles = true
	case w.inLoupe && !w.views.loupe.Fits():
		w.views.loupe.Fit()
	case w.inLoupe:
		w.showGrid()
	case w.win.FullScreen():
		w.win.SetFullScreen(false)
	default:
		w.endAsking()
	}
}

func (w *Window) showGrid() {
	w.inLoupe = false
	w.dirty.all = true
}

func (w *Window) showLoupe() {
	if w.session.Current() == nil {
		return
	}
	w.inLoupe = true
	w.dirty.all = true
}

// suspendFilters sets the filters aside or brings them back.
func (w *Window) suspendFilters() {
	filter := w.session.Filter()
	filter.Folders = nil // which stay in force
	switch {
	case filter.Active() == 0 && !w.session.Suspended():
		w.say("No filter is on")
		return
	case w.session.SuspendFilter():
		w.say("Filters set aside; \\ brings them back")
	}
	w.dirty.order, w.dirty.cursor, w.dirty.counts, w.dirty.status = true, true, true, true
}

// find puts the keyboard into the filter panel's search, until Enter or Escape
// gives it back.
func (w *Window) find() {
	w.panels = true
	w.arrangePanels()
	w.views.filters.Find(w.win.Canvas())
}

// arrangePanels shows the side panels that are wanted.
func (w *Window) arrangePanels() {
	v := &w.views
	// Before a folder is open the panels would only show zeros.
	wanted := w.panels && len(w.shoot.Folders()) > 0
	setVisible(v.left, wanted)
	setVisible(v.right, wanted && w.state.Inspector)
	v.root.Refresh()
	w.dirty.cursor = true
}
