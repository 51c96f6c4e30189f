package judging

import (
	"context"
	"sync"
	"sync/atomic"

	"keeplight.app/keeplight/app/features"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/app/taste"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/desk/blind"
	tasting "keeplight.app/keeplight/ui/desk/taste"
	"keeplight.app/keeplight/ui/desk/versus"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// Under the names that the window uses.
type (
	// Culling stores decisions.
	Culling = blind.Culling
	// Marks are the commands that give verdicts in a blind session.
	Marks = blind.Marks
)

// Window is what the rooms ask of the window itself.
type Window struct {
	Culling func() Culling
	Marks   Marks
	Loupe   command.ID // shows one photo
	Do      func(command.ID)
	Hide    func() // closes windows beside this one
}

// Needs is what the rooms ask of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	Chooser *overlay.Chooser
	Apply   func(change.Set)
	Shoot   *shoot.Shoot
	Window  Window
	Choose  func(scorers.ID) change.Set // shows the scores of a scorer
}

// Rooms are made together.
type Rooms struct {
	n       Needs
	blind   *blind.Blind
	taste   *tasting.Taste
	versus  *versus.Versus
	service atomic.Pointer[taste.Tastes] // nil until the tastes are read

	describing *features.Pass // nil until Run has made it
}

// New makes the rooms.
func New(n Needs) *Rooms {
	r := &Rooms{n: n}
	cat := n.Shoot.Catalog()
	r.blind = blind.New(blind.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Apply: n.Apply, Store: cat,
		ReadOnly: cat.ReadOnly(), Pictures: n.Shoot.Pictures(), Scorers: n.Shoot.Scorers().All,
		Culling: n.Window.Culling, Marks: n.Window.Marks, Loupe: n.Window.Loupe, Do: n.Window.Do, Hide: n.Window.Hide,
	})
	r.versus = versus.New(versus.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Pictures: n.Shoot.Pictures(),
		Photos: photosIn(n.Shoot), Versions: r.versions, Open: r.blind.Open,
	})
	r.taste = tasting.New(tasting.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Chooser: n.Chooser, Apply: n.Apply,
		Photos: cat, Pictures: n.Shoot.Pictures(), ReadOnly: cat.ReadOnly(), Blind: blind.Start, Do: n.Window.Do,
		Sort: r.sort, Open: r.blind.Open, Again: r.blind.Again, Compare: func() { n.Apply(r.versus.With(scorers.Taste)) },
	})
	return r
}

// Commands are those of all rooms, in the order of the keys sheet.
func (r *Rooms) Commands() []command.Binding {
	return append(append(r.blind.Commands(), r.taste.Commands()...), r.versus.Commands()...)
}

// Decided hears that a decision was stored, undone or redone.
func (r *Rooms) Decided() {
	r.taste.Changed()
	if r.describing != nil {
		r.describing.Changed()
	}
}

// Run reads the tastes and learns in the background, until ctx ends.
func (r *Rooms) Run(ctx context.Context) {
	cat := r.n.Shoot.Catalog()
	if cat.ReadOnly() {
		return // the window that has the catalogue learns
	}
	var service *taste.Tastes
	var err error
	describing := describer(r.n.Shoot, r.n.Desk.Log, func() bool { return service.On() }, func() { service.Changed() })
	service, err = taste.New(ctx, taste.Options{
		Features: taste.Vectors(describing.Vectors),
		Catalog:  cat, BuiltIn: r.n.Shoot.Provenance(), Finder: shoot.FaceFinderKeys(), Looks: r.n.Shoot.Pictures(),
		List: r.n.Shoot.Scorers(), Log: r.n.Desk.Log,
		Tell: func() { r.n.Desk.Post(func() change.Set { r.taste.Renew(); return change.Toolbar }) },
	})
	if err != nil {
		if ctx.Err() == nil {
			r.n.Desk.Post(func() change.Set { return r.n.Notices.Fail(err) })
		}
		return
	}
	r.n.Desk.Post(func() change.Set {
		r.taste.Use(service)
		r.service.Store(service)
		r.describing = describing
		return change.Toolbar
	})
	var both sync.WaitGroup
	both.Go(func() { describing.Run(ctx) })
	both.Go(func() { service.Run(ctx) })
	both.Wait()
}

// sort shows the scores of My taste, the highest first.
func (r *Rooms) sort() change.Set {
	changed := r.n.Choose(scorers.Taste)
	r.n.Session.SetOrder(query.Order{By: query.ByOverall, Descending: true})
	return changed | change.Order | change.Cursor | change.Toolbar
}
