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

// PerPage are the densities that the form of contact sheets offers, in photos a page.
func PerPage() []int { return []int{12, 20, 24, 30, 48} }

// ContactSheetView is what the form of contact sheets shows.
type ContactSheetView struct {
	Choices []string // which photos, with their number
	Choice  int
	Count   int    // photos of the choice
	PerPage int    // place in PerPage
	HTML    bool   // in place of PDF
	Scores  bool   // stand below the photos
	Faces   bool   // so does how many faces were found, and how many look closed
	Dest    string // the folder
	Says    string // how many pages under which name, or why not yet
	Blocked bool   // it cannot start now
	Running bool
	Done    int // photos
}

// ContactSheetCallbacks are what the form asks for.
type ContactSheetCallbacks struct {
	OnChoice       func(index int)
	OnPerPage      func(index int)
	OnFormat       func(html bool)
	OnScores       func(bool)
	OnFaces        func(bool)
	OnDest         func(string) // at each keystroke
	OnChooseFolder func()
	OnStart        func()
	OnCancel       func() // close the form, or stop
}

// ContactSheet is the form that makes a contact sheet. Put it Over the window once and
// feed it with Set.
type ContactSheet struct {
	card
	which           *controls.Choice
	perPage, format *controls.SegmentedBar
	scores, faces   *controls.SegmentedBar
	dest            *controls.Field
	shown           string // the folder that Set gave
	say             *controls.Paragraph
	meter           *controls.Meter
	cancel, start   *controls.Pill
}

var _ fyne.Widget = (*ContactSheet)(nil)

// NewContactSheet makes the form.
func NewContactSheet(c ContactSheetCallbacks) *ContactSheet {
	s := &ContactSheet{
		which:   controls.NewChoice(nil, c.OnChoice),
		format:  controls.NewSegmentedBar([]controls.Segment{{Title: "PDF"}, {Title: "HTML"}}, func(i int) { c.OnFormat(i == 1) }),
		scores:  controls.NewSegmentedBar([]controls.Segment{{Title: lang.L("Names")}, {Title: lang.L("Names and scores")}}, func(i int) { c.OnScores(i == 1) }),
		faces:   controls.NewSegmentedBar([]controls.Segment{{Title: lang.L("Leave out")}, {Title: lang.L("Count")}}, func(i int) { c.OnFaces(i == 1) }),
		say:     controls.NewParagraph(style.TextSmall, exportWidth),
		meter:   controls.NewMeter(),
		cancel:  controls.NewPill(lang.L("Cancel"), language.Keys("Esc"), c.OnCancel),
		start:   controls.NewPill(lang.L("Make the contact sheet"), "", c.OnStart),
		perPage: controls.NewSegmentedBar(densities(), c.OnPerPage),
	}
	s.start.SetPrimary(true)
	s.dest = controls.NewField(lang.L("folder, such as ~/Pictures/keepers"), func(text string) {
		// A space at the end is no change: it must not be taken from the hand.
		if strings.TrimSpace(text) != s.shown {
			c.OnDest(text)
		}
	})
	s.dest.OnSubmitted = func(string) { s.start.Tapped(nil) }
	s.dest.OnEscape = c.OnCancel
	s.dest.TabStop = true
	choose := container.New(layout.NewCustomPaddedLayout(2, 2, style.Gap, 0),
		controls.NewPill(lang.L("Choose folder…"), "", c.OnChooseFolder))
	s.fill(s, controls.Sized(container.New(&controls.Column{},
		style.Text(lang.L("Contact sheet"), style.TextTitle, style.Ink, true), controls.Space(style.GapLarge),
		formLine(lang.L("Photos"), container.NewHBox(s.which)),
		formLine(lang.L("On a page"), container.NewHBox(s.perPage)),
		formLine(lang.L("Below each"), container.NewHBox(s.scores)),
		formLine(lang.L("Faces"), container.NewHBox(s.faces)),
		formLine(lang.L("File"), container.NewHBox(s.format)),
		formLine(lang.L("In"), controls.NewFrame(nil, nil, nil, choose, s.dest)),
		controls.Space(style.Gap), controls.Sized(s.meter, 0, style.GapLarge),
		s.say, controls.Space(style.GapLarge),
		container.NewHBox(layout.NewSpacer(), s.cancel, s.start)), exportWidth, 0))
	s.meter.Hide()
	return s
}

func densities() []controls.Segment {
	var all []controls.Segment
	for _, n := range PerPage() {
		all = append(all, controls.Segment{Title: language.Count(n)})
	}
	return all
}

// Focus puts the keyboard into the folder.
func (s *ContactSheet) Focus(c fyne.Canvas) { c.Focus(s.dest) }

// Set shows v.
func (s *ContactSheet) Set(v ContactSheetView) {
	s.which.SetOptions(v.Choices)
	s.which.Select(v.Choice)
	s.perPage.Select(v.PerPage)
	s.format.Select(place(v.HTML))
	s.scores.Select(place(v.Scores))
	s.faces.Select(place(v.Faces))
	s.shown = v.Dest
	if strings.TrimSpace(s.dest.Text) != v.Dest {
		s.dest.SetText(v.Dest)
	}
	s.say.Set(lines([]string{v.Says}, style.Muted)...)
	s.meter.Hidden = !v.Running
	s.meter.Set(float64(v.Done)/float64(max(1, v.Count)), 0, style.Accent)
	s.start.SetEnabled(!v.Blocked && !v.Running)
	s.cancel.SetTitle(lang.L("Cancel"))
	if v.Running {
		s.cancel.SetTitle(lang.L("Stop"))
	}
	if s.onGrown != nil {
		s.onGrown()
		return
	}
	s.Refresh()
}

// place is that of the second segment where yes.
func place(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
