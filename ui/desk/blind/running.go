package blind

import (
	"context"
	"errors"
	"image"
	"time"

	"fyne.io/fyne/v2/lang"

	sessions "keeplight.app/keeplight/app/blind"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
)

const (
	// between is how long the stage stays empty between two photos, whatever they are: one
	// that came sooner would have been smaller or of another kind, or seen before.
	between = 300 * time.Millisecond
	// ahead is how many photos are read before their turn, so that none is waited for.
	ahead = 3
	// sides are the least and the most pixels of a photo's long side on the stage.
	leastSide, mostSide = 1024, 4096
)

// running is a session whose photos are on the stage.
type running struct {
	*sessions.Session
	stage  *blind.Stage
	side   int // pixels of a photo's long side, the same for all
	ctx    context.Context
	cancel context.CancelFunc

	now     catalog.BlindFrame // the showing that is due
	ready   map[library.ID]image.Image
	reading map[library.ID]bool
	rested  bool // the stage was empty for long enough
	visible bool // the photo is on the stage and can be judged
	lost    int  // photos that could not be shown
}

// start shows the first photo that has no verdict yet.
func (b *Blind) start(s *sessions.Session) {
	b.Overlay.Close()
	b.Hide()
	r := &running{Session: s, ready: map[library.ID]image.Image{}, reading: map[library.ID]bool{}, side: b.sideOfStage()}
	r.ctx, r.cancel = context.WithCancel(b.Desk.Context())
	give := func(f library.Flag) func() { return func() { b.give(&f) } }
	r.stage = blind.NewStage(blind.StageView{
		OnPick: give(library.Pick), OnReject: give(library.Reject), OnUndecided: give(library.Undecided),
		OnBack: b.takeBack, OnStop: b.Overlay.Close,
		PickKey: b.Desk.Key(b.Marks.Pick), RejectKey: b.Desk.Key(b.Marks.Reject), UndecidedKey: b.Desk.Key(b.Marks.Unflag),
	})
	b.running = r
	as := func(f func()) func() change.Set { return func() change.Set { f(); return change.None } }
	b.Overlay.Show(overlay.Sheet{
		Object: r.stage, Full: true, Once: true,
		Keys: map[string]func(){"Left": b.takeBack},
		Commands: map[command.ID]func() change.Set{
			b.Marks.Pick: as(give(library.Pick)), b.Marks.Reject: as(give(library.Reject)),
			b.Marks.Unflag: as(give(library.Undecided)), b.Marks.Undo: as(b.takeBack),
		},
		OnClose: func() change.Set { return b.stop(r) },
	})
	b.turn(r)
}

func (b *Blind) sideOfStage() int {
	c := b.Overlay.Canvas()
	size := c.Size()
	return min(max(int(max(size.Width, size.Height)*c.Scale()), leastSide), mostSide)
}

// stop ends the showing. The session can go on, where anything of it is left.
func (b *Blind) stop(r *running) change.Set {
	r.cancel()
	if b.running != r {
		return change.None
	}
	b.running = nil
	given, of := r.Progress()
	return b.Notices.Say(lang.L("Blind session: {{.N}} of {{.Of}} photos are judged; {{.Key}} goes on", language.Args{
		"N": language.Count(given), "Of": language.Count(of), "Key": b.Desk.KeyText(Start),
	}))
}

// turn empties the stage and brings the next photo on it, or ends the session.
func (b *Blind) turn(r *running) {
	next := r.Next(ahead)
	if len(next) == 0 {
		b.end(r)
		return
	}
	r.now, r.visible, r.rested = next[0], false, false
	b.empty(r)
	wanted := map[library.ID]bool{}
	for _, f := range next {
		wanted[f.Photo] = true
		b.read(r, f.Photo)
	}
	for id := range r.ready {
		if !wanted[id] {
			delete(r.ready, id)
		}
	}
	due := r.now
	b.Desk.PostAfter(b.rest, func() change.Set {
		if b.running == r && r.now == due {
			r.rested = true
			b.show(r)
		}
		return change.Frame
	})
}

func (b *Blind) empty(r *running) {
	given, of := r.Progress()
	r.stage.Put(nil, given, of)
}

// show puts the photo on the stage once it is read and the stage was empty long enough.
func (b *Blind) show(r *running) {
	img := r.ready[r.now.Photo]
	if img == nil || !r.rested || r.visible {
		return
	}
	given, of := r.Progress()
	r.stage.Put(img, given, of)
	r.visible = true
}

// read prepares a photo beside fyne's goroutine, all in the same way.
func (b *Blind) read(r *running, id library.ID) {
	p := b.Session.Photo(id)
	if r.ready[id] != nil || r.reading[id] {
		return
	}
	r.reading[id] = true
	if p == nil {
		b.leaveOut(r, id)
		return
	}
	photo := *p
	b.Desk.Go(func(context.Context) {
		pic, err := b.Pictures.Load(r.ctx, &photo, r.side)
		var img image.Image
		if err == nil {
			img = picture.Turn(pic.Pixels, photo.Rotation)
		}
		b.Desk.PostUrgent(func() change.Set {
			delete(r.reading, id)
			switch {
			case b.running != r || errors.Is(err, context.Canceled):
			case err != nil:
				return b.goOnWithout(r, id)
			default:
				r.ready[id] = img
				b.show(r)
			}
			return change.Frame
		})
	})
}

// leaveOut goes on without a photo once what is under way here has ended.
func (b *Blind) leaveOut(r *running, id library.ID) {
	b.Desk.PostUrgent(func() change.Set { return b.goOnWithout(r, id) })
}

// goOnWithout goes on without a photo that cannot be shown now. It stays in the stored
// session: its drive may only be away. Its name is not told: that it comes from this drive
// or that would tell which photos are left.
func (b *Blind) goOnWithout(r *running, id library.ID) change.Set {
	if b.running != r {
		return change.None
	}
	r.lost++
	r.LeftOut(id)
	if r.now.Photo == id || r.visible {
		b.goOn(r)
	}
	return change.Frame
}

// goOn turns to the next photo, unless the present one is still to be judged.
func (b *Blind) goOn(r *running) {
	if next := r.Next(1); r.visible && len(next) > 0 && next[0] == r.now {
		given, of := r.Progress()
		r.stage.Put(r.stage.Picture(), given, of)
		return
	}
	b.turn(r)
}

// give stores a verdict on the photo that is seen, and only then turns to the next one.
func (b *Blind) give(f *library.Flag) {
	r := b.running
	if r == nil || !r.visible {
		return // a key that comes before the photo means none
	}
	img := r.stage.Picture()
	r.visible = false
	b.empty(r)
	b.store(r, r.now, f, func(err error) {
		if err != nil { // the photo comes back: nothing was said of it
			r.visible = true
			given, of := r.Progress()
			r.stage.Put(img, given, of)
		}
	})
}

// takeBack asks for the photo before again.
func (b *Blind) takeBack() {
	r := b.running
	if r == nil || !r.visible {
		return
	}
	last, ok := r.Last()
	if !ok {
		return
	}
	r.visible = false
	b.store(r, last, nil, func(err error) { r.visible = err != nil })
}

// store puts a verdict on the disk, and goes on where that worked.
func (b *Blind) store(r *running, of catalog.BlindFrame, f *library.Flag, done func(error)) {
	b.Desk.Go(func(ctx context.Context) {
		err := b.Store.GiveBlind(context.WithoutCancel(ctx), r.ID(), of.Place, f)
		b.Desk.PostUrgent(func() change.Set {
			if err == nil {
				r.Given(of.Place, f)
			}
			if b.running != r {
				return change.None
			}
			done(err)
			if err != nil {
				r.stage.Say(lang.L("The verdict was not saved: {{.Reason}}", language.Args{"Reason": library.Display(err.Error())}))
				return change.Frame
			}
			r.stage.Say("")
			b.turn(r)
			return change.Frame
		})
	})
}

// end closes a session of which all is judged, and shows what came of it. One of which
// photos could not be shown can go on when they can.
func (b *Blind) end(r *running) {
	b.running = nil
	if r.lost == 0 {
		b.Desk.Go(func(ctx context.Context) {
			err := b.Store.EndBlind(context.WithoutCancel(ctx), r.ID())
			b.Desk.PostUrgent(func() change.Set {
				if err != nil {
					return b.Notices.Fail(err)
				}
				return change.None
			})
		})
	}
	b.result(r.Session)
	if b.shown != nil {
		b.shown.unshowable = r.lost
	}
}
