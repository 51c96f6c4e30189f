package taste

import (
	"context"
	"image"

	"fyne.io/fyne/v2/lang"

	tastes "keeplight.app/keeplight/app/taste"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/taste"
)

// Show is the command that opens the sheet.
const Show command.ID = "my-taste"

// Pictures gives thumbnails.
type Pictures interface {
	Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error)
}

// Photos gives what the catalogue knows of a photo, also of one that is not shown.
type Photos interface {
	Photo(ctx context.Context, id library.ID) (library.Photo, error)
}

// Needs is what the room asks of others.
type Needs struct {
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Chooser  *overlay.Chooser
	Apply    func(change.Set)
	Photos   Photos
	Pictures Pictures
	ReadOnly bool       // another window has the catalogue
	Blind    command.ID // begins a blind session
	Do       func(command.ID)
	Sort     func() change.Set // shows My taste's scores, in their order
	// Again is how the person agreed with themselves in blind sessions: a share of pairs,
	// where enough photos came twice. It reads the catalogue, whose error it gives.
	Again   func(context.Context) (share float64, ok bool, err error)
	Compare func()           // shows My taste beside the built-in scorer
	Open    func(library.ID) // shows a photo, or says that the filter hides it
}

// Taste is the room of My taste. It belongs to fyne's goroutine.
type Taste struct {
	Needs
	service tastes.Service // nil until the tastes are read
	sheet   *taste.Sheet   // nil while it is not shown
	known   known
	turn    int // counts readings: an answer to an older one is dropped
}

// known is what was read last.
type known struct {
	names  []string
	state  tastes.State
	all    bool
	shoots []tastes.Shoot
	again  float64        // share of pairs that the person ordered alike twice; 0 where that is not known
	photo  *library.Photo // that is shown; nil for none
	reason tastes.Reason
	speaks bool // of the photo
	like   []library.Photo
}

// New gives a room without tastes. Use brings them.
func New(n Needs) *Taste { return &Taste{Needs: n} }

// Use brings the tastes of the catalogue.
func (t *Taste) Use(s tastes.Service) { t.service = s }

// Changed hears that a decision was stored, or that something was learnt.
func (t *Taste) Changed() {
	if t.service != nil {
		t.service.Changed()
	}
}

// Renew reads anew what the open sheet shows.
func (t *Taste) Renew() {
	if t.sheet != nil {
		t.read(nil)
	}
}

// Commands are what shows the sheet.
func (t *Taste) Commands() []command.Binding {
	return []command.Binding{{
		ID: Show, Section: command.Work, Title: language.Mark("My taste"),
		Row:  language.Mark("My taste: what is learnt from your picks"),
		Keys: []command.Key{{Name: "t"}}, Enabled: t.canShow, Run: t.open,
	}}
}

func (t *Taste) canShow() (ok bool, why string) {
	switch {
	case t.ReadOnly:
		return false, language.Mark("This catalogue is open in another window: My taste is learnt there")
	case t.service == nil:
		return false, language.Mark("My taste is still being read")
	}
	return true, ""
}

func (t *Taste) open() change.Set {
	t.show()
	t.read(func(ctx context.Context) error {
		_, used, err := t.service.Names(ctx)
		if err == nil && t.service.On() {
			_, err = t.service.Learn(ctx, used)
		}
		return err
	})
	return change.None
}

// show opens the sheet, in which nothing stands yet.
func (t *Taste) show() {
	t.sheet = taste.New(taste.View{
		OnTaste: t.use, OnAdd: t.add, OnSwitch: t.flip, OnShoot: t.flipShoot,
		OnSort:    func() { t.Overlay.Close(); t.Apply(t.Sort()) },
		OnCompare: func() { t.Overlay.Close(); t.Compare() },
		OnBlind:   func() { t.Overlay.Close(); t.Do(t.Blind) }, BlindKey: t.Desk.Key(t.Blind),
		OnExport: t.export, OnImport: t.importFile, OnForget: t.askForget, OnClose: t.Overlay.Close,
	})
	t.Overlay.Show(overlay.Sheet{Object: t.sheet, Full: true, ClosedBy: Show, OnClose: func() change.Set {
		t.sheet = nil
		return change.None
	}})
}

// read does something beside fyne's goroutine, where do is not nil, and shows how things
// stand, before and after it.
func (t *Taste) read(do func(context.Context) error) {
	t.turn++
	turn, current := t.turn, library.ID(0)
	if p := t.Session.Current(); p != nil {
		current = p.ID
	}
	show := func(k known, err error) {
		t.Desk.PostUrgent(func() change.Set {
			switch {
			case turn != t.turn || t.Desk.Ended():
				return change.None
			case err != nil:
				return t.Notices.Fail(err)
			}
			t.known = k
			t.say()
			return change.Frame
		})
	}
	service := t.service
	t.Desk.Go(func(ctx context.Context) {
		show(t.gather(ctx, service, current))
		if do == nil {
			return
		}
		err := do(ctx)
		k, errAfter := t.gather(ctx, service, current)
		if err == nil {
			err = errAfter
		}
		show(k, err)
	})
}

// gather reads how the used taste stands, and why a photo has its score; 0 is none.
func (t *Taste) gather(ctx context.Context, s tastes.Service, current library.ID) (k known, err error) {
	var used string
	if k.names, used, err = s.Names(ctx); err != nil {
		return k, err
	}
	if k.state, err = s.State(ctx, used); err != nil {
		return k, err
	}
	if k.again, _, err = t.Again(ctx); err != nil {
		return k, err
	}
	if k.all, k.shoots, err = s.Shoots(ctx, used); err != nil || current == 0 {
		return k, err
	}
	p, err := t.Photos.Photo(ctx, current)
	if err != nil {
		return k, err
	}
	k.photo = &p
	if k.reason, k.speaks, err = s.Reason(ctx, current); err != nil || !k.speaks {
		return k, err
	}
	for _, l := range k.reason.Like {
		if like, err := t.Photos.Photo(ctx, l.ID); err == nil { // one that left the catalogue meanwhile is passed over
			k.like = append(k.like, like)
		}
	}
	return k, nil
}

// say shows what is known, and reads the thumbnails.
func (t *Taste) say() {
	if t.sheet == nil {
		return
	}
	words := wordsOf(&t.known)
	t.sheet.Say(&words)
	var thumbs []*blind.Thumb
	if t.known.speaks {
		thumbs = append(thumbs, t.thumb(t.known.photo))
	}
	for i := range t.known.like[:min(3, len(t.known.like))] {
		thumbs = append(thumbs, t.thumb(&t.known.like[i]))
	}
	t.sheet.Like(thumbs)
}

func (t *Taste) thumb(p *library.Photo) *blind.Thumb {
	photo := *p
	thumb := blind.NewThumb(func() { t.Overlay.Close(); t.Open(photo.ID) })
	t.Desk.Go(func(ctx context.Context) {
		img, err := t.Pictures.Thumb(ctx, &photo)
		if err != nil {
			return // an empty frame opens the photo, which says why
		}
		turned := picture.Turn(img, photo.Rotation)
		t.Desk.Post(func() change.Set { thumb.Put(turned); return change.Frame })
	})
	return thumb
}

// askForget asks before what was learnt is deleted.
func (t *Taste) askForget() {
	name := t.known.state.Name
	if name == "" {
		return
	}
	t.Overlay.Close()
	yes := func() {
		t.Overlay.Close()
		t.show() // and learns nothing: that would bring back at once what is to go
		t.read(func(ctx context.Context) error { return t.service.Forget(ctx, name) })
	}
	t.Overlay.Show(overlay.Sheet{
		Object: sheets.Notice(lang.L("Forget {{.Name}}?", language.Args{"Name": titleOf(name)}),
			lang.L("Weights, test, shoots and scores are deleted to the last byte. Your picks and rejects stay; while learning is on, it is learnt from them again."),
			sheets.Answer{Title: lang.L("Cancel"), Key: language.Keys("Esc"), Do: t.Overlay.Close},
			sheets.Answer{Title: lang.L("Forget"), Key: language.Keys("Enter"), Primary: true, Do: yes}),
		Keys: map[string]func(){"Return": yes, "KP_Enter": yes},
	})
}
