package ingesting

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/library/volumes"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// typingTime is how long nobody has typed before the card is looked at again.
const typingTime = 300 * time.Millisecond

// Shoot is what an import tells of its folders.
type Shoot interface {
	NeverRead(ctx context.Context, folders ...string) error
}

// Needs is what the form asks of others.
type Needs struct {
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Chooser  *overlay.Chooser
	Shoot    Shoot
	Catalog  jobs.Noted
	Chosen   *settings.Ingest
	Open     func(folder string) // opens a folder of photos
	ReadOnly bool                // another window has the catalogue

	Volumes *volumes.List // nil is the desk's
}

// Ingesting is the form's logic. It belongs to fyne's goroutine.
type Ingesting struct {
	Needs
	form  *sheets.Ingest
	view  sheets.IngestView
	cards []volumes.Card // those of the form
	card  *ingest.Card   // what was read of the card that is named
	plan  ingest.Plan
	// generation tells the answer to the present question from late answers to
	// earlier ones.
	generation int
	cancel     context.CancelFunc // of what is under way
	gate       gate
	progress   jobs.Progress
	counted    [2]int // photos and videos that were dealt with, of how many
	opened     bool   // the folder that is copied to
	eager      bool   // the import was asked for while the card was still being looked at

	last   ingest.Report  // of the run that ended last
	after  *ingest.Report // what the next run goes on with, nil for a new import
	open   bool           // the form is
	unseen bool           // last left something undone while the form was closed
}

// New gives a form that is not shown.
func New(n Needs) *Ingesting {
	if n.Volumes == nil {
		n.Volumes = n.Desk.Volumes()
	}
	x := &Ingesting{Needs: n, cancel: func() {}}
	x.form = sheets.NewIngest(sheets.IngestCallbacks{
		OnCard:     x.chooseCard,
		OnFolder:   x.setFolder,
		OnChoose:   x.chooseFolder,
		OnTemplate: func(t string) { x.view.Template = t; x.replanSoon() },
		OnAll:      func(all bool) { x.view.All = all; x.replan() },
		OnStart:    x.start,
		OnAgain:    x.tryAgain,
		OnPause:    x.pause,
		OnStop:     func() { x.gate.open(); x.cancel() },
		OnClose:    func() { x.Overlay.Close() },
	})
	return x
}

// Import names the command that opens the form.
const Import command.ID = "import"

// Commands are what imports.
func (x *Ingesting) Commands() []command.Binding {
	return []command.Binding{{
		ID: Import, Section: command.Work, Title: language.Mark("Import from a card"),
		Keys:    []command.Key{{Name: "i", Mod: command.Ctrl | command.Shift}},
		Enabled: x.canImport, Run: func() change.Set { x.Offer(""); return change.None },
	}}
}

func (x *Ingesting) canImport() (ok bool, why string) {
	if x.ReadOnly {
		return false, language.Mark("Another window has the catalogue open, so nothing can be imported here")
	}
	return true, ""
}

// Offer shows the form: choosing, or what runs, or what the last run did. It is for the
// card that is mounted at volume, or with "" for the first that is connected.
func (x *Ingesting) Offer(volume string) {
	told := x.view.State == sheets.IngestRunning || x.unseen && volume == ""
	if x.unseen = false; !told {
		x.begin()
		x.after = nil
		x.view = sheets.IngestView{
			Card: -1, Template: export.Translate(x.Chosen.Template),
			Hint: lang.L("{original} {year4} {month0} {day0} {hour24} {minute} {second} {seq:4} {camera} {lens} {iso} {folder}; a slash makes a folder"),
		}
		x.view.Folders[sheets.IngestCard] = volume
		x.view.Folders[sheets.IngestTo], x.view.Folders[sheets.IngestSecond] = x.Chosen.To, x.Chosen.Second
	}
	x.Overlay.Show(overlay.Sheet{
		Object: x.form, ClosedBy: Import, Keys: map[string]func(){"p": x.pause, "t": x.form.TryAgain, "T": x.form.TryAgain},
		OnClose: x.closed,
	})
	x.open = true
	if told {
		x.form.Set(x.view)
		return
	}
	x.replan()
	x.form.Focus(x.Overlay.Canvas())
	x.look()
}

// closed leaves what runs alone, and ends what was only being found out.
func (x *Ingesting) closed() change.Set {
	x.open = false
	if x.view.State != sheets.IngestRunning {
		x.begin()
		x.card, x.eager = nil, false
	}
	return change.Status
}

// look finds the cards that are connected, and names the first where none is named.
func (x *Ingesting) look() {
	x.Desk.Go(func(context.Context) {
		cards := x.connected()
		x.Desk.Post(func() change.Set {
			x.cards, x.view.Cards = cards, nil
			for _, c := range cards {
				x.view.Cards = append(x.view.Cards, c.Name)
			}
			if x.view.Folders[sheets.IngestCard] == "" && len(cards) > 0 && x.view.State == sheets.IngestChoosing {
				x.chooseCard(0)
			}
			return change.None
		})
	})
}

func (x *Ingesting) chooseCard(card int) {
	if card < len(x.cards) {
		x.setFolder(sheets.IngestCard, x.cards[card].Path)
	}
}

func (x *Ingesting) setFolder(place sheets.IngestPlace, path string) {
	x.view.Folders[place] = path
	x.view.Card = -1
	for i, c := range x.cards {
		if c.Path == x.view.Folders[sheets.IngestCard] {
			x.view.Card = i
		}
	}
	x.replanSoon()
}

func (x *Ingesting) chooseFolder(place sheets.IngestPlace) {
	title := []string{lang.L("Which card or folder has your photos?"), lang.L("Where should the photos go?"), lang.L("Where should the backup go?")}[place]
	x.Chooser.Folder(title, lang.L("Use this folder"), desk.ExpandHome(x.view.Folders[place]),
		func(path string) change.Set { x.setFolder(place, path); return change.None })
}

// options are what the form says.
func (x *Ingesting) options() ingest.Options {
	return ingest.Options{
		Card: desk.ExpandHome(x.view.Folders[sheets.IngestCard]), To: desk.ExpandHome(x.view.Folders[sheets.IngestTo]),
		Second: desk.ExpandHome(x.view.Folders[sheets.IngestSecond]), Template: strings.TrimSpace(x.view.Template), Again: x.view.All,
	}
}

// begin ends what was under way, and gives the context and the number of what
// comes next.
func (x *Ingesting) begin() (context.Context, int) {
	x.cancel()
	x.generation++
	var ctx context.Context
	ctx, x.cancel = context.WithCancel(x.Desk.Context())
	return ctx, x.generation
}
