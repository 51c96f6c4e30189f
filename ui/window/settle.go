package window

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style"
)

// settle brings every view that is marked dirty up to date.
func (w *Window) settle() {
	d := &w.dirty
	if d.all || d.order || d.tiles || d.cursor {
		w.moved.Store(true)
	}
	if d.all {
		w.chooseMiddle()
		w.views.toolbar.show()
		d.order, d.tiles, d.cursor, d.counts, d.status = true, true, true, true, true
		d.all = false
	}
	if d.order {
		w.chooseMiddle()
		w.views.grid.Reload()
		w.revealCursor()
		d.order, d.tiles, d.cursor = false, false, true
		w.offerSort()
	}
	if d.tiles {
		w.views.grid.Update()
		w.offerSort()
		d.tiles, d.cursor = false, true
	}
	if d.cursor {
		w.showCurrent()
		d.cursor = false
	}
	if d.counts {
		w.showCounts()
	}
	if d.status {
		w.showStatus()
		d.status = false
	}
}

// chooseMiddle puts the grid, the loupe, the welcome or an empty state in the
// middle of the window.
func (w *Window) chooseMiddle() {
	v := &w.views
	if w.session.Len() == 0 {
		w.inLoupe = false
	}
	v.toolbar.chooseView(w.inLoupe)
	switch {
	case len(w.shoot.Folders()) == 0:
		w.setMiddle("welcome", func() fyne.CanvasObject { return w.welcome() })
	case w.session.Len() == 0:
		w.setMiddle(w.emptyWords())
	case w.inLoupe:
		w.setMiddle("loupe", func() fyne.CanvasObject { return v.loupe })
	default:
		w.setMiddle("grid", func() fyne.CanvasObject {
			return container.NewPadded(v.grid)
		})
	}
	w.arrangePanels()
}

// setMiddle changes what is in the middle, only when it is something else.
func (w *Window) setMiddle(what string, make func() fyne.CanvasObject) {
	if w.sheet.middle == what {
		return
	}
	w.sheet.middle = what
	w.views.middle.Objects = []fyne.CanvasObject{make()}
	w.views.middle.Refresh()
}

// emptyWords says why there is nothing to see and what to do about it.
func (w *Window) emptyWords() (what string, make func() fyne.CanvasObject) {
	filter := w.session.Filter()
	switch total := w.session.Total(); {
	case total > 0 && filter.Active() > 0:
		title := fmt.Sprintf("None of %s match", plain.Plural(total, "photo", "photos"))
		text := "The filters let nothing through: " + filter.Describe() + "."
		return title + text, func() fyne.CanvasObject {
			return sheets.Empty(title, text, "Clear the filters", w.clearFilters)
		}
	case w.scanning():
		return "scanning", func() fyne.CanvasObject {
			return sheets.Empty("Looking for photos", "They appear here as they are found.", "", nil)
		}
	default:
		return "no photos", func() fyne.CanvasObject {
			return sheets.Empty("No photos here yet",
				"Photos that are copied into the open folders appear by themselves.",
				"Open another folder", func() { w.do(session.OpenFolder) })
		}
	}
}

func (w *Window) scanning() bool {
	for _, s := range w.scans {
		if !s.Done {
			return true
		}
	}
	return len(w.scans) == 0
}

// revealCursor keeps the cursor in view.
func (w *Window) revealCursor() {
	if w.inLoupe {
		return
	}
	w.views.grid.Reveal(w.session.Place(w.session.Cursor()))
}

// offerSort shows that scores or photos wait to be sorted in.
func (w *Window) offerSort() {
	b := w.views.banner
	was := b.Visible()
	defer func() {
		if b.Visible() != was {
			w.views.centre.Refresh()
		}
	}()
	waiting := w.session.Waiting()
	if !waiting.Any() || w.session.Len() == 0 {
		setVisible(b, false)
		return
	}
	text := ""
	switch {
	case waiting.Scores > 0 && waiting.Photos > 0:
		text = plain.Plural(waiting.Scores, "new score", "new scores") + " and " + plain.Plural(waiting.Photos, "new photo", "new photos")
	case waiting.Scores > 0:
		text = plain.Plural(waiting.Scores, "new score", "new scores")
	default:
		text = plain.Plural(waiting.Photos, "new photo", "new photos") + " at the end"
	}
	b.Offer(text, "Sort again", "S", func() { w.do(session.SortAgain) })
}

// showCurrent shows the photo under the cursor in the inspector and the loupe.
func (w *Window) showCurrent() {
	p := w.session.Current()
	w.recallExplanation(p)
	w.views.inspector.Set(w.inspectorView(p))
	if p == nil {
		return
	}
	if w.inLoupe {
		quick, _ := w.shoot.Peek(p)
		w.views.loupe.ShowPhoto(*p, w.neighbours(p), quick, w.loupeWords(p))
		w.inView([]library.ID{p.ID})
		return
	}
	w.views.grid.Reveal(w.session.Place(p.ID))
}

// neighbours are the photos that the person will most likely turn to next.
func (w *Window) neighbours(p *library.Photo) []library.Photo {
	at := w.session.Place(p.ID)
	var out []library.Photo
	for _, i := range []int{at + 1, at - 1, at + 2} {
		if n := w.session.Photo(w.session.At(i)); n != nil && n.Problem.IsZero() {
			out = append(out, *n)
		}
	}
	return out
}

func (w *Window) loupeWords(p *library.Photo) loupe.Words {
	words := loupe.Words{
		Name:  library.Display(p.Name()),
		Place: fmt.Sprintf("%s of %s", plain.Count(w.session.Place(p.ID)+1), plain.Count(w.session.Len())),
		Flag:  p.Decision.Flag, Stars: p.Decision.Rating,
	}
	if s := w.session.Score(p.ID); s != nil && s.Overall.Known {
		words.Right = style.Number(s.Overall)
	}
	return words
}

// showCounts brings the left panel up to date, at most every countEvery.
func (w *Window) showCounts() {
	d := &w.dirty
	// Counting a very large shoot must not take more than a small share of the
	// window's time.
	wait := max(countEvery, 20*d.countTook) - time.Since(d.countedAt)
	if wait > 0 {
		if !d.recount {
			d.recount = true
			time.AfterFunc(wait, func() { w.events.Post(func() { w.dirty.recount = false }) })
		}
		return
	}
	start := time.Now()
	d.counts = false
	w.views.filters.Set(w.filtersView())
	d.countedAt = time.Now()
	d.countTook = d.countedAt.Sub(start)
}

func (w *Window) showStatus() {
	p := w.progress()[w.session.Chosen()]
	done, failed, total := w.session.Scored()
	picks, rejects, open := w.session.Decisions()
	view := controls.StatusView{
		Done: done, Total: total, Failed: failed, Paused: p.Paused,
		PicksText: fmt.Sprintf("%s · %s · %s open", plain.Plural(picks, "pick", "picks"),
			plain.Plural(rejects, "reject", "rejects"), plain.Count(open)),
		AutoAdvance: w.state.Advance,
		Notice:      w.notice,
		Problem:     w.trouble,
	}
	if p.Rate > 0 {
		view.RateText = plain.Rate(p.Rate)
	}
	if p.Rate > 0 && done < total {
		// The queue does not know yet of photos that are still to be read.
		view.LeftText = plain.Left(time.Duration(float64(total-done) / p.Rate * float64(time.Minute)))
	}
	if w.session.Suspended() {
		view.ModeText = "filters off"
	}
	view.Beside = w.besideText()
	if w.model.state == modelOn {
		view.Engine = w.engineText()
	}
	for _, p := range w.progress() {
		if p.Err != nil {
			view.Problem = stoppedText(p.Err)
		}
	}
	w.views.status.Set(view)
	w.views.toolbar.show()
}

// panel is a side panel with the line that sets it off from the middle.
func panel(o fyne.CanvasObject, right bool) *fyne.Container {
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(style.Hairline, 0))
	ground := container.NewStack(canvas.NewRectangle(style.Panel), o)
	if right {
		return controls.NewFrame(nil, nil, line, nil, ground)
	}
	return controls.NewFrame(nil, nil, nil, line, ground)
}

func statusLine(o fyne.CanvasObject) fyne.CanvasObject {
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(0, style.Hairline))
	return controls.NewFrame(line, nil, nil, nil, container.NewStack(canvas.NewRectangle(style.Panel), o))
}

func setVisible(o fyne.CanvasObject, yes bool) {
	if o.Visible() == yes {
		return
	}
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}
