package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	exportWidth      float32 = 600
	exportLabelWidth float32 = 80
	failedAtMost             = 12 // lines; the rest is counted
)

// Export is the export form: choosing, then running, then the report. Put it
// Over the window once and feed it with Set.
type Export struct {
	card
	callbacks ExportCallbacks
	view      ExportView

	title   *canvas.Text
	form    *exportForm
	running *exportRunning
	report  *controls.Paragraph
	say     *controls.Paragraph
	cancel  *controls.Pill
	open    *controls.Pill
	start   *controls.Pill
	body    *fyne.Container
}

var _ fyne.Widget = (*Export)(nil)

// NewExport makes the form.
func NewExport(c ExportCallbacks) *Export {
	e := &Export{
		callbacks: c,
		title:     style.Text("", style.TextTitle, style.Ink, true),
		running:   newExportRunning(),
		report:    controls.NewParagraph(style.TextBody, exportWidth),
		say:       controls.NewParagraph(style.TextSmall, exportWidth),
		cancel:    controls.NewPill(lang.L("Cancel"), language.Keys("Esc"), c.OnCancel),
		open:      controls.NewPill(lang.L("Open folder"), "", c.OnOpenFolder),
		start:     controls.NewPill(lang.L("Export"), "", c.OnExport),
	}
	e.start.SetPrimary(true)
	// Enter in a field starts only what the button would start.
	asked := c
	asked.OnExport = func() { e.start.Tapped(nil) }
	e.form = newExportForm(asked)
	e.body = container.New(&controls.Column{},
		e.title, controls.Space(style.GapLarge),
		e.form.root, e.running.root, e.report,
		controls.Space(style.Gap), e.say, controls.Space(style.GapLarge),
		container.NewHBox(layout.NewSpacer(), e.cancel, e.open, e.start))
	e.fill(e, controls.Sized(e.body, exportWidth, 0))
	e.show()
	return e
}

// Set shows v.
func (e *Export) Set(v ExportView) {
	e.view = v
	e.show()
	if e.onGrown != nil {
		e.onGrown()
		return
	}
	e.Refresh()
}

// Focus puts the keyboard into the destination, so that it can be typed at once.
func (e *Export) Focus(c fyne.Canvas) { c.Focus(e.form.dest) }

func (e *Export) show() {
	v := &e.view
	e.title.Text = exportTitle(v)
	e.form.root.Hidden = v.State != ExportChoosing
	e.running.root.Hidden = v.State != ExportRunning
	e.report.Hidden = v.State != ExportDone
	e.form.set(v)
	e.running.set(v)
	e.report.Set(reportSpans(v)...)
	e.say.Set(warningSpans(v)...)

	e.cancel.SetTitle([]string{lang.L("Cancel"), lang.L("Stop"), lang.L("Close")}[v.State])
	e.open.Hidden = v.State != ExportDone || e.callbacks.OnOpenFolder == nil
	e.start.Hidden = v.State != ExportChoosing
	e.start.SetEnabled(v.Blocked == "" && v.Hint == "" && !v.Planning && v.Dest != "" && v.Count > 0)
	e.start.SetTitle(startTitle(v))
}

func exportTitle(v *ExportView) string {
	switch v.State {
	case ExportRunning:
		return lang.L("Exporting…")
	case ExportDone:
		return lang.L("Exported")
	}
	if v.Choice < len(v.Choices) {
		return lang.L("Export {{.What}}", language.Args{"What": v.Choices[v.Choice]})
	}
	return lang.L("Export")
}

// verbs are the words of the modes, in their order.
func verbs() []string {
	return []string{lang.L("Copy"), lang.L("Clone"), lang.L("Move"), lang.L("Link"), lang.L("New JPEGs")}
}

// startTitle is what the button says that starts.
func startTitle(v *ExportView) string {
	switch v.Mode {
	case MoveFiles:
		return language.Plural("Move {{.N}} photos", v.Count)
	case LinkFiles:
		return language.Plural("Link {{.N}} photos", v.Count)
	}
	if v.Mode == NewJPEGs {
		return language.Plural("Write {{.N}} JPEGs", v.Count)
	}
	return language.Plural("Copy {{.N}} photos", v.Count)
}

// moreText counts what is left out of a list.
func moreText(n int) string {
	return lang.L("and {{.N}} more", language.Args{"N": language.Count(n)})
}

func warningSpans(v *ExportView) []controls.Span {
	if v.State != ExportChoosing {
		return nil
	}
	spans := lines(v.Warnings, style.Warning)
	if v.Planning {
		spans = append(spans, lines([]string{lang.L("Checking what would be written…")}, style.Muted)...)
	}
	if v.Blocked != "" {
		spans = append(spans, lines([]string{v.Blocked}, style.Problem)...)
	}
	if v.Hint != "" {
		spans = append(spans, lines([]string{v.Hint}, style.Muted)...)
	}
	return spans
}

func reportSpans(v *ExportView) []controls.Span {
	if v.State != ExportDone {
		return nil
	}
	spans := lines(v.Report, style.Soft)
	shown := v.Failed[:min(len(v.Failed), failedAtMost)]
	spans = append(spans, lines(shown, style.Problem)...)
	if more := len(v.Failed) - len(shown); more > 0 {
		spans = append(spans, lines([]string{moreText(more)}, style.Muted)...)
	}
	return spans
}

// lines puts each text on its own line.
func lines(texts []string, c style.Color) []controls.Span {
	spans := make([]controls.Span, len(texts))
	for i, t := range texts {
		spans[i] = controls.Span{Text: library.Display(t), Color: c, NewLine: true}
	}
	return spans
}
