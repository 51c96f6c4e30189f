package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/culling"
	"keeplight.app/keeplight/ui/desk/details"
	"keeplight.app/keeplight/ui/desk/folders"
	"keeplight.app/keeplight/ui/desk/keyboard"
	"keeplight.app/keeplight/ui/desk/sorting"
	"keeplight.app/keeplight/ui/desk/starting"
	"keeplight.app/keeplight/ui/framing"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/window/files"
	"keeplight.app/keeplight/ui/window/models"
)

// parts are what the window is put together from.
type parts struct {
	frame     *framing.Frame
	painted   *framing.Painted
	inspector *details.Panel
}

// build puts the window together and brings all of it up to date.
func (w *Window) build() {
	p, r := &w.parts, &w.rooms
	p.inspector = r.details.NewPanel()
	p.inspector.OnTryAgain = func() { w.do(folders.TryAgain) }
	p.inspector.OnSettle(func(mine bool) { w.apply(r.files.Sidecars.Settle(mine)) })
	p.inspector.OnFrame(r.stacking.ShowFrame)
	ways := []framing.View{}
	for _, v := range r.switcher.Views() {
		ways = append(ways, framing.View{Title: v.Title(), ID: v.ID()})
	}
	bar := framing.NewToolbar(framing.Needs{
		Session: w.session, Table: r.keyboard.Table(), Sorting: r.sorting, Scorers: r.models.Scorers,
		Views: ways, Current: func() command.ID { return r.switcher.Current().ID() }, Export: files.Export,
		Models: w.opts.StartModel != nil, Where: r.folders.Where, Do: w.do, Apply: w.apply, Menu: r.menus.ShowAll,
	})
	p.frame = framing.New(bar, r.filtering.Panel(), p.inspector.Panel,
		framing.FirstOf(r.starting.Beside(), r.files.Sidecars.Beside()),
		r.filtering.Line(), r.sorting.Panel())
	status := p.frame.Status
	status.OnPause = func() { w.do(models.Pause) }
	status.OnKeys = func() { w.do(keyboard.ShowKeys) }
	status.OnAutoAdvance = func() { w.do(culling.AutoAdvance) }
	p.painted = framing.NewPainted(w.draw)
	w.win.SetContent(container.NewStack(p.painted.Object(), p.frame.Object(), r.overlay.Object()))
	w.win.SetPadded(false)
	w.win.Resize(fyne.NewSize(w.settings.Window.Width, w.settings.Window.Height))
	w.apply(change.All)
}

// apply brings everything up to date that has changed.
func (w *Window) apply(changed change.Set) {
	if changed != change.None {
		w.repaint()
	}
	if changed&^change.Frame == change.None {
		return
	}
	r, p := &w.rooms, &w.parts
	r.persisting.Changed(changed)
	r.models.Standing.Changed(r.folders.Counted(changed))
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
		r.models.Explaining.Recall(current)
		p.inspector.Show(current)
	}
	r.filtering.Show(changed)
	r.sorting.Show(changed)
	if changed.Has(change.Status | change.Toolbar | change.Cursor | change.Tiles) {
		p.frame.Status.Set(r.status.View())
	}
	if changed.Has(change.Status | change.Toolbar) {
		p.frame.Toolbar.Show()
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
	w.parts.frame.Toolbar.ChooseView()
	switch {
	case !r.folders.AnyOpen():
		w.parts.frame.SetMiddle(welcomeKey, r.starting.Welcome)
	case w.session.Len() == 0:
		e := w.empty()
		w.parts.frame.SetMiddle(e.Key, e.Object)
	default:
		view := r.switcher.Current()
		w.parts.frame.SetMiddle(string(view.ID()), view.Object)
		r.starting.AskBeside() // not before there is something to see
	}
	w.chrome.arrange()
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
	waiting := w.session.Waiting()
	if !waiting.Any() && !waiting.Groups || w.session.Len() == 0 || w.rooms.folders.Settles() {
		w.parts.frame.Withdraw()
		return
	}
	w.parts.frame.Offer(sorting.WaitingText(waiting), lang.L("Sort again"), language.Keys(w.rooms.keyboard.Table().Hint(models.SortAgain)), func() { w.do(models.SortAgain) })
}
