package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/desk/culling"
	"keeplight.app/keeplight/ui/desk/details"
	"keeplight.app/keeplight/ui/desk/folders"
	"keeplight.app/keeplight/ui/desk/keyboard"
	"keeplight.app/keeplight/ui/desk/starting"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/window/models"
)

// parts are what the window is put together from.
type parts struct {
	toolbar   *toolbar
	inspector *details.Panel
	status    *controls.StatusBar
	banner    *controls.Banner

	left, right *fyne.Container
	middle      *fyne.Container // a view, or why there is none
	shown       string          // what the middle holds now
	centre      *fyne.Container // the middle, the banner above it and the question below
	root        *fyne.Container
	statusLine  fyne.CanvasObject
	alone       *fyne.Container // the middle without anything around it, in place of root
}

// build puts the window together and brings all of it up to date.
func (w *Window) build() {
	p, r := &w.parts, &w.rooms
	p.inspector = r.details.NewPanel()
	p.inspector.OnTryAgain = func() { w.do(folders.TryAgain) }
	p.status = controls.NewStatusBar()
	p.status.OnPause = func() { w.do(models.Pause) }
	p.status.OnKeys = func() { w.do(keyboard.ShowKeys) }
	p.status.OnAutoAdvance = func() { w.do(culling.AutoAdvance) }
	p.banner = controls.NewBanner()
	p.banner.Hide()
	p.toolbar = newToolbar(w)
	p.middle = container.NewStack()
	p.left = panel(r.filtering.Panel(), false)
	p.right = panel(p.inspector.Panel, true)
	above := container.New(&controls.Column{}, r.filtering.Line(), r.sorting.Panel(), p.banner)
	p.centre = controls.NewFrame(above, r.starting.Beside(), nil, nil, p.middle)
	p.statusLine = statusLine(p.status)
	p.root = controls.NewFrame(p.toolbar.object, p.statusLine, p.left, p.right, p.centre)
	p.alone = container.NewStack(canvas.NewRectangle(style.Mat))
	p.alone.Hide()
	w.win.SetContent(container.NewStack(p.root, p.alone, r.overlay.Object()))
	w.win.SetPadded(false)
	w.win.Resize(fyne.NewSize(w.settings.Window.Width, w.settings.Window.Height))
	w.apply(change.All)
}

// apply brings everything up to date that has changed.
func (w *Window) apply(changed change.Set) {
	if changed == change.None {
		return
	}
	w.repaint()
	r, p := &w.rooms, &w.parts
	r.persisting.Changed(changed)
	r.standing.Changed()
	if changed.Has(change.View | change.Order) {
		w.chooseMiddle()
		changed |= change.Cursor
	}
	r.switcher.Current().Show(changed)
	r.follower.Show(changed)
	if changed.Has(change.Order | change.Tiles) {
		w.offerSort()
	}
	if changed.Has(change.Tiles) {
		p.inspector.Changed()
	}
	if changed.Has(change.Order | change.Tiles | change.Cursor) {
		current := w.session.Current()
		r.explaining.Recall(current)
		p.inspector.Show(current)
	}
	r.filtering.Show(changed)
	r.sorting.Show(changed)
	if changed.Has(change.Status | change.Toolbar) {
		p.status.Set(r.status.View())
		p.toolbar.show()
	}
}

// welcomeKey tells the first screen from what else the middle holds.
const welcomeKey = "welcome"

// chooseMiddle puts a view, the welcome or a reason for neither in the middle of
// the window, and the panels beside it.
func (w *Window) chooseMiddle() {
	r := &w.rooms
	if w.session.Len() == 0 {
		r.switcher.Restore(false)
	}
	w.parts.toolbar.chooseView()
	switch {
	case !r.folders.AnyOpen():
		w.setMiddle(welcomeKey, r.starting.Welcome)
	case w.session.Len() == 0:
		e := w.empty()
		w.setMiddle(e.Key, e.Object)
	default:
		view := r.switcher.Current()
		w.setMiddle(string(view.ID()), view.Object)
	}
	w.chrome.arrange()
}

// setMiddle changes what is in the middle, only when it is something else.
func (w *Window) setMiddle(key string, object func() fyne.CanvasObject) {
	if w.parts.shown == key {
		return
	}
	w.parts.shown = key
	w.parts.middle.Objects = []fyne.CanvasObject{object()}
	w.parts.middle.Refresh()
}

// empty says why there is nothing to see and what to do about it.
func (w *Window) empty() starting.Empty {
	filter := w.session.Filter()
	switch total := w.session.Total(); {
	case total > 0 && filter.Active() > 0:
		return starting.NoMatch(language.Plural("{{.N}} photos", total), language.Filter(&filter), func() { w.apply(w.rooms.filtering.Clear()) })
	case w.rooms.folders.Scanning():
		return starting.Looking(w.rooms.folders.PassedOver())
	}
	return starting.NoPhotos(w.rooms.folders.PassedOver(), func() { w.do(folders.OpenFolder) })
}

// focusSearch puts the keyboard into the filter panel's search, until Enter or
// Escape gives it back.
func (w *Window) focusSearch(find func(fyne.Canvas)) {
	if !w.rooms.folders.AnyOpen() {
		return // nobody would see it
	}
	w.chrome.showFilters()
	find(w.win.Canvas())
}

// offerSort shows that scores or photos wait to be sorted in.
func (w *Window) offerSort() {
	b := w.parts.banner
	was := b.Visible()
	defer func() {
		if b.Visible() != was {
			w.parts.centre.Refresh()
		}
	}()
	waiting := w.session.Waiting()
	if !waiting.Any() && !waiting.Groups || w.session.Len() == 0 {
		setVisible(b, false)
		return
	}
	scores := language.Plural("{{.N}} new scores", waiting.Scores)
	photos := language.Plural("{{.N}} new photos", waiting.Photos)
	text := lang.L("{{.Photos}} at the end", map[string]any{"Photos": photos})
	switch {
	case waiting.Renewed:
		text = lang.L("All photos are measured with the new version")
	case !waiting.Any():
		text = lang.L("More is known of which photos belong together")
	case waiting.Scores > 0 && waiting.Photos > 0:
		text = lang.L("{{.Scores}} and {{.Photos}}", map[string]any{"Scores": scores, "Photos": photos})
	case waiting.Scores > 0:
		text = scores
	case waiting.Photos == 0:
		text = language.Plural("{{.N}} photos out of order", waiting.Moved)
	}
	b.Offer(text, lang.L("Sort again"), language.Keys(w.rooms.keyboard.Table().Hint(models.SortAgain)), func() { w.do(models.SortAgain) })
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
