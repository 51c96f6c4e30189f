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

const (
	modelWidth      float32 = 660
	modelLabelWidth float32 = 110
)

func modelIntro() string {
	return lang.L("A vision model judges all ten attributes, on this machine alone. " +
		"It needs llama.cpp's shared libraries and two GGUF files that belong together: the model and its projector (mmproj).")
}

// Model is the form in which a person chooses a model and starts or stops it. Put
// it Over the window and feed it with Set.
type Model struct {
	card
	view ModelView

	library, model, projector *path
	device, detail            *controls.Choice
	form, ask, spread         *controls.SegmentedBar
	words                     *controls.Paragraph
	close, stop, start        *controls.Pill
}

var _ fyne.Widget = (*Model)(nil)

// NewModel makes the form.
func NewModel(c ModelCallbacks) *Model {
	m := &Model{
		device: controls.NewChoice(nil, c.OnDevice),
		detail: controls.NewChoice(nil, c.OnDetail),
		form:   twoWays(lang.L("Any vision model"), lang.L("Tuned on RealQA"), c.OnPaper),
		ask:    twoWays(lang.L("Once"), lang.L("Twice, in both orders"), c.OnCareful),
		spread: twoWays(lang.L("As given"), lang.L("Spread over all photos"), c.OnSpread),
		words:  controls.NewParagraph(style.TextSmall, modelWidth),
		close:  controls.NewPill(lang.L("Close"), language.Keys("Esc"), c.OnClose),
		stop:   controls.NewPill(lang.L("Stop the model"), "", c.OnStop),
		start:  controls.NewPill(lang.L("Start"), "", c.OnStart),
	}
	m.start.SetPrimary(true)
	start := func() { m.start.Tapped(nil) } // only what the button would start
	m.library = newPath(lang.L("folder with libllama"), c.OnLibrary, c.OnChooseLibrary, start, c.OnClose)
	m.model = newPath("model.gguf", c.OnModel, c.OnChooseModel, start, c.OnClose)
	m.projector = newPath("mmproj-model.gguf", c.OnProjector, c.OnChooseProjector, start, c.OnClose)
	line := func(label string, o fyne.CanvasObject) fyne.CanvasObject { return labelled(label, modelLabelWidth, o) }
	m.fill(m, controls.Sized(container.New(&controls.Column{},
		style.Text(lang.L("Score with a model"), style.TextTitle, style.Ink, true),
		controls.Space(style.Gap),
		controls.NewParagraph(style.TextSmall, modelWidth, controls.Span{Text: modelIntro(), Color: style.Muted}),
		controls.Space(style.GapLarge),
		line("llama.cpp", m.library.root), line(lang.L("Model"), m.model.root), line(lang.L("Projector"), m.projector.root),
		line(lang.L("Runs on"), container.NewHBox(m.device)),
		line(lang.L("Detail"), container.NewHBox(m.detail)),
		line(lang.L("Kind"), container.NewHBox(m.form)),
		line(lang.L("Ask"), container.NewHBox(m.ask)),
		line(lang.L("Show scores"), container.NewHBox(m.spread)),
		controls.Space(style.Gap), m.words, controls.Space(style.GapLarge),
		container.NewHBox(layout.NewSpacer(), m.close, m.stop, m.start)), modelWidth, 0))
	m.show()
	return m
}

// twoWays is a choice between no and yes.
func twoWays(no, yes string, chosen func(bool)) *controls.SegmentedBar {
	return controls.NewSegmentedBar([]controls.Segment{{Title: no}, {Title: yes}}, func(i int) {
		if chosen != nil {
			chosen(i == 1)
		}
	})
}

// Set shows v.
func (m *Model) Set(v ModelView) {
	m.view = v
	m.show()
	if m.onGrown != nil {
		m.onGrown()
		return
	}
	m.Refresh()
}

// Focus puts the keyboard into the first field that is empty.
func (m *Model) Focus(c fyne.Canvas) {
	for _, p := range []*path{m.library, m.model, m.projector} {
		if p.field.Text == "" {
			c.Focus(p.field)
			return
		}
	}
}

func (m *Model) show() {
	v := &m.view
	m.library.set(v.Library)
	m.model.set(v.Model)
	m.projector.set(v.Projector)
	m.device.SetOptions(v.Devices)
	m.device.Select(v.Device)
	m.detail.SetOptions(v.Details)
	m.detail.Select(v.Detail)
	for bar, on := range map[*controls.SegmentedBar]bool{m.form: v.Paper, m.ask: v.Careful, m.spread: v.Spread} {
		bar.Select(map[bool]int{true: 1}[on])
	}
	spans := lines(v.Words, style.Soft)
	if v.Blocked != "" && v.State == ModelOff {
		spans = append(spans, lines([]string{v.Blocked}, style.Muted)...)
	}
	if v.Problem != "" {
		spans = append(spans, lines([]string{v.Problem}, style.Problem)...)
	}
	m.words.Set(spans...)
	m.stop.Hidden = v.State == ModelOff
	m.start.SetEnabled(v.Blocked == "" && v.State != ModelStarting)
	m.start.SetTitle([]string{lang.L("Start"), lang.L("Starting…"), lang.L("Start again")}[v.State])
}

// path is a field for a path with a button to look for it.
type path struct {
	field *controls.Field
	shown string // what set gave
	root  fyne.CanvasObject
}

func newPath(hint string, changed func(string), choose, submit, escape func()) *path {
	p := &path{}
	p.field = controls.NewField(hint, func(text string) {
		if strings.TrimSpace(text) != p.shown && changed != nil {
			changed(strings.TrimSpace(text))
		}
	})
	p.field.OnSubmitted = func(string) { submit() }
	p.field.OnEscape = escape
	p.field.TabStop = true
	button := container.New(layout.NewCustomPaddedLayout(2, 2, style.Gap, 0), controls.NewPill(lang.L("Choose…"), "", choose))
	p.root = controls.NewFrame(nil, nil, nil, button, p.field)
	return p
}

func (p *path) set(text string) {
	p.shown = text
	if strings.TrimSpace(p.field.Text) != text {
		p.field.SetText(text)
	}
}
