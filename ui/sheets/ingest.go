package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Ingest is the form for importing from a card: choosing, then running, then the
// report. It may be closed while it runs, and shown again.
type Ingest struct {
	card
	view IngestView

	title   *canvas.Text
	form    *ingestForm
	running *ingestRunning
	report  *controls.Paragraph
	say     *controls.Paragraph
	stop    *controls.Pill
	pause   *controls.Pill
	close   *controls.Pill
	again   *controls.Pill
	start   *controls.Pill
}

var _ fyne.Widget = (*Ingest)(nil)

// NewIngest makes the form.
func NewIngest(c IngestCallbacks) *Ingest {
	e := &Ingest{
		title:   style.Text("", style.TextTitle, style.Ink, true),
		running: newIngestRunning(),
		report:  controls.NewParagraph(style.TextBody, exportWidth),
		say:     controls.NewParagraph(style.TextSmall, exportWidth),
		stop:    controls.NewPill(lang.L("Stop"), "", c.OnStop),
		pause:   controls.NewPill(lang.L("Pause"), language.Keys("P"), c.OnPause),
		close:   controls.NewPill(lang.L("Cancel"), language.Keys("Esc"), c.OnClose),
		again:   controls.NewPill("", language.Keys("T"), c.OnAgain),
		start:   controls.NewPill("", "", c.OnStart),
	}
	e.start.SetPrimary(true)
	// Enter in a field starts only what the button would start.
	asked := c
	asked.OnStart = func() { e.start.Tapped(nil) }
	e.form = newIngestForm(asked)
	body := container.New(&controls.Column{},
		e.title, controls.Space(style.GapLarge),
		e.form.root, e.running.root, e.report,
		controls.Space(style.Gap), e.say, controls.Space(style.GapLarge),
		container.NewHBox(layout.NewSpacer(), e.stop, e.pause, e.close, e.again, e.start))
	e.fill(e, controls.Sized(body, exportWidth, 0))
	e.show()
	return e
}

// Set shows v.
func (e *Ingest) Set(v IngestView) {
	e.view = v
	e.show()
	if e.onGrown != nil {
		e.onGrown()
		return
	}
	e.Refresh()
}

// Focus puts the keyboard into the first folder that is still to be named, or into
// the template.
func (e *Ingest) Focus(c fyne.Canvas) {
	for _, place := range []IngestPlace{IngestCard, IngestTo} {
		if e.view.Folders[place] == "" {
			c.Focus(e.form.folders[place])
			return
		}
	}
	c.Focus(e.form.template)
}

// TryAgain does what that button does, where it can be pressed.
func (e *Ingest) TryAgain() { press(e.again) }

func (e *Ingest) show() {
	v := &e.view
	e.title.Text = []string{lang.L("Import from a card"), lang.L("Importing…"), lang.L("Imported")}[v.State]
	if v.State == IngestRunning && v.Paused {
		e.title.Text = lang.L("Import paused")
	}
	e.form.root.Hidden = v.State != IngestChoosing
	e.running.root.Hidden = v.State != IngestRunning
	e.report.Hidden = v.State != IngestDone
	e.form.set(v)
	e.running.set(v)
	e.report.Set(append(lines(v.Report, style.Soft), failedSpans(v.Failed)...)...)
	e.say.Set(ingestSpans(v)...)

	e.stop.Hidden, e.pause.Hidden = v.State != IngestRunning, v.State != IngestRunning
	e.pause.SetTitle(lang.L("Pause"))
	if v.Paused {
		e.pause.SetTitle(lang.L("Go on"))
	}
	e.close.SetTitle([]string{lang.L("Cancel"), lang.L("Start culling"), lang.L("Close")}[v.State])
	e.close.SetPrimary(v.State != IngestChoosing && v.Again == "")
	e.again.Hidden = v.Again == ""
	e.again.SetPrimary(v.State == IngestDone)
	e.again.SetTitle(v.Again)
	e.start.Hidden = v.State != IngestChoosing
	e.start.SetEnabled(v.Blocked == "" && v.First == "")
	e.start.SetTitle(v.Start)
}

// failedSpans lists the first of what was not done, and counts the rest.
func failedSpans(failed []string) []controls.Span {
	shown := failed[:min(len(failed), failedAtMost)]
	spans := lines(shown, style.Problem)
	if more := len(failed) - len(shown); more > 0 {
		spans = append(spans, lines([]string{moreText(more)}, style.Muted)...)
	}
	return spans
}

func ingestSpans(v *IngestView) []controls.Span {
	if v.State == IngestRunning {
		return lines([]string{lang.L("The photos appear as they arrive, each proven against the card. You can cull them now; the import goes on.")}, style.Muted)
	}
	if v.State != IngestChoosing {
		return nil
	}
	spans := lines(v.Warnings, style.Warning)
	for _, say := range []struct {
		text  string
		color style.Color
	}{{v.Reading, style.Muted}, {v.Blocked, style.Problem}, {v.First, style.Muted}} {
		if say.text != "" {
			spans = append(spans, lines([]string{say.text}, say.color)...)
		}
	}
	return spans
}
