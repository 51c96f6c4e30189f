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
func (s *Sidecars) write() {
	if s.view.State != sheets.SidecarsPreview || s.view.Planning || len(s.planned) == 0 {
		return
	}
	if s.folder != "" && s.policy(s.folder) == sidecars.Ask {
		s.setPolicy(s.folder, sidecars.OnRequest) // whoever writes on request has answered
	}
	s.writeThese(s.planned)
}

// writeThese writes the sidecars of photos beside fyne's goroutine. What could not be
// written goes into the queue, which tries it again.
func (s *Sidecars) writeThese(photos []library.Photo) {
	s.view.State, s.view.Done, s.view.Total, s.view.Current = sheets.SidecarsWriting, 0, len(photos), ""
	s.Overlay.Lock(true)
	s.sheet.Set(s.view)
	ctx, generation := s.begin()
	s.Desk.Go(func(context.Context) {
		var out outcome
		err := s.Sync.WriteNow(ctx, photos, false, func(c sidecars.Change) error {
			done := out.add(&c)
			s.Desk.Post(func() change.Set { s.step(generation, done, nameOf(c.Path)); return change.None })
			return nil
		})
		if queued := out.photos(photos); len(queued) > 0 {
			if _, werr := s.Sync.Write(context.WithoutCancel(ctx), queued); err == nil {
				err = werr
			}
		}
		s.Sync.Retry() // what waited in the queue may be written by now
		s.Desk.Post(func() change.Set { return s.wrote(&out, photos, err) })
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
func (s *Sidecars) step(generation, done int, file string) {
	if generation == s.generation && s.view.State == sheets.SidecarsWriting {
		s.view.Done, s.view.Current = done, file
		s.sheet.Set(s.view)
	}
}

// wrote shows what was written and what not.
func (s *Sidecars) wrote(o *outcome, photos []library.Photo, err error) change.Set {
	s.Overlay.Lock(false)
	s.failed = o.photos(photos)
	v := &s.view
	v.State, v.Again = sheets.SidecarsDone, len(s.failed) > 0
	v.Lines, v.More = o.lines, len(s.failed)-len(o.lines)
	v.Report = []string{language.Plural("{{.N}} sidecars are written.", o.written)}
	if n := len(s.failed); n > 0 {
		v.Report = append(v.Report, language.Plural("{{.N}} could not be written. They are tried again by themselves; nothing is lost meanwhile:", n))
	}
	switch {
	case errors.Is(err, context.Canceled):
		v.Report = append([]string{lang.L("Stopped. What is written is complete; the rest is as it was.")}, v.Report...)
	case err != nil:
		v.Report = append(v.Report, library.Display(err.Error()))
	}
	s.sheet.Set(*v)
	return change.Status | change.Cursor
}

// tryAgain tries what could not be written once more, now.
func (s *Sidecars) tryAgain() {
	if s.view.State == sheets.SidecarsDone && s.view.Again {
		s.writeThese(s.failed)
	}
}

// stopOrClose stops what is being written, else closes the sheet.
func (s *Sidecars) stopOrClose() {
	if s.view.State == sheets.SidecarsWriting {
		s.cancel()
		return
	}
	s.Overlay.Close()
}

// progressed takes in what the queue could write and what not.
func (s *Sidecars) progressed(p *sidecars.Progress) change.Set {
	s.waiting = p.Waiting
	s.unwritten = map[library.ID]*sidecars.Unwritten{}
	all := s.Sync.Unwritten()
	for i := range all {
		s.unwritten[all[i].Photo] = &all[i]
	}
	return change.Status | change.Cursor
}

// openUnwritten shows what could not be written, with the reasons.
func (s *Sidecars) openUnwritten() {
	var o outcome
	var photos []library.Photo
	for _, u := range s.Sync.Unwritten() {
		if p := s.Session.Photo(u.Photo); p != nil {
			photos = append(photos, *p)
			o.add(&sidecars.Change{ID: u.Photo, Path: u.Path, Problem: u.Reason})
		}
	}
	s.begin()
	s.view = sheets.SidecarsView{}
	s.wrote(&o, photos, nil)
	s.view.Report = s.view.Report[1:] // nothing was written just now
	s.show()
}

// choose takes in how sidecars are to be written, and looks again at what that changes.
func (s *Sidecars) choose(c sheets.SidecarChoices) {
	before := s.view.Choices
	s.view.Choices = c
	if c.Policy != before.Policy && s.folder != "" {
		s.Apply(s.setPolicy(s.folder, policyOf(c.Policy)))
		return
	}
	set := settingsOf(c)
	s.Desk.Go(func(ctx context.Context) {
		err := s.Sync.SetSettings(ctx, set)
		s.Desk.Post(func() change.Set {
			if err != nil {
				return s.Notices.Fail(err)
			}
			s.preview()
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
