package history

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/history"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// pageSteps is how many steps are read at once.
const pageSteps = 100

// Show is the command that opens the list.
const Show command.ID = "history"

// Journal is the part of the catalogue that knows what was done.
type Journal interface {
	History(ctx context.Context) (catalog.History, error)
	Steps(ctx context.Context, from int64, most int) ([]catalog.HistoryStep, error)
	PhotosOfStep(ctx context.Context, number int64) ([]library.ID, error)
}

// Needs is what the history asks of others.
type Needs struct {
	Journal Journal
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	GoTo    func(number int64) // undoes or redoes until this step is the last that is done
	Apply   func(change.Set)
	Do      func(command.ID)
	Grid    command.ID // shows several photos
}

// History is the list of what was done. It belongs to fyne's goroutine.
type History struct {
	Needs
	sheet *history.Sheet // nil while it is not shown
	stand catalog.History
	steps map[int64]catalog.HistoryStep // those that were read, by number
	asked map[int64]bool                // pages that are being read, by the number of their first step
	turn  int                           // counts readings: an answer to an older one is dropped

	photos []library.ID // of the chosen step
	shown  int          // of them, those that the session shows
}

// New gives a history that is not shown.
func New(n Needs) *History { return &History{Needs: n} }

// Commands are what shows the history.
func (h *History) Commands() []command.Binding {
	return []command.Binding{{
		ID: Show, Section: command.Decide, Title: language.Mark("History"),
		Row:  language.Mark("History: what was done, and back to any step"),
		Keys: []command.Key{{Name: "h", Mod: command.Ctrl}}, Run: h.open,
	}}
}

// open shows the list with the step chosen after which nothing was done.
func (h *History) open() change.Set {
	h.stand, h.steps, h.asked = catalog.History{First: 1}, map[int64]catalog.HistoryStep{}, map[int64]bool{}
	h.sheet = history.New(history.View{
		Count: h.count, At: h.row, OnChosen: h.look, OnJump: h.jump, OnShow: h.showPhotos, OnClose: h.Overlay.Close,
	})
	sheet := h.sheet
	h.Overlay.Show(overlay.Sheet{
		Object: sheet, ClosedBy: Show,
		Keys: map[string]func(){
			"Up": func() { sheet.Step(-1) }, "Down": func() { sheet.Step(1) },
			"Prior": func() { sheet.Page(-1) }, "Next": func() { sheet.Page(1) },
			"Home": func() { sheet.Choose(0) }, "End": func() { sheet.Choose(h.count() - 1) },
			"Return": func() { h.jump(sheet.Chosen()) }, "Space": h.showPhotos,
		},
		OnClose: func() change.Set { h.sheet = nil; return change.None },
	})
	h.read(true)
	return change.None
}

// Renew hears that something was stored.
func (h *History) Renew() {
	if h.sheet != nil {
		h.read(false)
	}
}

// read asks how things stand, and for the page that is looked at: nothing flickers where
// a step changed. Other pages follow as they come into view.
func (h *History) read(first bool) {
	h.turn++
	turn, row := h.turn, h.sheet.Chosen()
	h.Desk.Go(func(ctx context.Context) {
		stand, err := h.Journal.History(ctx)
		var steps []catalog.HistoryStep
		if first {
			row = int(stand.Last - stand.Now)
		}
		from := pageOf(&stand, row)
		if err == nil {
			steps, err = h.Journal.Steps(ctx, from, pageSteps)
		}
		h.Desk.Post(func() change.Set {
			switch {
			case turn != h.turn || h.sheet == nil:
				return change.None
			case err != nil:
				return h.fail(ctx, err)
			}
			h.stand, h.steps, h.asked = stand, map[int64]catalog.HistoryStep{}, map[int64]bool{from: true}
			h.keep(steps)
			if first {
				h.sheet.Start(row)
			}
			h.sheet.Renew()
			h.look(h.sheet.Chosen())
			return change.None
		})
	})
}

// pageOf is the number of the first step of the page that a row is on.
func pageOf(stand *catalog.History, row int) int64 {
	return stand.Last - int64(row)/pageSteps*pageSteps
}

func (h *History) keep(steps []catalog.HistoryStep) {
	for i := range steps {
		h.steps[steps[i].Number] = steps[i]
	}
}

func (h *History) fail(ctx context.Context, err error) change.Set {
	if ctx.Err() != nil {
		return change.None // the window closes
	}
	return h.Notices.Fail(err)
}

// count is how many rows there are: one for each step, and one for how things were
// before.
func (h *History) count() int {
	if h.stand.Len() == 0 {
		return 0
	}
	return h.stand.Len() + 1
}

// number is that of the step in a row, one below the oldest's in the last row.
func (h *History) number(row int) int64 { return h.stand.Last - int64(row) }

// row is what stands in one, as far as it is known. What is not is read.
func (h *History) row(i int) history.Row {
	number := h.number(i)
	if number < h.stand.First {
		return beginning(h.stand.Now < h.stand.First)
	}
	s, ok := h.steps[number]
	if !ok {
		h.readPage(pageOf(&h.stand, i))
		return history.Row{}
	}
	return words(&s, number == h.stand.Now)
}

// readPage reads the steps from the one of a number down.
func (h *History) readPage(from int64) {
	if h.asked[from] {
		return
	}
	h.asked[from] = true
	turn := h.turn
	h.Desk.Go(func(ctx context.Context) {
		steps, err := h.Journal.Steps(ctx, from, pageSteps)
		h.Desk.Post(func() change.Set {
			if turn != h.turn || h.sheet == nil {
				return change.None
			}
			if err != nil {
				return h.fail(ctx, err)
			}
			h.keep(steps)
			h.sheet.Renew()
			h.say()
			return change.None
		})
	})
}

// look asks which photos the step of a row changed.
func (h *History) look(row int) {
	h.photos, h.shown = nil, 0
	h.say()
	number := h.number(row)
	if h.count() == 0 || number < h.stand.First {
		return
	}
	turn, sheet := h.turn, h.sheet
	h.Desk.Go(func(ctx context.Context) {
		ids, err := h.Journal.PhotosOfStep(ctx, number)
		h.Desk.Post(func() change.Set {
			if h.sheet != sheet || turn != h.turn || h.number(sheet.Chosen()) != number {
				return change.None
			}
			if err != nil {
				return h.fail(ctx, err)
			}
			h.photos = ids
			for _, id := range ids {
				if h.Session.Place(id) >= 0 {
					h.shown++
				}
			}
			h.say()
			return change.None
		})
	})
}

// showPhotos closes the list and selects the photos of the chosen step, as far as they
// are shown: in the grid, where they are several.
func (h *History) showPhotos() {
	photos := h.photos
	if h.shown == 0 {
		return
	}
	h.Overlay.Close()
	if h.Session.Selection.Choose(photos, &h.Session.Sequence) > 1 {
		h.Do(h.Grid)
	}
	h.Apply(change.Order | change.Cursor | change.Status)
}

// jump undoes down to a row's step, or redoes up to it.
func (h *History) jump(row int) {
	if h.count() == 0 || h.number(row) == h.stand.Now {
		return
	}
	if s, ok := h.steps[h.number(row)]; ok && s.Stuck {
		return
	}
	h.GoTo(h.number(row))
}
