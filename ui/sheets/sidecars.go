package sheets

import (
	"strings"

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
	sidecarsWidth      float32 = 680
	sidecarsLabelWidth float32 = 110
)

// Sidecars is the sheet for writing decisions into XMP sidecars: what would change, then
// progress, then the report. Put it Over the window once and feed it with Set.
type Sidecars struct {
	card
	view SidecarsView

	title   *canvas.Text
	counts  *controls.Paragraph
	files   *controls.Paragraph
	meter   *controls.Meter
	words   *canvas.Text
	choices *sidecarChoices
	recipes *recipeReader
	form    *fyne.Container
	running *fyne.Container
	cancel  *controls.Pill
	again   *controls.Pill
	write   *controls.Pill
}

var _ fyne.Widget = (*Sidecars)(nil)

// NewSidecars makes the sheet.
func NewSidecars(c SidecarsCallbacks) *Sidecars {
	s := &Sidecars{
		title:   style.Text("", style.TextTitle, style.Ink, true),
		counts:  controls.NewParagraph(style.TextBody, sidecarsWidth),
		files:   controls.NewParagraph(style.TextSmall, sidecarsWidth),
		meter:   controls.NewMeter(),
		words:   style.Text("", style.TextBody, style.Soft, false),
		choices: newSidecarChoices(c.OnChoices),
		cancel:  controls.NewPill(lang.L("Cancel"), language.Keys("Esc"), c.OnCancel),
		again:   controls.NewPill(lang.L("Try again"), language.Keys("T"), c.OnAgain),
		write:   controls.NewPill("", language.Keys("Enter"), c.OnWrite),
	}
	s.write.SetPrimary(true)
	s.recipes = newRecipeReader(s.grown)
	s.running = container.New(&controls.Column{},
		controls.Sized(s.meter, 0, style.GapLarge), controls.Space(style.Gap), s.words)
	s.form = container.New(&controls.Column{}, controls.Rule(), controls.Space(style.Gap), s.choices.root, s.recipes.root)
	s.fill(s, controls.Sized(container.New(&controls.Column{},
		s.title, controls.Space(style.Gap), s.counts, controls.Space(style.GapSmall), s.files, s.running,
		controls.Space(style.GapLarge), s.form, controls.Space(style.GapLarge),
		container.NewHBox(layout.NewSpacer(), s.cancel, s.again, s.write)), sidecarsWidth, 0))
	s.show()
	return s
}

// Set shows v.
func (s *Sidecars) Set(v SidecarsView) {
	s.view = v
	s.show()
	s.grown()
}

// Write does what the button does that writes, where it can be pressed.
func (s *Sidecars) Write() { press(s.write) }

// TryAgain does what that button does, where it can be pressed.
func (s *Sidecars) TryAgain() { press(s.again) }

// NextProgram shows how the next program reads sidecars, or with -1 the one before.
func (s *Sidecars) NextProgram(by int) { s.recipes.step(by) }

func press(p *controls.Pill) {
	if p.Visible() {
		p.Tapped(nil)
	}
}

func (s *Sidecars) grown() {
	if s.onGrown != nil {
		s.onGrown()
		return
	}
	s.Refresh()
}

func (s *Sidecars) show() {
	v := &s.view
	s.title.Text = sidecarsTitle(v)
	s.counts.Set(sidecarCountSpans(v)...)
	s.counts.Hidden = v.State == SidecarsWriting
	s.files.Set(sidecarFileSpans(v)...)
	s.files.Hidden = v.State == SidecarsWriting || len(v.Lines) == 0
	s.form.Hidden = v.State == SidecarsWriting // how to read back is worth knowing afterwards too
	s.choices.root.Hidden = v.State != SidecarsPreview
	s.running.Hidden = v.State != SidecarsWriting
	s.choices.set(v)
	share := 0.0
	if v.Total > 0 {
		share = float64(v.Done) / float64(v.Total)
	}
	s.meter.Set(share, 0, style.Accent)
	s.words.Text = style.Shorten(lang.L("{{.Done}} of {{.Total}} · {{.File}}", language.Args{
		"Done": language.Count(v.Done), "Total": language.Count(v.Total), "File": library.Display(v.Current),
	}), style.TextBody, false, sidecarsWidth)
	s.cancel.SetTitle([]string{lang.L("Cancel"), lang.L("Stop"), lang.L("Close")}[v.State])
	s.again.Hidden = v.State != SidecarsDone || !v.Again
	s.write.Hidden = v.State != SidecarsPreview
	s.write.SetEnabled(!v.Planning && v.Blocked == "" && v.writes() > 0)
	s.write.SetTitle(lang.L("Write sidecars"))
	if n := v.writes(); n > 0 && !v.Planning {
		s.write.SetTitle(language.Plural("Write {{.N}} sidecars", n))
	}
}

func sidecarsTitle(v *SidecarsView) string {
	switch v.State {
	case SidecarsWriting:
		return lang.L("Writing sidecars…")
	case SidecarsDone:
		return lang.L("Sidecars")
	}
	return lang.L("Decisions as XMP sidecars: {{.What}}", language.Args{"What": v.What})
}

// sidecarCountSpans sums up what would be done, or what was.
func sidecarCountSpans(v *SidecarsView) []controls.Span {
	switch {
	case v.State == SidecarsDone:
		return lines(v.Report, style.Soft)
	case v.Planning:
		return lines([]string{lang.L("Checking what would be written…")}, style.Muted)
	case v.Blocked != "":
		return lines([]string{v.Blocked}, style.Problem)
	}
	var parts []string
	for _, part := range []struct {
		text string
		n    int
	}{
		{language.Plural("{{.N}} new files", v.Counts.New), v.Counts.New},
		{language.Plural("{{.N}} changed files", v.Counts.Changed), v.Counts.Changed},
		{language.Plural("{{.N}} files as they should be", v.Counts.Same), v.Counts.Same},
		{language.Plural("{{.N}} cannot be written", v.Counts.Refused), v.Counts.Refused},
	} {
		if part.n > 0 {
			parts = append(parts, part.text)
		}
	}
	if len(parts) == 0 {
		return lines([]string{lang.L("Nothing is decided of these photos yet, so there is nothing to write.")}, style.Muted)
	}
	return []controls.Span{{Text: strings.Join(parts, " · "), Color: style.Ink, Bold: true}}
}

// sidecarFileSpans lists files, and counts the rest.
func sidecarFileSpans(v *SidecarsView) []controls.Span {
	var spans []controls.Span
	for _, l := range v.Lines {
		tint := style.Soft
		if l.Problem {
			tint = style.Problem
		}
		file := style.Shorten(library.Display(l.File), style.TextSmall, true, sidecarsWidth/2)
		spans = append(spans,
			controls.Span{Text: file, Color: style.Ink, NewLine: true},
			controls.Span{Text: library.Display(l.Change), Color: tint})
	}
	if v.More > 0 {
		spans = append(spans, lines([]string{moreText(v.More)}, style.Muted)...)
	}
	return spans
}
