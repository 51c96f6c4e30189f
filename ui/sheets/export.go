package sheets

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/ui/controls"
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
		cancel:    controls.NewPill("Cancel", "Esc", c.OnCancel),
		open:      controls.NewPill("Open folder", "", c.OnOpenFolder),
		start:     controls.NewPill("Export", "", c.OnExport),
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

	e.cancel.SetTitle([]string{"Cancel", "Stop", "Close"}[v.State])
	e.open.Hidden = v.State != ExportDone || e.callbacks.OnOpenFolder == nil
	e.start.Hidden = v.State != ExportChoosing
	e.start.SetEnabled(v.Blocked == "" && v.Hint == "" && !v.Planning && v.Dest != "" && v.Count > 0)
	e.start.SetTitle(fmt.Sprintf("%s %s", verbs()[v.Mode], plain.Plural(v.Count, "photo", "photos")))
}

func exportTitle(v *ExportView) string {
	switch v.State {
	case ExportRunning:
		return "Exporting…"
	case ExportDone:
		return "Exported"
	}
	if v.What != "" {
		return "Export " + v.What
	}
	return "Export"
}

// verbs are the words of the modes, in their order.
func verbs() []string { return []string{"Copy", "Move", "Link"} }

func warningSpans(v *ExportView) []controls.Span {
	if v.State != ExportChoosing {
		return nil
	}
	spans := lines(v.Warnings, style.Warning)
	if v.Planning {
		spans = append(spans, lines([]string{"Looking at what would be done…"}, style.Muted)...)
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
		spans = append(spans, lines([]string{fmt.Sprintf("and %s more", plain.Count(more))}, style.Muted)...)
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
