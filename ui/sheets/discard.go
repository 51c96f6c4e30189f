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

const (
	discardWidth  float32 = 620
	discardHeight float32 = 220 // of the list of files
)

// DiscardState is what the sheet shows.
type DiscardState uint8

// The states.
const (
	DiscardPlanning DiscardState = iota // the files are being found
	DiscardAsking                       // they are listed
	DiscardRunning                      // they are being moved
	DiscardDone                         // some stay, and it says why
)

// DiscardView is what the sheet of the trash shows.
type DiscardView struct {
	State   DiscardState
	Photos  int
	Summary string   // how many files and bytes go
	Files   []string // all of them, for people
	Staying []string // photos that stay, each with its reason
	Done    int      // photos that were moved so far
}

// Discard lists what goes into the trash before it goes. Put it Over the window and feed
// it with Set.
type Discard struct {
	card
	title   *canvas.Text
	summary *controls.Paragraph
	list    *longText
	listed  fyne.CanvasObject
	meter   *controls.Meter
	staying *controls.Paragraph
	cancel  *controls.Pill
	move    *controls.Pill
}

var _ fyne.Widget = (*Discard)(nil)

// NewDiscard makes the sheet. moved hears that the person agrees; cancelled that they
// do not, stop, or have read what stays.
func NewDiscard(moved, cancelled func()) *Discard {
	d := &Discard{
		title:   style.Text("", style.TextTitle, style.Ink, true),
		summary: controls.NewParagraph(style.TextBody, discardWidth),
		list:    newLongText(),
		meter:   controls.NewMeter(),
		staying: controls.NewParagraph(style.TextSmall, discardWidth),
		cancel:  controls.NewPill(lang.L("Cancel"), language.Keys("Esc"), cancelled),
		move:    controls.NewPill("", language.Keys("Enter"), moved),
	}
	d.move.SetPrimary(true)
	d.listed = container.New(&controls.Column{}, controls.Space(style.Gap), controls.Sized(d.list, discardWidth, discardHeight))
	body := container.New(&controls.Column{},
		d.title, controls.Space(style.Gap), d.summary, d.listed,
		controls.Sized(d.meter, 0, style.GapLarge), controls.Space(style.Gap), d.staying, controls.Space(style.GapLarge),
		container.NewHBox(layout.NewSpacer(), d.cancel, d.move))
	d.fill(d, controls.Sized(body, discardWidth, 0))
	d.Set(DiscardView{})
	return d
}

// Set shows v.
func (d *Discard) Set(v DiscardView) {
	d.title.Text = discardTitle(&v)
	d.summary.Set(discardSummary(&v)...)
	if v.State != DiscardRunning {
		text := ""
		for _, line := range v.Files {
			text += line + "\n"
		}
		d.list.set(text)
	}
	d.listed.(*fyne.Container).Hidden = len(v.Files) == 0 || v.State == DiscardDone
	d.meter.Hidden = v.State != DiscardRunning
	if v.Photos > 0 {
		d.meter.Set(float64(v.Done)/float64(v.Photos), 0, style.Accent)
	}
	d.staying.Set(stayingSpans(&v)...)
	d.cancel.SetTitle([]string{lang.L("Cancel"), lang.L("Cancel"), lang.L("Stop"), lang.L("Close")}[v.State])
	d.move.Hidden = v.State >= DiscardRunning || v.State == DiscardAsking && v.Photos == 0
	d.move.SetEnabled(v.State == DiscardAsking && v.Photos > 0)
	d.move.SetTitle(language.Plural("Move {{.N}} photos to the trash", v.Photos))
	if d.onGrown != nil {
		d.onGrown()
		return
	}
	d.Refresh()
}

func discardTitle(v *DiscardView) string {
	switch {
	case v.State == DiscardRunning:
		return lang.L("Moving to the trash…")
	case v.State == DiscardDone:
		return lang.L("Some photos stay")
	case v.State == DiscardAsking && v.Photos == 0:
		return lang.L("Nothing can be moved to the trash")
	}
	return lang.L("Move to the trash?")
}

func discardSummary(v *DiscardView) []controls.Span {
	switch {
	case v.State == DiscardPlanning:
		return lines([]string{lang.L("Finding all files of these photos…")}, style.Muted)
	case v.State == DiscardAsking && v.Photos > 0:
		return lines([]string{v.Summary, lang.L("Each goes with its RAW or JPEG, its sidecars and what else belongs to it. Undo brings everything back.")}, style.Soft)
	case v.State == DiscardDone && v.Done > 0:
		return lines([]string{language.Plural("{{.N}} photos moved to the trash", v.Done)}, style.Soft)
	}
	return nil
}

// stayingSpans names the photos that stay, and counts what is too much to name.
func stayingSpans(v *DiscardView) []controls.Span {
	shown := v.Staying[:min(len(v.Staying), failedAtMost)]
	spans := lines(shown, style.Warning)
	if more := len(v.Staying) - len(shown); more > 0 {
		spans = append(spans, lines([]string{moreText(more)}, style.Muted)...)
	}
	return spans
}
