package sidecars

import (
	"context"
	"math"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// firstThresholds are offered to who never gave any.
const firstThresholds = "4,5,6,7,8"

// starring is the sheet that gives stars by scores.
type starring struct {
	room   *Sidecars
	sheet  *sheets.Stars
	view   sheets.StarsView
	shown  bool
	photos []library.Photo
	plan   sidecars.StarsPlan
}

func (s *starring) make(room *Sidecars) {
	s.room = room
	s.sheet = sheets.NewStars(sheets.StarsCallbacks{
		OnLeast: func(stars int, text string) { s.view.Least[stars-1] = text; s.count() },
		OnGive:  s.give, OnClose: room.Overlay.Close,
	})
}

// open shows the sheet for the selected photos where several are selected, else for the
// whole shoot, with the thresholds that were used last.
func (s *starring) open() change.Set {
	s.photos, s.view = nil, sheets.StarsView{}
	s.photos, s.view.What = chosen(s.room.Session)
	s.shown = true
	s.fillIn(firstThresholds)
	s.room.Overlay.Show(overlay.Sheet{
		Object: s.sheet, ClosedBy: Stars,
		Keys:    map[string]func(){"Return": s.give, "KP_Enter": s.give},
		OnClose: func() change.Set { s.shown = false; return change.None },
	})
	s.sheet.Focus(s.room.Overlay.Canvas())
	s.room.Desk.Go(func(ctx context.Context) {
		last, err := sidecars.LastThresholds(ctx, s.room.Sync)
		s.room.Desk.Post(func() change.Set {
			if err != nil {
				s.room.Desk.Log(err.Error())
			}
			if last != "" && s.shown && s.thresholds() == firstThresholds {
				s.fillIn(last)
			}
			return change.None
		})
	})
	return change.None
}

// fillIn shows thresholds in the fields.
func (s *starring) fillIn(thresholds string) {
	parts := strings.Split(thresholds, ",")
	for i := range s.view.Least {
		s.view.Least[i] = ""
		if i < len(parts) {
			s.view.Least[i] = strings.Replace(strings.TrimSpace(parts[i]), ".", language.Decimal(0.5, 1)[1:2], 1)
		}
	}
	s.count()
}

// thresholds is what the fields hold, as the catalogue keeps it: a comma in a number is
// a decimal point.
func (s *starring) thresholds() string {
	parts := make([]string, len(s.view.Least))
	for i, text := range s.view.Least {
		parts[i] = strings.ReplaceAll(strings.TrimSpace(text), ",", ".")
	}
	return strings.Join(parts, ",")
}

// count finds out who would get how many stars.
func (s *starring) count() {
	v := &s.view
	v.Wrong, s.plan = "", sidecars.StarsPlan{}
	limits, err := sidecars.ParseThresholds(s.thresholds())
	if err != nil {
		v.Wrong = lang.L("Type scores from 0 to 10, none lower than the one for fewer stars.")
		limits = sidecars.Thresholds{math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)}
	}
	s.plan = sidecars.StarsByScore(s.photos, s.room.Session.Score, limits)
	copy(v.Get[:], s.plan.Get[1:])
	v.Give, v.Others = len(s.plan.Marks), nil
	for _, other := range []struct {
		n    int
		text string
	}{
		{s.plan.Keep, language.Plural("{{.N}} photos keep their own stars", s.plan.Keep)},
		{s.plan.Get[0], language.Plural("{{.N}} photos score too low for any", s.plan.Get[0])},
		{s.plan.Rejects, language.Plural("{{.N}} rejects get none", s.plan.Rejects)},
		{s.plan.Unscored, language.Plural("{{.N}} photos have no score", s.plan.Unscored)},
	} {
		if other.n > 0 {
			v.Others = append(v.Others, other.text)
		}
	}
	s.sheet.Set(*v)
}

// refresh counts again, with what is known of the photos now.
func (s *starring) refresh() {
	if !s.shown {
		return
	}
	for i := range s.photos {
		if p := s.room.Session.Photo(s.photos[i].ID); p != nil {
			s.photos[i] = *p
		}
	}
	s.count()
}

// give stores the stars as one step. Where scores or decisions have come since they were
// counted it shows the new counts instead: nobody has agreed to those.
func (s *starring) give() {
	agreed := s.view.Get
	s.refresh()
	if !s.shown || s.view.Get != agreed || s.view.Wrong != "" || len(s.plan.Marks) == 0 {
		return
	}
	marks, thresholds := s.plan.Marks, s.thresholds()
	s.room.Overlay.Close()
	s.room.Culling.MarkBy(func(ctx context.Context) ([]library.Photo, error) {
		return sidecars.GiveStars(ctx, s.room.Sync, marks, thresholds)
	}, len(marks))
}

// can is true where a photo has a score.
func (s *starring) can() (ok bool, why string) {
	if ok, why := s.room.canWrite(); !ok {
		return ok, why
	}
	if done, _, _ := s.room.Session.Scored(); done == 0 && !s.room.Session.Renewing() {
		return false, language.Mark("No photo has a score yet")
	}
	return true, ""
}
