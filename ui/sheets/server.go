package sheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// ServerView is what the form of a server shows.
type ServerView struct {
	Address, Key, Model, AtOnce string
	KeyKept                     bool     // a key is in the keyring, so the field may stay empty
	Known                       []string // servers that were entered before, the chosen one first; the last option is a new one
	KnownAt                     int      // the chosen one of Known
	Models                      []string // that the server has
	ModelAt                     int      // the chosen one of Models, -1 for none

	Where   string   // where pictures go, in a sentence; "" until that is known
	Words   []string // what is going on, or what the test found
	Problem string   // what went wrong last, "" when all is well

	Testing bool // the server is being asked
	Ready   bool // it was tested, and can be used
	On      bool // it scores
	Asks    bool // whether pictures may be sent there is asked now
	Stored  bool // it is kept, and can be forgotten
}

// ServerCallbacks are what the form asks for.
type ServerCallbacks struct {
	OnAddress, OnKey, OnModel, OnAtOnce              func(text string) // at each keystroke
	OnKnown, OnChooseModel                           func(index int)
	OnTest, OnUse, OnAgree, OnStop, OnForget, OnBack func()
}

// Server is the form in which a person enters, tests and uses a server. Put it Over the
// window and feed it with Set.
type Server struct {
	card
	view ServerView

	address, key, model, atOnce        *controls.Field
	known, models                      *controls.Choice
	where, words                       *controls.Paragraph
	pick                               fyne.CanvasObject // the line of models
	back, forget, stop, test, use, yes *controls.Pill
}

var _ fyne.Widget = (*Server)(nil)

// NewServer makes the form.
func NewServer(c ServerCallbacks) *Server {
	s := &Server{
		known: controls.NewChoice(nil, c.OnKnown), models: controls.NewChoice(nil, c.OnChooseModel),
		where: controls.NewParagraph(style.TextSmall, modelWidth), words: controls.NewParagraph(style.TextSmall, modelWidth),
		back:   controls.NewPill(lang.L("Close"), language.Keys("Esc"), c.OnBack),
		forget: controls.NewPill(lang.L("Forget this server"), "", c.OnForget),
		stop:   controls.NewPill(lang.L("Stop"), "", c.OnStop),
		test:   controls.NewPill(lang.L("Test"), language.Keys("Enter"), c.OnTest),
		use:    controls.NewPill(lang.L("Score with it"), language.Keys("Enter"), c.OnUse),
		yes:    controls.NewPill(lang.L("Yes, send pictures there"), language.Keys("Y"), c.OnAgree),
	}
	field := func(hint string, changed func(string)) *controls.Field {
		f := controls.NewField(hint, func(text string) { changed(strings.TrimSpace(text)) })
		f.TabStop, f.OnEscape = true, c.OnBack
		f.OnSubmitted = func(string) {
			if s.view.Ready && !s.view.On {
				s.use.Tapped(nil)
				return
			}
			s.test.Tapped(nil)
		}
		return f
	}
	s.address = field("http://127.0.0.1:8080/v1", c.OnAddress)
	s.key = field(lang.L("none"), c.OnKey)
	s.key.Password = true
	s.model = field(lang.L("the test lists them"), c.OnModel)
	s.atOnce = field("8", c.OnAtOnce)
	line := func(label string, o fyne.CanvasObject) fyne.CanvasObject { return labelled(label, modelLabelWidth, o) }
	s.pick = line("", container.NewHBox(s.models))
	s.fill(s, controls.Sized(container.New(&controls.Column{},
		style.Text(lang.L("Score with a server"), style.TextTitle, style.Ink, true), controls.Space(style.Gap),
		controls.NewParagraph(style.TextSmall, modelWidth, controls.Span{Text: serverIntro(), Color: style.Muted}),
		controls.Space(style.GapLarge),
		line(lang.L("Server"), container.NewHBox(s.known)),
		line(lang.L("Address"), s.address), line(lang.L("Key"), s.key), line(lang.L("Model"), s.model), s.pick,
		line(lang.L("At once"), controls.Sized(s.atOnce, 90, 0)),
		controls.Space(style.Gap), s.where, controls.Space(style.GapSmall), s.words, controls.Space(style.GapLarge),
		container.NewHBox(s.forget, layout.NewSpacer(), s.back, s.stop, s.test, s.use, s.yes)), modelWidth, 0))
	s.show()
	return s
}

func serverIntro() string {
	return lang.L("A model on an OpenAI-compatible server (vLLM, llama-server, Ollama, LM Studio) judges the photos. " +
		"The pictures go to that server and to nobody else, at most 1,024 pixels long and without name, date or place. " +
		"A test sends a drawn picture. A key is kept in the system's keyring.")
}

// Set shows v.
func (s *Server) Set(v ServerView) {
	s.view = v
	s.show()
	if s.onGrown != nil {
		s.onGrown()
		return
	}
	s.Refresh()
}

// Focus puts the keyboard into the address.
func (s *Server) Focus(c fyne.Canvas) { c.Focus(s.address) }

func (s *Server) show() {
	v := &s.view
	for field, text := range map[*controls.Field]string{s.address: v.Address, s.key: v.Key, s.model: v.Model, s.atOnce: v.AtOnce} {
		if strings.TrimSpace(field.Text) != text {
			field.SetText(text)
		}
	}
	hint := lang.L("none")
	if v.KeyKept {
		hint = lang.L("the one in the keyring")
	}
	s.key.SetPlaceHolder(hint)
	s.known.SetOptions(v.Known)
	s.known.Select(v.KnownAt)
	s.models.SetOptions(v.Models)
	s.models.Select(v.ModelAt)
	if s.pick.Hide(); len(v.Models) > 1 {
		s.pick.Show()
	}
	s.where.Set(lines([]string{v.Where}, style.Ink)...)
	spans := lines(v.Words, style.Soft)
	if v.Problem != "" {
		spans = append(spans, lines([]string{v.Problem}, style.Problem)...)
	}
	s.words.Set(spans...)
	s.forget.Hidden, s.stop.Hidden = !v.Stored || v.Asks, !v.On
	s.test.Hidden, s.use.Hidden, s.yes.Hidden = v.Asks, v.Asks || v.On || !v.Ready, !v.Asks
	s.test.SetEnabled(!v.Testing && v.Address != "")
	s.test.SetTitle(map[bool]string{false: lang.L("Test"), true: lang.L("Testing…")}[v.Testing])
	s.test.SetPrimary(!v.Ready)
	s.use.SetPrimary(true)
	s.yes.SetPrimary(true)
}
