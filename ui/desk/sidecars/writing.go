package sidecars

import (
	"context"
	"slices"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// maxLines is how many files the sheet lists of each kind.
const maxLines = 6

// writing is the sheet: what it previews, and what is under way.
type writing struct {
	room   *Sidecars
	sheet  *sheets.Sidecars
	shown  bool
	view   sheets.SidecarsView
	photos []library.Photo // whose decisions are written
	folder string          // for which the sheet offers another policy, "" for none

	cancel     context.CancelFunc // of what is under way; nil before the first
	generation int                // tells the answer to the present question from late ones
	planned    []library.Photo    // whose sidecars would change
	failed     []library.Photo    // whose sidecars could not be written just now

	waiting   int // photos in the queue
	unwritten map[library.ID]*sidecars.Unwritten
}

func newWriting(room *Sidecars) *writing {
	w := &writing{room: room}
	w.sheet = sheets.NewSidecars(sheets.SidecarsCallbacks{
		OnWrite: w.write, OnAgain: w.tryAgain, OnCancel: w.stopOrClose, OnChoices: w.choose,
	})
	return w
}

// open shows what writing would change for the selected photos where several are
// selected, else for the whole shoot.
func (w *writing) open() {
	var what string
	w.photos, what = chosen(w.room.Session)
	w.view = sheets.SidecarsView{What: what}
	if w.folder = w.oneRoot(); w.folder != "" {
		w.view.Folder = desk.ShortPath(w.folder)
		w.view.Choices.Policy = place(w.room.policy(w.folder))
	}
	w.show()
	w.preview()
}

// chosen are the selected photos where several are selected, else all, and how they are
// called.
func chosen(in *session.Session) (photos []library.Photo, what string) {
	if in.Selection.Count() > 1 {
		photos = in.Photos(func(p *library.Photo) bool { return in.Selection.Has(p.ID) })
		return photos, language.Plural("{{.N}} selected photos", len(photos))
	}
	photos = in.Photos(func(*library.Photo) bool { return true })
	return photos, language.Plural("{{.N}} photos", len(photos))
}

// oneRoot is the open folder in which all photos to be written lie, "" where several do
// or it is on a card.
func (w *writing) oneRoot() (root string) {
	for i := range w.photos {
		r := w.room.rootOf(w.photos[i].Path)
		if root != "" && r != root {
			return ""
		}
		root = r
	}
	if w.room.policy(root) == sidecars.Card {
		return ""
	}
	return root
}

// refresh previews again where decisions changed below the sheet: one that was on its way
// when it was opened, or what a sidecar said.
func (w *writing) refresh() {
	if !w.shown || w.view.State != sheets.SidecarsPreview {
		return
	}
	for i := range w.photos {
		if p := w.room.Session.Photo(w.photos[i].ID); p != nil {
			w.photos[i] = *p
		}
	}
	w.preview()
}

// show puts the sheet over the window.
func (w *writing) show() {
	w.shown = true
	w.sheet.Set(w.view)
	w.room.Overlay.Show(overlay.Sheet{
		Object: w.sheet, ClosedBy: Write,
		Keys: map[string]func(){
			"Return": w.sheet.Write, "KP_Enter": w.sheet.Write, "t": w.sheet.TryAgain, "T": w.sheet.TryAgain,
			"Left": func() { w.sheet.NextProgram(-1) }, "Right": func() { w.sheet.NextProgram(1) },
		},
		OnClose: func() change.Set { w.shown = false; w.begin(); return change.None },
	})
}

// begin ends what was under way, and gives the context and the number of what comes next.
func (w *writing) begin() (context.Context, int) {
	w.generation++
	if w.cancel != nil {
		w.cancel()
	}
	var ctx context.Context
	ctx, w.cancel = context.WithCancel(w.room.Desk.Context())
	return ctx, w.generation
}

// preview finds out, beside fyne's goroutine, what writing would change.
func (w *writing) preview() {
	ctx, generation := w.begin()
	photos := slices.Clone(w.photos) // which refresh changes
	w.view.State, w.view.Planning = sheets.SidecarsPreview, true
	w.sheet.Set(w.view)
	w.room.Desk.Go(func(context.Context) {
		set, err := w.room.Sync.Settings(ctx)
		var found preview
		if err == nil {
			found.decided(photos)
			err = w.room.Sync.Preview(ctx, photos, func(c sidecars.Change) error { found.add(&c); return nil })
		}
		w.room.Desk.Post(func() change.Set {
			if generation == w.generation && ctx.Err() == nil {
				w.previewed(set, &found, err)
			}
			return change.None
		})
	})
}

// previewed shows what was found out.
func (w *writing) previewed(set sidecars.Settings, found *preview, err error) {
	w.planned = w.planned[:0:0]
	for i := range w.photos {
		if found.planned[w.photos[i].ID] {
			w.planned = append(w.planned, w.photos[i])
		}
	}
	v := &w.view
	v.Planning, v.Blocked = false, ""
	if err != nil {
		v.Blocked = library.Display(err.Error())
	}
	v.Counts, v.Lines = found.counts, append(found.refused, found.lines...)
	v.More = found.counts.New + found.counts.Changed + found.counts.Refused - len(v.Lines)
	v.Choices = choicesOf(set, v.Choices.Policy)
	w.sheet.Set(*v)
}
