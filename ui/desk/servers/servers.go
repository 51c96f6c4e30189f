package servers

import (
	"context"
	"errors"
	"os"
	"strconv"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// Form is the command that opens the form.
const Form command.ID = "server"

// Needs is what the room asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay

	List     *scorers.List
	ReadOnly bool // another window has the catalogue
	Settings *settings.Settings
	Show     func(by scorers.ID) change.Set // shows the scores of a scorer
	Changed  func()                         // hears that a server began or ended to score
	Opens    func()                         // hears that the form is about to be shown
}

// Servers is the room. It belongs to fyne's goroutine.
type Servers struct {
	Needs
	Chosen *servers.Settings
	form   form
	on     bool
	key    string       // of the provenance under which its scores come
	turns  atomic.Int64 // starts and stops that were asked for: an older one counts no more
	acting sync.Mutex   // held while one of them changes the list
	stop   context.CancelFunc
}

// New gives a room without a server that scores.
func New(n Needs) *Servers { return &Servers{Needs: n, Chosen: &n.Settings.Servers} }

// Commands are what opens the form.
func (s *Servers) Commands() []command.Binding {
	return []command.Binding{{
		ID: Form, Section: command.Work, Title: language.Mark("Score with a server"),
		Row: language.Mark("Enter, test, use or forget a server"), Unlisted: true,
		Run: func() change.Set { s.Open(); return change.None },
	}}
}

// On is true while a server scores.
func (s *Servers) On() bool { return s.on }

// Explains is true while the model works whose scores are shown: one on a server, or
// another one, of which other says so.
func (s *Servers) Explains(other func() bool) bool {
	if s.Session.Chosen() == scorers.Server {
		return s.on
	}
	return other()
}

// Resume has the server score that did at the last end, if the person agreed to it.
func (s *Servers) Resume() {
	if chosen := s.Chosen.Find(s.Chosen.Chosen); s.Chosen.On && chosen != nil && chosen.Agreed && !s.ReadOnly {
		s.start(*chosen, "", false)
	}
}

// start makes a scorer of a server, away from fyne's goroutine: the keyring may ask the
// person something first. typed is the key that was typed, "" for the one that is kept.
// With show its scores are shown.
func (s *Servers) start(server servers.Server, typed string, show bool) {
	s.on = false
	turn := s.turns.Add(1)
	how := s.how()
	s.act(turn, func(ctx context.Context) {
		err := s.add(ctx, turn, server, typed, how)
		s.Desk.Post(func() change.Set { return s.started(turn, server, show, err) })
	})
}

// act carries out a start or a stop away from fyne's goroutine, one after the other,
// unless another was asked for since.
func (s *Servers) act(turn int64, do func(context.Context)) {
	s.Desk.Go(func(ctx context.Context) {
		s.acting.Lock()
		defer s.acting.Unlock()
		if s.turns.Load() == turn {
			do(ctx)
		}
	})
}

// how questions are put: as to a model on this computer, but for the form that servers
// do not offer.
func (s *Servers) how() mllm.Options {
	m := &s.Settings.Model
	how := mllm.Options{Form: m.Form, Overall: m.Overall, Careful: m.Careful, Log: s.Desk.Log}
	if how.Form == mllm.Paper {
		how.Form = mllm.Digits
	}
	return how
}

// add puts a server into the list of scorers, unless the person changed their mind while
// the keyring was asked.
func (s *Servers) add(ctx context.Context, turn int64, server servers.Server, key string, how mllm.Options) error {
	s.remove()
	var err error
	if key == "" {
		if key, err = keyOf(ctx, server); err != nil {
			return err
		}
	} else if err = servers.KeepKey(ctx, server.Address, key); err != nil {
		unkept := language.Sentence(library.Display(err.Error()))
		s.Desk.Post(func() change.Set { return s.Notices.Warn(unkept) })
	}
	scorer, photosAtOnce, err := servers.Start(ctx, server, key, how, servers.AtTheDesk())
	if err != nil {
		return err
	}
	if s.turns.Load() != turn {
		return context.Canceled
	}
	by := scorer.Provenance().Key()
	s.Desk.Post(func() change.Set { return s.begins(by) })
	return s.List.Add(ctx, scorers.Spec{ID: scorers.Server, Title: server.Title(), Scorer: scorer, AtOnce: photosAtOnce, PreviewOnly: true})
}

// keyOf finds the key of a server. The one in the keyring goes before the one in the
// environment, which may be meant for another server.
func keyOf(ctx context.Context, server servers.Server) (string, error) {
	if server.Keyed {
		key, err := servers.Key(ctx, server.Address, "", func(string) string { return "" })
		if key != "" || err != nil {
			return key, err
		}
	}
	return servers.Key(ctx, server.Address, "", os.Getenv)
}

// begins forgets what another server said before its scores come.
func (s *Servers) begins(by string) change.Set {
	if s.key != by {
		s.Session.ForgetScores(scorers.Server)
		s.key = by
	}
	return change.Marked
}

// started shows what came of it.
func (s *Servers) started(turn int64, server servers.Server, show bool, err error) change.Set {
	if turn != s.turns.Load() {
		return change.None
	}
	if err != nil {
		s.on, s.Chosen.On = false, false
		if errors.Is(err, context.Canceled) {
			return change.None
		}
		s.form.problem = language.Sentence(library.Display(err.Error()))
		s.show()
		return s.Notices.Warn(lang.L("The server does not score: {{.Reason}}", language.Args{"Reason": s.form.problem}))
	}
	s.on, s.Chosen.On = true, true
	changed := change.None
	if show {
		changed = s.Show(scorers.Server)
	}
	s.Changed()
	s.show()
	return changed | change.Marked | s.Notices.Say(lang.L("{{.Server}} is scoring; M switches between its scores and the measured ones",
		language.Args{"Server": library.Display(server.Title())}))
}

// Stop ends the scoring. Scores stay, and can still be shown.
func (s *Servers) Stop() {
	s.Chosen.On, s.on = false, false
	s.act(s.turns.Add(1), func(context.Context) {
		s.remove()
		s.Desk.Post(func() change.Set { s.Changed(); s.show(); return change.Marked })
	})
	s.show()
}

// remove takes the scorer out of the list, if it is there.
func (s *Servers) remove() {
	if err := s.List.Remove(scorers.Server); err != nil {
		s.Desk.Log("ending the server's scoring: " + err.Error())
	}
}

// Open shows the form.
func (s *Servers) Open() {
	s.Opens()
	s.form = form{}
	if known := s.Chosen.Find(s.Chosen.Chosen); known != nil {
		s.form.take(*known)
		s.form.ready = s.on
	}
	s.form.sheet = sheets.NewServer(s.callbacks())
	s.Overlay.Show(overlay.Sheet{
		Object: s.form.sheet, ClosedBy: Form, Keys: map[string]func(){"y": s.agree},
		OnClose: func() change.Set { s.endTest(); s.form = form{}; return change.None },
	})
	s.show()
	s.form.sheet.Focus(s.Overlay.Canvas())
}

// atOnceOf reads how many requests may be under way; 0 is the usual number.
func atOnceOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0
	}
	return n
}
