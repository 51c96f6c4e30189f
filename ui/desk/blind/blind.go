package blind

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2/lang"

	sessions "keeplight.app/keeplight/app/blind"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// Start is the command that begins a session, or goes on with one.
const Start command.ID = "blind-session"

const (
	// fewest photos make a session: of fewer nothing could be said.
	fewest = 2
	// usual is how many photos a session has where there are more: ten minutes' work.
	usual = 60
	// firstWeight is how many looks a lost keeper costs until the person says otherwise.
	firstWeight = 5
)

// Pictures reads photos.
type Pictures interface {
	// Load gives a photo upright, its long side at most side pixels.
	Load(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error)
	// Thumb gives its thumbnail, upright.
	Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error)
}

// Culling stores decisions.
type Culling interface {
	// MarkEach stores marks of several photos as one step.
	MarkEach(marks []catalog.Mark) change.Set
}

// Marks are the commands whose keys give a verdict here too.
type Marks struct{ Pick, Reject, Unflag, Undo command.ID }

// Needs is what the room asks of others.
type Needs struct {
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Apply    func(change.Set)
	Store    sessions.Store
	ReadOnly bool // another window has the catalogue
	Pictures Pictures
	Scorers  func() []scorers.Entry // those in use
	Culling  func() Culling
	Marks    Marks
	Loupe    command.ID
	Do       func(command.ID)
	// Hide closes windows that show photos beside this one.
	Hide func()
}

// Blind is the room of blind sessions. It belongs to fyne's goroutine.
type Blind struct {
	Needs
	running *running // nil while no photo is on the stage
	shown   *shown   // nil while no result is shown
	weight  float64
	rest    time.Duration // that the stage stays empty between two photos
	asked   int           // counts questions to the catalogue: an answer to an older one is dropped
}

// New gives a room in which nothing runs.
func New(n Needs) *Blind { return &Blind{Needs: n, weight: firstWeight, rest: between} }

// Commands are those of blind sessions.
func (b *Blind) Commands() []command.Binding {
	return []command.Binding{{
		ID: Start, Section: command.Work, Title: language.Mark("Blind session…"),
		Row:  language.Mark("Blind session: judge photos without scores, then hold scorers against you"),
		Keys: []command.Key{{Name: "b", Mod: command.Ctrl}}, Enabled: b.canStart, Run: b.open,
	}}
}

func (b *Blind) canStart() (ok bool, why string) {
	switch {
	case b.ReadOnly:
		return false, language.Mark("This catalogue is open in another window, so no verdict can be stored here")
	case b.Session.Len() < fewest:
		return false, language.Mark("A blind session needs at least two photos")
	}
	return true, ""
}

// leastAgain is how many photos came twice at least before it is said how the person agreed
// with themselves: of fewer the share is little more than a guess.
const leastAgain = 10

// Again is the share of pairs of photos, of those that came twice in any session, that the
// person put in the same order both times, 0..1; ok is false where too few came twice. It
// may be called from any goroutine. The error is the catalogue's.
func (b *Blind) Again(ctx context.Context) (share float64, ok bool, err error) {
	same, err := sessions.Again(ctx, b.Store)
	if err != nil || same.Verdicts.Of < leastAgain || !same.Pairs.Known {
		return 0, false, err
	}
	return same.Pairs.Value, true, nil
}

// canShow is true for a photo that is there and can be read.
func (b *Blind) canShow(id library.ID) bool {
	p := b.Session.Photo(id)
	return p != nil && !p.Missing && p.Problem.IsZero()
}

// scope gives the photos in question, in their stacks: those that are selected, else
// those that are shown.
func (b *Blind) scope() (stacks [][]library.ID, photos int) {
	wanted := b.Session.Shown()
	if b.Session.Selection.Count() >= fewest {
		wanted = b.Session.Targets()
	}
	grouping := b.Session.Stacks.Grouping()
	at := map[library.ID]int{} // the stack of a group, by its first photo
	for _, id := range wanted {
		if !b.canShow(id) {
			continue
		}
		photos++
		if grouping != nil {
			if g, _ := grouping.Of(id); g != nil {
				if i, begun := at[g.ID()]; begun {
					stacks[i] = append(stacks[i], id)
					continue
				}
				at[g.ID()] = len(stacks)
			}
		}
		stacks = append(stacks, []library.ID{id})
	}
	return stacks, photos
}

// open asks what is to be done: begin, go on, or look at the last result.
func (b *Blind) open() change.Set {
	there := map[library.ID]bool{}
	for _, p := range b.Session.Photos(func(*library.Photo) bool { return true }) {
		there[p.ID] = b.canShow(p.ID)
	}
	b.asked++
	asked := b.asked
	b.Desk.Go(func(ctx context.Context) {
		open, judged, err := sessions.Known(ctx, b.Store, func(id library.ID) bool { return there[id] })
		b.Desk.PostUrgent(func() change.Set {
			switch {
			case asked != b.asked || b.Overlay.IsOpen():
				return change.None
			case err != nil:
				return b.Notices.Fail(err)
			}
			b.ask(open, judged)
			return change.None
		})
	})
	return change.None
}

// ask shows the question. Return does what most will want.
func (b *Blind) ask(open, judged *sessions.Session) {
	stacks, photos := b.scope()
	answers := []sheets.Answer{{Title: lang.L("Cancel"), Key: language.Keys("Esc"), Do: b.Overlay.Close}}
	if judged != nil {
		answers = append(answers, sheets.Answer{Title: lang.L("Last result"), Key: "L", Do: func() { b.result(judged) }})
	}
	title := lang.L("Judge photos blind?")
	text := lang.L("Photos come one at a time and in random order, without scores, names or colours; some come twice. Nothing is picked or rejected by that. Afterwards you see how scorers agree with you, and which keepers they would have cost you.")
	begin := func(most int) func() { return func() { b.begin(stacks, most) } }
	var first func()
	switch {
	case open != nil:
		given, of := open.Progress()
		title = lang.L("Go on with the blind session?")
		text = lang.L("{{.N}} of {{.Of}} photos are judged.", language.Args{"N": language.Count(given), "Of": language.Count(of)})
		first = func() { b.start(open) }
		answers = append(answers, sheets.Answer{Title: lang.L("Begin anew"), Key: "N", Do: begin(usual)},
			sheets.Answer{Title: lang.L("Go on"), Key: language.Keys("Enter"), Primary: true, Do: first})
	case photos < fewest:
		b.Apply(b.Notices.Say(lang.L("A blind session needs at least two photos that can be shown")))
		return
	default:
		first = begin(min(usual, photos))
		if photos > usual {
			answers = append(answers, sheets.Answer{Title: language.Plural("All {{.N}} photos", photos), Key: "A", Do: begin(0)})
		}
		answers = append(answers, sheets.Answer{Title: language.Plural("{{.N}} photos", min(usual, photos)), Key: language.Keys("Enter"), Primary: true, Do: first})
	}
	keys := map[string]func(){"Return": first, "KP_Enter": first}
	for _, a := range answers[1:] {
		switch a.Key {
		case "L", "N", "A":
			keys[lower(a.Key)] = a.Do
		}
	}
	b.Overlay.Show(overlay.Sheet{Object: sheets.Notice(title, text, answers...), ClosedBy: Start, Keys: keys})
}

func lower(key string) string { return string(key[0] + 'a' - 'A') }

// begin draws the photos and goes on with them.
func (b *Blind) begin(stacks [][]library.ID, most int) {
	b.Overlay.Close()
	b.Desk.Go(func(ctx context.Context) {
		s, err := sessions.Begin(ctx, b.Store, stacks, most)
		b.Desk.PostUrgent(func() change.Set {
			if err != nil {
				return b.Notices.Fail(err)
			}
			if !b.Overlay.IsOpen() {
				b.start(s)
			}
			return change.None
		})
	})
}
