package blind

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2/lang"

	sessions "keeplight.app/keeplight/app/blind"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	figures "keeplight.app/keeplight/scoring/blind"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
)

// mostLost bounds the gallery: who lost more keepers than this needs no more pictures.
const mostLost = 200

// shown is a result that is looked at.
type shown struct {
	sheet      *blind.Result
	verdicts   figures.Verdicts
	by         []scorers.Entry
	agreements []*figures.Agreement // of each of them
	chosen     int                  // place among them
	threshold  float64
	unshowable int // photos that could not be shown

	lost   []library.ID // keepers below the threshold
	thumbs map[library.ID]*blind.Thumb
}

// result holds all scorers against a session's verdicts, beside fyne's goroutine, and
// shows what comes of it.
func (b *Blind) result(s *sessions.Session) {
	b.Overlay.Close()
	verdicts := figures.Gather(s.Verdicts())
	if len(verdicts.First) == 0 {
		b.Apply(b.Notices.Say(lang.L("Nothing was judged yet")))
		return
	}
	r := &shown{verdicts: verdicts, by: b.Scorers(), thumbs: map[library.ID]*blind.Thumb{}}
	all := make([]figures.Scores, len(r.by))
	for i, e := range r.by {
		all[i] = figures.Scores{}
		for _, v := range verdicts.First {
			all[i][v.Photo] = b.Session.ScoreBy(e.ID, v.Photo)
		}
		if e.ID == b.Session.Chosen() {
			r.chosen = i
		}
	}
	b.shown = r
	b.Desk.Go(func(ctx context.Context) {
		var agreements []*figures.Agreement
		for i := range all {
			if ctx.Err() != nil {
				return
			}
			agreements = append(agreements, figures.Agree(&verdicts, all[i]))
		}
		b.Desk.PostUrgent(func() change.Set {
			if b.shown == r && !b.Overlay.IsOpen() {
				r.agreements = agreements
				b.showResult(r)
			}
			return change.Frame
		})
	})
}

func (b *Blind) showResult(r *shown) {
	if len(r.by) == 0 {
		b.shown = nil
		b.Apply(b.Notices.Say(lang.L("No scorer is in use that could be held against you")))
		return
	}
	var titles []string
	for _, e := range r.by {
		titles = append(titles, title(&e))
	}
	r.sheet = blind.NewResult(blind.ResultView{
		Scorers: titles,
		OnScorer: func(place int) {
			r.chosen = place
			r.threshold = r.agreements[place].Best(b.weight).Threshold
			b.say(r)
		},
		OnThreshold: func(to float64) { r.threshold = to; b.cut(r) },
		OnWeight:    func(to float64) { b.weight = max(to, 1); b.cut(r) },
		OnBest:      func() { r.threshold = r.agreements[r.chosen].Best(b.weight).Threshold; b.cut(r) },
		OnTake:      func() { b.take(r) }, OnClose: b.Overlay.Close,
	})
	r.threshold = r.agreements[r.chosen].Best(b.weight).Threshold
	b.Overlay.Show(overlay.Sheet{Object: r.sheet, Full: true, ClosedBy: Start, OnClose: func() change.Set {
		b.shown = nil
		return change.None
	}})
	b.say(r)
}

// title is what a scorer is called.
func title(e *scorers.Entry) string {
	if e.ID == scorers.BuiltIn {
		return lang.L("Built-in")
	}
	return library.Display(e.Title)
}

// say writes all of the result.
func (b *Blind) say(r *shown) {
	v := &r.verdicts
	w := blind.Words{
		Title: lang.L("{{.Photos}} judged blind: {{.Picks}} kept, {{.Rejects}} rejected, {{.Open}} undecided", language.Args{
			"Photos": language.Plural("{{.N}} photos", len(v.First)), "Picks": language.Count(v.Picks),
			"Rejects": language.Count(v.Rejects), "Open": language.Count(v.Undecided),
		}),
		Note: b.note(r),
	}
	for i, e := range r.by {
		w.Scorers = append(w.Scorers, row(title(&e), r.agreements[i].Pairs))
	}
	self := row(lang.L("You again"), v.Again.Pairs)
	self.Ceiling = true
	w.Scorers = append(w.Scorers, self)
	a := r.agreements[r.chosen]
	for i, f := range a.Attributes {
		w.Attributes = append(w.Attributes, row(language.Attribute(library.Attribute(i)), f))
	}
	w.Stacks = stackWords(a)
	if n := len(b.marks(r)); n > 0 {
		w.Take = language.Plural("Take {{.N}} verdicts as picks and rejects", n)
	}
	r.sheet.Say(w, r.chosen)
	b.cut(r)
}

func (b *Blind) note(r *shown) string {
	again := r.verdicts.Again.Verdicts
	note := lang.L("No photo came twice.")
	if again.Of > 0 {
		low, high := again.Interval()
		note = lang.L("{{.Of}} came twice; you said the same of {{.N}} ({{.Low}} to {{.High}} %).", language.Args{
			"N": language.Count(again.Hits), "Of": language.Plural("{{.N}} photos", again.Of), "Low": percent(low), "High": percent(high),
		})
	}
	if r.unshowable > 0 {
		note += " " + language.Plural("{{.N}} photos could not be shown and were left out.", r.unshowable)
	}
	return note
}

func percent(share float64) string { return fmt.Sprintf("%.0f", 100*share) }

func row(title string, f figures.Figure) blind.Row {
	r := blind.Row{Title: title, Known: f.Known, Value: f.Value, Low: f.Low, High: f.High, Text: lang.L("cannot be told")}
	switch {
	case f.Known && f.Rounds > 0:
		r.Text = lang.L("{{.Share}} %, {{.Low}} to {{.High}}", language.Args{"Share": percent(f.Value), "Low": percent(f.Low), "High": percent(f.High)})
	case f.Known:
		r.Low, r.High = f.Value, f.Value
		r.Text = lang.L("{{.Share}} %, too few for more", language.Args{"Share": percent(f.Value)})
	}
	return r
}

func stackWords(a *figures.Agreement) string {
	if a.Stacks.Of == 0 {
		return lang.L("In no stack did you keep some and not others.")
	}
	low, high := a.Stacks.Interval()
	return lang.L("In {{.N}} of {{.Of}} stacks the highest score is a keeper ({{.Low}} to {{.High}} %; by chance {{.Chance}})", language.Args{
		"N": language.Count(a.Stacks.Hits), "Of": language.Count(a.Stacks.Of), "Low": percent(low), "High": percent(high),
		"Chance": language.Decimal(a.ByChance, 1),
	})
}

// cut writes what comes of the threshold, and shows the keepers that it loses.
func (b *Blind) cut(r *shown) {
	a := r.agreements[r.chosen]
	c, best := a.At(r.threshold), a.Best(b.weight)
	r.lost = a.Lost(r.threshold)
	at := language.Decimal(r.threshold, 1)
	var thumbs []*blind.Thumb
	for _, id := range r.lost[:min(len(r.lost), mostLost)] {
		thumbs = append(thumbs, b.thumb(r, id))
	}
	r.sheet.SetCut(blind.Cut{
		Threshold: r.threshold, Weight: b.weight,
		Kept: c.Kept, Lost: c.Lost, ExtraLooks: c.ExtraLooks, Spare: c.Spared,
		From: lang.L("From {{.Score}} on", language.Args{"Score": at}), Below: lang.L("Below {{.Score}}", language.Args{"Score": at}),
		Weighs: lang.L("A lost keeper costs {{.N}}", language.Args{"N": language.Plural("{{.N}} looks", int(b.weight))}),
		Cost: lang.L("Costs {{.Now}}; the cheapest on these photos: {{.Best}}, from {{.Score}} on", language.Args{
			"Now": language.Plural("{{.N}} looks", int(c.Cost(b.weight))), "Best": language.Plural("{{.N}} looks", int(best.Cost(b.weight))),
			"Score": language.Decimal(best.Threshold, 1),
		}),
		Gallery: language.Plural("{{.N}} keepers you would have lost", len(r.lost)),
	}, thumbs)
	b.Apply(change.Frame)
}

// thumb gives a photo's thumbnail, which is read once.
func (b *Blind) thumb(r *shown, id library.ID) *blind.Thumb {
	if t := r.thumbs[id]; t != nil {
		return t
	}
	t := blind.NewThumb(func() { b.Open(id) })
	r.thumbs[id] = t
	p := b.Session.Photo(id)
	if p == nil {
		return t
	}
	photo := *p
	b.Desk.Go(func(ctx context.Context) {
		img, err := b.Pictures.Thumb(ctx, &photo)
		if err != nil {
			return // an empty frame opens the photo, which says why
		}
		turned := picture.Turn(img, photo.Rotation)
		b.Desk.Post(func() change.Set { t.Put(turned); return change.Frame })
	})
	return t
}

// Open closes what is open and shows a photo in the loupe, or says why it cannot.
func (b *Blind) Open(id library.ID) {
	place := b.Session.Place(id)
	if place < 0 {
		b.Overlay.Close()
		b.Apply(b.Notices.Say(lang.L("The filter hides this photo")))
		return
	}
	b.Overlay.Close()
	b.Session.MoveTo(place)
	b.Apply(change.Order | change.Cursor)
	b.Do(b.Loupe)
}

// marks are the verdicts as decisions, of photos that nobody has decided about.
func (b *Blind) marks(r *shown) (marks []catalog.Mark) {
	for _, v := range r.verdicts.First {
		p := b.Session.Photo(v.Photo)
		if v.Flag == library.Undecided || p == nil || p.Decision.Flag != library.Undecided {
			continue
		}
		marks = append(marks, catalog.Mark{ID: v.Photo, Flag: &v.Flag})
	}
	return slices.Clip(marks)
}

// take stores the verdicts as decisions, in one step that one undo takes back.
func (b *Blind) take(r *shown) {
	marks := b.marks(r)
	b.Overlay.Close()
	if len(marks) > 0 {
		b.Apply(b.Culling().MarkEach(marks))
	}
}
