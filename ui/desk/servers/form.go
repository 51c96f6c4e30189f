package servers

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// form is what is typed and what is known of it.
type form struct {
	sheet   *sheets.Server // nil while it is not open
	address string         // as it is typed
	key     string
	model   string
	atOnce  string
	agreed  bool
	spoken  bool
	thinks  bool

	models  []string
	words   []string
	problem string
	testing bool
	ready   bool // what is typed was tested
	asks    bool
}

// take fills the form with a server that is known.
func (f *form) take(s servers.Server) {
	f.address, f.model, f.key = s.Address, s.Model, ""
	f.atOnce = ""
	if s.AtOnce > 0 {
		f.atOnce = strconv.Itoa(s.AtOnce)
	}
	f.agreed, f.spoken, f.thinks = s.Agreed, s.Spoken, s.Thinks
	f.models, f.words, f.problem, f.ready, f.asks = nil, nil, "", false, false
}

// server is what is typed, under its address as it is kept. Errors: remote.ErrAddress.
func (f *form) server() (servers.Server, servers.Where, error) {
	address, where, err := servers.WhereTo(f.address)
	return servers.Server{
		Address: address, Model: f.model, AtOnce: atOnceOf(f.atOnce), Agreed: f.agreed, Spoken: f.spoken, Thinks: f.thinks,
	}, where, err
}

func (s *Servers) callbacks() sheets.ServerCallbacks {
	f := &s.form
	typed := func(into *string) func(string) {
		return func(text string) {
			if *into == text {
				return
			}
			*into = text
			f.ready, f.asks, f.problem, f.words = false, false, "", nil
			if into == &f.address { // another server: nobody agreed to it, and its models are others
				f.models, f.agreed, f.model = nil, s.agreedTo(text), ""
			}
			s.show()
		}
	}
	return sheets.ServerCallbacks{
		OnAddress: typed(&f.address), OnKey: typed(&f.key), OnModel: typed(&f.model),
		OnAtOnce: func(text string) { f.atOnce = text },
		OnKnown:  s.chooseKnown,
		OnChooseModel: func(i int) {
			if i >= 0 && i < len(f.models) {
				f.model, f.ready = f.models[i], false
				s.test()
			}
		},
		OnTest: s.test, OnUse: s.use, OnStop: s.Stop, OnForget: s.forget, OnBack: s.Overlay.Close, OnAgree: s.agree,
	}
}

// agree says yes to the question whether pictures may be sent.
func (s *Servers) agree() {
	if s.form.asks {
		s.form.agreed, s.form.asks = true, false
		s.use()
	}
}

// agreedTo is true where the person agreed to a server with this address before.
func (s *Servers) agreedTo(text string) bool {
	address, _, err := servers.WhereTo(text)
	known := s.Chosen.Find(address)
	return err == nil && known != nil && known.Agreed
}

// chooseKnown fills the form with a server that was entered before, or empties it.
func (s *Servers) chooseKnown(i int) {
	s.endTest()
	if i < len(s.Chosen.Known) {
		s.form.take(s.Chosen.Known[i])
	} else {
		s.form.take(servers.Server{})
	}
	s.show()
}

// test asks the server for its models and tries one with a drawn picture.
func (s *Servers) test() {
	f := &s.form
	server, _, err := f.server()
	if f.testing || err != nil {
		if err != nil {
			f.problem = language.Sentence(err.Error())
		}
		s.show()
		return
	}
	f.testing, f.problem, f.words, f.ready, f.asks = true, "", nil, false, false
	typed := f.key
	if known := s.Chosen.Find(server.Address); known != nil {
		server.Keyed = known.Keyed
	}
	ctx, stop := context.WithCancel(s.Desk.Context())
	s.stop = stop
	s.show()
	s.Desk.Go(func(context.Context) {
		defer stop()
		result := s.tested(ctx, server, typed)
		s.Desk.Post(func() change.Set {
			if s.form.testing {
				result(&s.form)
				s.show()
			}
			return change.None
		})
	})
}

// tested gives what is to be shown of a test.
func (s *Servers) tested(ctx context.Context, server servers.Server, key string) func(*form) {
	var err error
	if key == "" {
		key, err = keyOf(ctx, server)
	}
	var found servers.Found
	if err == nil {
		server, found, err = servers.Test(ctx, server, key)
	}
	ended := ctx.Err() != nil
	return func(f *form) {
		f.testing = false
		f.models = found.Models
		switch {
		case ended:
		case err != nil:
			f.problem = language.Sentence(library.Display(err.Error()))
		case found.Model == "":
			f.words = []string{lang.L("Choose the model that is to score.")}
		case !found.Sees:
			f.model = server.Model
			f.problem = lang.L("{{.Model}} does not take pictures: choose a vision model.", language.Args{"Model": library.Display(found.Model)})
		default:
			f.model, f.spoken, f.thinks, f.ready = server.Model, server.Spoken, server.Thinks, true
			f.words = foundWords(found)
		}
	}
}

// foundWords says what a test found.
func foundWords(found servers.Found) []string {
	words := []string{lang.L("{{.Model}} takes pictures.", language.Args{"Model": library.Display(found.Model)})}
	if found.Probabilities {
		words = append(words, lang.L("It says how likely each answer is, so values have their ±."))
	} else {
		words = append(words, lang.L("It tells no probabilities, so values come without ±."))
	}
	if found.Thinks {
		words = append(words, lang.L("It thinks aloud by itself, and is asked not to."))
	}
	if !found.Answers {
		words = append(words, lang.L("It hardly answers with a digit: scores may be missing. An instruct model does better."))
	}
	return words
}

// endTest ends a test that is under way.
func (s *Servers) endTest() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	s.form.testing = false
}

// use keeps the server and has it score; the first time it asks whether pictures may
// be sent there.
func (s *Servers) use() {
	f := &s.form
	server, _, err := f.server()
	switch {
	case err != nil || !f.ready:
		return
	case s.ReadOnly:
		f.problem = lang.L("Another window has this catalogue open, so no model can score here.")
	case !f.agreed:
		f.asks = true
		s.Overlay.Unfocus() // a key answers, and none that was meant for a field
	default:
		before := s.Chosen.Find(server.Address)
		server.Keyed = f.key != "" || before != nil && before.Keyed
		s.Chosen.Put(server)
		s.start(server, f.key, true)
		f.key = ""
	}
	s.show()
}

// forget takes the server out of the list, and its key out of the keyring.
func (s *Servers) forget() {
	address, _, err := servers.WhereTo(s.form.address)
	if err != nil {
		return
	}
	if s.Chosen.Chosen == address { // also one that is only being started
		s.Stop()
	}
	s.Chosen.Forget(address)
	s.form.take(servers.Server{})
	s.form.words = []string{lang.L("The server and its key are forgotten. Scores that it gave are kept.")}
	s.Desk.Go(func(ctx context.Context) {
		if err := servers.ForgetKey(ctx, address); err != nil {
			s.Desk.Log("forgetting a key: " + err.Error())
		}
	})
	s.show()
}

// show brings the form up to date, if it is open.
func (s *Servers) show() {
	f := &s.form
	if f.sheet == nil {
		return
	}
	v := sheets.ServerView{
		Address: f.address, Key: f.key, Model: f.model, AtOnce: f.atOnce, Models: displayed(f.models), ModelAt: slices.Index(f.models, f.model),
		Words: f.words, Problem: f.problem, Testing: f.testing, Ready: f.ready, Asks: f.asks,
	}
	server, where, err := f.server()
	known := s.Chosen.Find(server.Address)
	for _, k := range s.Chosen.Known {
		v.Known = append(v.Known, library.Display(k.Title()))
	}
	v.Known = append(v.Known, lang.L("Another server"))
	v.KnownAt = len(v.Known) - 1
	if err == nil && known != nil {
		v.Stored, v.KeyKept = true, known.Keyed
		v.KnownAt = slices.IndexFunc(s.Chosen.Known, func(k servers.Server) bool { return k.Address == server.Address })
		v.On = s.on && s.Chosen.Chosen == server.Address && known.Model == f.model
	}
	if err == nil && f.address != "" {
		v.Where = whereWords(where, f.asks)
	}
	v.Words = append(slices.Clone(v.Words), s.progressWords(v.On)...)
	f.sheet.Set(v)
}

// progressWords says how far the server is.
func (s *Servers) progressWords(on bool) []string {
	e, ok := s.List.Get(scorers.Server)
	switch {
	case !on || !ok:
		return nil
	case e.Progress.Err != nil:
		return []string{lang.L("It stopped: {{.Reason}}. {{.N}} photos have its scores, which stay; {{.Key}} tries again.",
			language.Args{"Reason": library.Display(e.Progress.Err.Error()), "N": language.Count(e.Progress.Done), "Key": s.Desk.KeyText("pause")})}
	}
	return []string{lang.L("It scores: {{.Done}} of {{.Total}}.", language.Args{"Done": language.Count(e.Progress.Done), "Total": language.Count(e.Progress.Total)})}
}

// whereWords says in plain words where pictures go, and asks where that is to be agreed
// to.
func whereWords(w servers.Where, asks bool) string {
	host := language.Args{"Host": library.Display(w.Host)}
	var words []string
	switch {
	case w.Here:
		words = append(words, lang.L("{{.Host}} is a program on this computer. Pictures leave it only if that program passes them on, as a tunnel does.", host))
	case w.Encrypted:
		words = append(words, lang.L("Pictures leave this computer and go to {{.Host}}, encrypted on the way.", host))
	default:
		words = append(words, lang.L("Pictures leave this computer and go to {{.Host}}, not encrypted: whoever is on the way can see them.", host))
	}
	if asks {
		words = append(words, lang.L("Whoever runs the server can see and keep them. Send pictures there?"))
	}
	return strings.Join(words, " ")
}

func displayed(names []string) []string {
	shown := make([]string, len(names))
	for i, n := range names {
		shown[i] = library.Display(n)
	}
	return shown
}
