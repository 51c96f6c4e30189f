package sidecars

import (
	"context"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// progressed takes in what was written and what could not be.
func (s *Sidecars) progressed(e *sidecars.Event) change.Set {
	for i := range e.Written {
		c := &e.Written[i]
		if s.planned[c.Photo] {
			s.done[c.Photo] = true
			s.view.Current = nameOfFile(c)
		}
	}
	if e.Progress != nil {
		s.waiting = e.Progress.Waiting
	}
	s.haveUnwritten(s.Sync.Unwritten())
	if s.view.State == sheets.SidecarsWriting && s.planned != nil {
		s.view.Done = len(s.done)
		failed := s.failed()
		switch {
		case len(s.done)+len(failed) >= s.view.Total, e.Progress != nil && e.Progress.Waiting <= e.Progress.Unwritten:
			s.finish(s.report())
		default:
			s.sheet.Set(s.view)
		}
	}
	return change.Status | change.Cursor
}

// haveUnwritten notes what could not be written.
func (s *Sidecars) haveUnwritten(all []sidecars.Unwritten) {
	s.unwritten = map[library.ID]*sidecars.Unwritten{}
	for i := range all {
		s.unwritten[all[i].Photo] = &all[i]
	}
}

// failed are the photos on the sheet whose sidecars could not be written.
func (s *Sidecars) failed() []*sidecars.Unwritten {
	var all []*sidecars.Unwritten
	for i := range s.photos {
		p := &s.photos[i]
		if u := s.unwritten[p.ID]; u != nil && !s.done[p.Path] {
			all = append(all, u)
		}
	}
	return all
}

// finish shows the report.
func (s *Sidecars) finish(report []string) {
	failed := s.failed()
	v := &s.view
	v.State, v.Report, v.Again = sheets.SidecarsDone, report, len(failed) > 0
	v.Lines, v.More = nil, 0
	for _, u := range failed {
		if len(v.Lines) == 2*maxLines {
			v.More = len(failed) - len(v.Lines)
			break
		}
		v.Lines = append(v.Lines, sheets.SidecarLine{File: nameOf(u.Path), Change: reasonText(u.Reason), Problem: true})
	}
	s.sheet.Set(*v)
}

// report says what was written and what not.
func (s *Sidecars) report() []string {
	lines := []string{language.Plural("{{.N}} sidecars are written.", len(s.done))}
	if n := len(s.failed()); n > 0 {
		lines = append(lines, language.Plural("{{.N}} could not be written. They are tried again by themselves; nothing is lost meanwhile:", n))
	}
	return lines
}

// tryAgain tries what could not be written once more, now.
func (s *Sidecars) tryAgain() {
	if s.view.State != sheets.SidecarsDone || !s.view.Again {
		return
	}
	s.begin(len(s.failed()))
	s.unwritten = nil // what fails again is told anew
	s.Sync.Retry()
}

// openUnwritten shows what could not be written.
func (s *Sidecars) openUnwritten() {
	s.photos, s.planned, s.done = nil, map[string]bool{}, map[string]bool{}
	for id := range s.unwritten {
		if p := s.Session.Photo(id); p != nil {
			s.photos = append(s.photos, *p)
			s.planned[p.Path] = true
		}
	}
	s.view = sheets.SidecarsView{}
	s.finish(s.report()[1:])
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
