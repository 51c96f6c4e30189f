package sidecars

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// write has what was previewed written.
func (w *writing) write() {
	if w.view.State != sheets.SidecarsPreview || w.view.Planning || len(w.planned) == 0 {
		return
	}
	if w.folder != "" && w.room.policy(w.folder) == sidecars.Ask {
		w.room.setPolicy(w.folder, sidecars.OnRequest) // whoever writes on request has answered
	}
	w.writeThese(w.planned)
}

// writeThese writes the sidecars of photos beside fyne's goroutine. What could not be
// written goes into the queue, which tries it again.
func (w *writing) writeThese(photos []library.Photo) {
	w.view.State, w.view.Done, w.view.Total, w.view.Current = sheets.SidecarsWriting, 0, len(photos), ""
	w.room.Overlay.Lock(true)
	w.sheet.Set(w.view)
	ctx, generation := w.begin()
	w.room.Desk.Go(func(context.Context) {
		var out outcome
		err := w.room.Sync.WriteNow(ctx, photos, false, func(c sidecars.Change) error {
			done := out.add(&c)
			w.room.Desk.Post(func() change.Set { w.step(generation, done, nameOf(c.Path)); return change.None })
			return nil
		})
		if queued := out.photos(photos); len(queued) > 0 {
			if _, werr := w.room.Sync.Write(context.WithoutCancel(ctx), queued); err == nil {
				err = werr
			}
		}
		w.room.Sync.Retry() // what waited in the queue may be written by now
		w.room.Desk.Post(func() change.Set { return w.wrote(&out, photos, err) })
	})
}

// outcome is what became of sidecars that were to be written.
type outcome struct {
	written int
	refused map[library.ID]bool
	lines   []sheets.SidecarLine // of those, the first few
}

// add takes in one file, and gives how many are done.
func (o *outcome) add(c *sidecars.Change) int {
	if c.Problem == nil {
		o.written++
		return o.written + len(o.refused)
	}
	if o.refused == nil {
		o.refused = map[library.ID]bool{}
	}
	o.refused[c.ID] = true
	if len(o.lines) < 2*maxLines {
		o.lines = append(o.lines, sheets.SidecarLine{File: nameOf(c.Path), Change: reasonText(c.Problem), Problem: true})
	}
	return o.written + len(o.refused)
}

// photos are those whose sidecars could not be written.
func (o *outcome) photos(of []library.Photo) (failed []library.Photo) {
	for i := range of {
		if o.refused[of[i].ID] {
			failed = append(failed, of[i])
		}
	}
	return failed
}

// step shows how far writing is.
func (w *writing) step(generation, done int, file string) {
	if generation == w.generation && w.view.State == sheets.SidecarsWriting {
		w.view.Done, w.view.Current = done, file
		w.sheet.Set(w.view)
	}
}

// wrote shows what was written and what not.
func (w *writing) wrote(o *outcome, photos []library.Photo, err error) change.Set {
	w.room.Overlay.Lock(false)
	w.failed = o.photos(photos)
	v := &w.view
	v.State, v.Again = sheets.SidecarsDone, len(w.failed) > 0
	v.Lines, v.More = o.lines, len(w.failed)-len(o.lines)
	v.Report = []string{language.Plural("{{.N}} sidecars are written.", o.written)}
	if n := len(w.failed); n > 0 {
		v.Report = append(v.Report, language.Plural("{{.N}} could not be written. They are tried again by themselves; nothing is lost meanwhile:", n))
	}
	switch {
	case errors.Is(err, context.Canceled):
		v.Report = append([]string{lang.L("Stopped. What is written is complete; the rest is as it was.")}, v.Report...)
	case err != nil:
		v.Report = append(v.Report, library.Display(err.Error()))
	}
	w.sheet.Set(*v)
	return change.Status | change.Cursor
}

// tryAgain tries what could not be written once more, now.
func (w *writing) tryAgain() {
	if w.view.State == sheets.SidecarsDone && w.view.Again {
		w.writeThese(w.failed)
	}
}

// stopOrClose stops what is being written, else closes the sheet.
func (w *writing) stopOrClose() {
	if w.view.State == sheets.SidecarsWriting {
		w.cancel()
		return
	}
	w.room.Overlay.Close()
}

// progressed takes in what the queue could write and what not.
func (w *writing) progressed(p *sidecars.Progress) change.Set {
	w.waiting = p.Waiting
	w.unwritten = map[library.ID]*sidecars.Unwritten{}
	all := w.room.Sync.Unwritten()
	for i := range all {
		w.unwritten[all[i].Photo] = &all[i]
	}
	return change.Status | change.Cursor
}

// openUnwritten shows what could not be written, with the reasons.
func (w *writing) openUnwritten() {
	var o outcome
	var photos []library.Photo
	for _, u := range w.room.Sync.Unwritten() {
		if p := w.room.Session.Photo(u.Photo); p != nil {
			photos = append(photos, *p)
			o.add(&sidecars.Change{ID: u.Photo, Path: u.Path, Problem: u.Reason})
		}
	}
	w.begin()
	w.view = sheets.SidecarsView{}
	w.wrote(&o, photos, nil)
	w.view.Report = w.view.Report[1:] // nothing was written just now
	w.show()
}

// choose takes in how sidecars are to be written, and looks again at what that changes.
func (w *writing) choose(c sheets.SidecarChoices) {
	before := w.view.Choices
	w.view.Choices = c
	if c.Policy != before.Policy && w.folder != "" {
		w.room.Apply(w.room.setPolicy(w.folder, policyOf(c.Policy)))
		return
	}
	set := settingsOf(c)
	w.room.Desk.Go(func(ctx context.Context) {
		err := w.room.Sync.SetSettings(ctx, set)
		w.room.Desk.Post(func() change.Set {
			if err != nil {
				return w.room.Notices.Fail(err)
			}
			w.preview()
			return change.None
		})
	})
}

// namings and labelSets are in the order of the sheet's segments.
func namings() []sidecars.Naming {
	return []sidecars.Naming{sidecars.AdobeNaming, sidecars.FullNaming, sidecars.MatchNaming}
}

func labelSets() []sidecars.LabelSet {
	return []sidecars.LabelSet{sidecars.EnglishSet, sidecars.BridgeSet, sidecars.GermanSet, sidecars.JapaneseSet}
}

// choicesOf says how sidecars are written as places in the sheet's segments.
func choicesOf(set sidecars.Settings, policy int) sheets.SidecarChoices {
	c := sheets.SidecarChoices{Policy: policy}
	for i, n := range namings() {
		if n == set.Naming {
			c.Naming = i
		}
	}
	for i, l := range labelSets() {
		if l == set.Labels {
			c.Labels = i
		}
	}
	if set.RejectAsRating {
		c.Rejects = 1
	}
	return c
}

// settingsOf is the other way.
func settingsOf(c sheets.SidecarChoices) sidecars.Settings {
	return sidecars.Settings{Naming: namings()[c.Naming], Labels: labelSets()[c.Labels], RejectAsRating: c.Rejects == 1}
}
