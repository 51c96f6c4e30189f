package controls

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// StatusView is what the status line says.
type StatusView struct {
	Selected    string // how many photos a mark acts on, first in the line; "" for one
	Done, Total int    // photos scored, and photos to score
	Looking     bool   // folders are still being read
	Failed      int    // of Done, those that could not be scored
	Again       bool   // all were scored before, by an earlier version of the scorer
	RateText    string // "38 / min"
	LeftText    string // "30 min left"
	Paused      bool
	Beside      string // what the other scorer does, "" for nothing
	Engine      string // what the model runs on, "" where none runs
	PicksText   string // "214 picks · 96 rejects · 2,702 undecided"
	AutoAdvance bool
	KeysKey     string // the key that shows all keys, "" for none
	ModeText    string // other modes that are on, "" for none
	Notice      string // for a moment instead of the progress: "Undone: pick of 3 photos"
	Problem     string // what went wrong, in place of both, until it is cleared
}

// ProgressText is what the left of the line says about scoring.
func (v StatusView) ProgressText() string {
	switch {
	case v.Problem != "":
		return v.Problem
	case v.Notice != "":
		return v.Notice
	case v.Total == 0 && v.Looking:
		return lang.L("looking for photos")
	case v.Total == 0:
		return lang.L("nothing to score")
	}
	counts := language.Args{"Done": language.Count(v.Done - v.Failed), "Total": language.Count(v.Total)}
	parts := []string{lang.L("{{.Done}} of {{.Total}} scored", counts)}
	if v.Again {
		parts[0] = lang.L("Measuring again with the new version: {{.Done}} of {{.Total}}", counts)
	}
	if v.Failed > 0 {
		parts = append(parts, lang.L("{{.N}} failed", language.Args{"N": language.Count(v.Failed)}))
	}
	switch {
	case v.Paused && v.Done < v.Total:
		parts = append(parts, lang.L("paused"))
	case v.Done < v.Total:
		parts = append(parts, nonEmpty(v.RateText, v.LeftText)...)
	}
	return strings.Join(append(parts, nonEmpty(v.Beside, v.Engine)...), " · ")
}

func nonEmpty(texts ...string) []string {
	var kept []string
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return kept
}

// StatusBar is the bottom line of the window: how far, how fast, how long, how
// many picked, and which modes are on.
type StatusBar struct {
	widget.BaseWidget

	// OnPause asks to pause or resume scoring, OnAutoAdvance to turn that mode,
	// OnKeys to show all keys.
	OnPause, OnAutoAdvance, OnKeys func()

	view StatusView
}

var _ fyne.Widget = (*StatusBar)(nil)

// NewStatusBar makes the bar with nothing to tell.
func NewStatusBar() *StatusBar {
	s := &StatusBar{}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows v.
func (s *StatusBar) Set(v StatusView) {
	if s.view != v {
		s.view = v
		s.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (s *StatusBar) CreateRenderer() fyne.WidgetRenderer {
	call := func(f *func()) func() {
		return func() {
			if *f != nil {
				(*f)()
			}
		}
	}
	r := &statusRenderer{
		bar:    s,
		ground: canvas.NewRectangle(style.Panel),
		rule:   canvas.NewRectangle(style.Line),
		chosen: NewBadge("", style.Ink),
		meter:  NewMeter(),
		text:   style.Text("", style.TextSmall, style.Soft, false),
		pause:  NewPill(lang.L("Pause"), "", call(&s.OnPause)),
		picks:  style.Text("", style.TextSmall, style.Soft, false),
		mode:   NewPill("", "", call(&s.OnAutoAdvance)),
		keys:   NewPill("", "", call(&s.OnKeys)),
	}
	r.chosen.SetInk(style.Panel)
	for _, p := range []*Pill{r.pause, r.mode, r.keys} {
		p.SetQuiet(true)
	}
	r.All = []fyne.CanvasObject{r.ground, r.rule, r.chosen, r.meter, r.text, r.pause, r.picks, r.mode, r.keys}
	r.dress()
	return r
}

const (
	statusMeterWidth float32 = 260
	statusMargin     float32 = 16
)

type statusRenderer struct {
	Parts
	bar               *StatusBar
	ground, rule      *canvas.Rectangle
	chosen            *Badge // in the colours of the frame around a selected photo
	meter             *Meter
	text, picks       *canvas.Text
	pause, mode, keys *Pill
}

func (r *statusRenderer) MinSize() fyne.Size { return fyne.NewSize(400, style.StatusHeight) }

func (r *statusRenderer) Layout(size fyne.Size) {
	place(r.ground, 0, 0, size.Width, size.Height)
	place(r.rule, 0, 0, size.Width, style.Hairline)

	right := size.Width - statusMargin/2
	put := func(o fyne.CanvasObject, gap float32) {
		w := o.MinSize().Width
		right -= w
		PlaceText(o, right, 0, w, size.Height)
		right -= gap
	}
	put(r.keys, 0)
	put(r.mode, style.GapSmall)
	put(r.picks, style.GapLarge)

	// On a narrow window the meter shrinks first, then the words are cut.
	meter := min(statusMeterWidth, max(size.Width*0.16, 60))
	left := statusMargin
	if r.chosen.Visible() {
		w := r.chosen.MinSize().Width
		PlaceText(r.chosen, left, 0, w, size.Height)
		left += w + style.GapLarge
	}
	place(r.meter, left, 0, meter, size.Height)
	left += meter + style.GapLarge
	pause := float32(0)
	if r.pause.Visible() {
		pause = r.pause.MinSize().Width
	}
	r.text.Text = style.Shorten(r.bar.view.ProgressText(), style.TextSmall, false, max(right-left-pause, 0))
	w := r.text.MinSize().Width
	PlaceText(r.text, left, 0, w, size.Height)
	PlaceText(r.pause, left+w+style.GapSmall, 0, pause, size.Height)
}

func (r *statusRenderer) Refresh() {
	r.dress()
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

func (r *statusRenderer) dress() {
	r.keys.SetTitle(strings.TrimSpace(r.bar.view.KeysKey + " " + lang.L("keys")))
	v := r.bar.view
	share := 0.0
	if v.Total > 0 {
		share = float64(v.Done) / float64(v.Total)
	}
	tint := style.Accent
	if v.Paused {
		tint = style.Muted
	}
	r.meter.Set(share, 0, tint)

	r.text.Color = style.Soft
	switch {
	case v.Problem != "":
		r.text.Color = style.Problem
	case v.Notice != "":
		r.text.Color = style.Ink
	}
	r.pause.SetTitle(lang.L("Pause"))
	if v.Paused {
		r.pause.SetTitle(lang.L("Resume"))
	}
	r.pause.Hidden = v.Done >= v.Total && v.Beside == ""
	r.picks.Text, r.chosen.Hidden = v.PicksText, v.Selected == ""
	r.chosen.Set(v.Selected, style.Ink)
	r.mode.SetTitle(strings.Join(nonEmpty(v.ModeText, autoAdvance(v.AutoAdvance)), " · "))
}

func autoAdvance(on bool) string {
	if on {
		return lang.L("auto-advance on")
	}
	return lang.L("auto-advance off")
}
