package versus

import (
	"context"
	"image"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/versus"
)

// Show is the command that opens the sheet.
const Show command.ID = "compare-scorers"

// mostCards bounds the photos that are shown: those that moved most.
const mostCards = 60

// Pictures gives thumbnails.
type Pictures interface {
	Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error)
}

// Needs is what the room asks of others.
type Needs struct {
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Pictures Pictures
	// Photos are all of the open folders, and Versions what scored them. Both read the
	// catalogue; the errors are its own.
	Photos   func(context.Context) ([]library.Photo, error)
	Versions func(context.Context, []library.Photo) ([]scorers.Version, error)
	Open     func(library.ID) // shows a photo, or says that the filter hides it
}

// Versus is the room in which scorers are compared. It belongs to fyne's goroutine.
type Versus struct {
	Needs
	sheet  *versus.Sheet // nil while it is not shown
	known  known
	thumbs map[library.ID]*blind.Thumb
	turn   int // counts questions: an answer to an older one is dropped
}

// known is what was read, and what came of it.
type known struct {
	photos        map[library.ID]library.Photo
	list          []library.Photo
	versions      []scorers.Version
	first, second int
	result        *scorers.Comparison // nil where there are not two scorers
}

// New gives a room in which nothing is shown.
func New(n Needs) *Versus { return &Versus{Needs: n} }

// Commands are what shows the sheet.
func (v *Versus) Commands() []command.Binding {
	return []command.Binding{{
		ID: Show, Section: command.Work, Title: language.Mark("Compare scorers…"),
		Row:     language.Mark("Compare scorers: which photos moved most, and which agrees with your picks"),
		Keys:    []command.Key{{Name: "t", Mod: command.Ctrl}},
		Enabled: v.canShow, Run: func() change.Set { return v.With(v.Session.Chosen()) },
	}}
}

func (v *Versus) canShow() (ok bool, why string) {
	if v.Session.Len() < 2 {
		return false, language.Mark("Two photos at least have to be open")
	}
	return true, ""
}

// With compares the built-in scorer with another, where that has scores, else with any.
func (v *Versus) With(other scorers.ID) change.Set {
	v.Overlay.Close()
	v.sheet, v.known, v.thumbs = versus.New(versus.View{
		OnFirst:  func(place int) { v.choose(place, v.known.second) },
		OnSecond: func(place int) { v.choose(v.known.first, place) },
		OnClose:  v.Overlay.Close,
	}), known{}, map[library.ID]*blind.Thumb{}
	v.Overlay.Show(overlay.Sheet{Object: v.sheet, Full: true, ClosedBy: Show, OnClose: func() change.Set {
		v.sheet, v.known, v.thumbs = nil, known{}, nil
		return change.None
	}})
	v.sheet.Say(&versus.Words{Title: reading()})
	v.ask(func(ctx context.Context) (k known, err error) {
		if k.list, err = v.Photos(ctx); err != nil {
			return k, err
		}
		if k.versions, err = v.Versions(ctx, k.list); err != nil {
			return k, err
		}
		k.photos = make(map[library.ID]library.Photo, len(k.list))
		for _, p := range k.list {
			k.photos[p.ID] = p
		}
		k.second = secondOf(k.versions, other)
		return k, nil
	})
	return change.None
}

// secondOf is the place of the scorer that the first one is compared with.
func secondOf(all []scorers.Version, wanted scorers.ID) int {
	for i := 1; i < len(all); i++ {
		if all[i].ID == wanted {
			return i
		}
	}
	return min(1, max(0, len(all)-1))
}

// choose compares others. The same one twice changes places instead.
func (v *Versus) choose(first, second int) {
	if first == second {
		first, second = v.known.second, v.known.first
	}
	k := v.known
	k.first, k.second, k.result = first, second, nil
	v.ask(func(context.Context) (known, error) { return k, nil })
}

// ask reads beside fyne's goroutine, compares, and shows what came of it.
func (v *Versus) ask(read func(context.Context) (known, error)) {
	v.turn++
	turn := v.turn
	v.Desk.Go(func(ctx context.Context) {
		k, err := read(ctx)
		if err == nil && len(k.versions) > 1 {
			k.result, err = scorers.Compare(ctx, k.list, &k.versions[k.first], &k.versions[k.second])
		}
		v.Desk.PostUrgent(func() change.Set {
			switch {
			case turn != v.turn || v.sheet == nil || ctx.Err() != nil:
				return change.None
			case err != nil:
				v.Overlay.Close()
				return v.Notices.Fail(err)
			}
			v.known = k
			v.say()
			return change.Frame
		})
	})
}

// say shows what is known.
func (v *Versus) say() {
	w := wordsOf(&v.known)
	if r := v.known.result; r != nil {
		for i := range r.Moved[:min(len(r.Moved), mostCards)] {
			if m := &r.Moved[i]; m.By() != 0 {
				w.Cards = append(w.Cards, cardOf(m, v.thumb(m.ID), r.Photos))
			}
		}
	}
	v.sheet.Say(&w)
}

// thumb gives a photo's thumbnail, which is read once.
func (v *Versus) thumb(id library.ID) *blind.Thumb {
	if t := v.thumbs[id]; t != nil {
		return t
	}
	t := blind.NewThumb(func() { v.Overlay.Close(); v.Open(id) })
	v.thumbs[id] = t
	photo := v.known.photos[id]
	v.Desk.Go(func(ctx context.Context) {
		img, err := v.Pictures.Thumb(ctx, &photo)
		if err != nil {
			return // an empty frame opens the photo, which says why
		}
		turned := picture.Turn(img, photo.Rotation)
		v.Desk.Post(func() change.Set { t.Put(turned); return change.Frame })
	})
	return t
}
