package controls

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestNoControlTakesTheCullingKeys(t *testing.T) {
	for _, w := range []fyne.Widget{
		NewPill("Export", "Ctrl+E", nil), NewChoice([]string{"a"}, nil), NewSegmentedBar([]Segment{{"Grid", "G"}}, nil),
		NewRangeSlider(0, 10, 1), NewMeter(), NewBadge("Pick", style.Pick), NewStars(12), NewBanner(),
		NewStatusBar(), NewRow(nil), NewParagraph(12, 100),
	} {
		if _, ok := w.(fyne.Focusable); ok {
			t.Errorf("%T can take the keyboard's focus", w)
		}
	}
}

func TestAFieldGivesTheKeysBack(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn} {
		escaped := false
		f := NewField("name", nil)
		f.OnEscape = func() { escaped = true }
		w := styletest.Show(t, f, 200, 40)
		w.Canvas().Focus(f)
		f.TypedKey(&fyne.KeyEvent{Name: key})
		if w.Canvas().Focused() != nil {
			t.Errorf("after %s the field still has the focus", key)
		}
		if want := key == fyne.KeyEscape; escaped != want {
			t.Errorf("after %s OnEscape was called: %v, want %v", key, escaped, want)
		}
	}
}

func TestAPillIsTappedOnlyWhileEnabled(t *testing.T) {
	taps := 0
	p := NewPill("Export keepers…", "Ctrl+E", func() { taps++ })
	w := styletest.Show(t, container.NewCenter(p), 300, 60)
	styletest.Sees(t, w.Content(), "Export keepers…", "Ctrl+E")
	styletest.TapText(t, w, "Ctrl+E")
	p.SetEnabled(false)
	styletest.TapText(t, w, "Ctrl+E")
	if taps != 1 {
		t.Errorf("tapped %d times, want 1", taps)
	}
}

func TestAStretchedPillShortensItsTitle(t *testing.T) {
	p := NewPill("a very long lens name 24-70mm F2.8", "▾", nil)
	p.SetStretched(true)
	styletest.Show(t, container.New(&Column{}, p), 120, 60)
	for _, o := range styletest.Visible(p) {
		if text, ok := o.(*canvas.Text); ok && text.Position().X+text.MinSize().Width > 120 {
			t.Errorf("%q leaves the pill", text.Text)
		}
	}
}

func TestChoosingAnOptionShowsAndTellsIt(t *testing.T) {
	var got []int
	c := NewChoice([]string{"Overall", "Clarity"}, func(i int) { got = append(got, i) })
	w := styletest.Show(t, container.NewCenter(c), 300, 200)
	c.Select(1)
	styletest.Sees(t, w.Content(), "Clarity")
	if got != nil {
		t.Errorf("Select called back with %v", got)
	}
	c.Choose(0)
	styletest.Sees(t, w.Content(), "Overall")
	if len(got) != 1 || got[0] != 0 {
		t.Errorf("told %v, want [0]", got)
	}
	styletest.TapText(t, w, "Overall")
	if w.Canvas().Overlays().Top() == nil {
		t.Error("a tap opened no menu")
	}
	c.SetOptions([]string{"Overall"})
	c.Select(7)
	if c.Selected() != 0 {
		t.Errorf("an option that is not there was selected: %d", c.Selected())
	}
}

func TestTappingASegmentChoosesIt(t *testing.T) {
	var got []int
	s := NewSegmentedBar([]Segment{{"Grid", "G"}, {"Loupe", "E"}, {"Compare", "C"}}, func(i int) { got = append(got, i) })
	w := styletest.Show(t, container.NewCenter(s), 500, 60)
	styletest.TapText(t, w, "C")
	styletest.TapText(t, w, "Grid")
	if len(got) != 2 || got[0] != 2 || got[1] != 0 || s.Selected() != 0 {
		t.Errorf("told %v and %d is chosen, want [2 0] and 0", got, s.Selected())
	}
	s.Select(1)
	if s.Selected() != 1 || len(got) != 2 {
		t.Errorf("Select chose %d and told %v", s.Selected(), got)
	}
}

func TestStarsAreRatedByTappingAndTheLastOnePutsThemOut(t *testing.T) {
	var got []library.Rating
	s := NewStars(16)
	s.OnRated = func(n library.Rating) { got = append(got, n); s.Set(n) }
	styletest.Show(t, container.NewCenter(s), 200, 60)
	third := fyne.NewPos(16*1.25*2.5, 8)
	test.TapAt(s, third)
	test.TapAt(s, third)
	test.TapAt(s, fyne.NewPos(900, 8))
	if len(got) != 3 || got[0] != 3 || got[1] != 0 || got[2] != 5 {
		t.Errorf("rated %v, want [3 0 5]", got)
	}
}

func TestStatusSaysHowFarHowFastAndHowLong(t *testing.T) {
	running := StatusView{Done: 1871, Total: 3012, RateText: "38 / min", LeftText: "30 min left"}
	for name, c := range map[string]struct {
		edit func(*StatusView)
		want string
	}{
		"running":          {func(*StatusView) {}, "1,871 of 3,012 scored · 38 / min · 30 min left"},
		"no rate yet":      {func(v *StatusView) { v.RateText, v.LeftText = "", "" }, "1,871 of 3,012 scored"},
		"paused":           {func(v *StatusView) { v.Paused = true }, "1,871 of 3,012 scored · paused"},
		"done":             {func(v *StatusView) { v.Done = 3012 }, "3,012 of 3,012 scored"},
		"some failed":      {func(v *StatusView) { v.Done, v.Failed = 3012, 2 }, "3,010 of 3,012 scored · 2 failed"},
		"nothing to do":    {func(v *StatusView) { v.Done, v.Total = 0, 0 }, "nothing to score"},
		"a notice":         {func(v *StatusView) { v.Notice = "Undone: pick of 3 photos" }, "Undone: pick of 3 photos"},
		"a problem is all": {func(v *StatusView) { v.Notice, v.Problem = "x", "The disk is full" }, "The disk is full"},
	} {
		v := running
		c.edit(&v)
		if got := v.ProgressText(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestStatusBarShowsModesAndAsks(t *testing.T) {
	var asked []string
	s := NewStatusBar()
	s.OnPause = func() { asked = append(asked, "pause") }
	s.OnAutoAdvance = func() { asked = append(asked, "advance") }
	s.OnKeys = func() { asked = append(asked, "keys") }
	w := styletest.Show(t, s, 1400, 34)
	s.Set(StatusView{Done: 1, Total: 2, PicksText: "214 picks · 96 rejects · 2,702 undecided", AutoAdvance: true, KeysKey: "?"})
	styletest.Sees(t, s, "214 picks · 96 rejects · 2,702 undecided", "auto-advance on", "Pause", "? keys")
	styletest.TapText(t, w, "Pause")
	styletest.TapText(t, w, "auto-advance on")
	styletest.TapText(t, w, "? keys")
	if len(asked) != 3 {
		t.Errorf("asked %v, want pause, advance, keys", asked)
	}
	s.Set(StatusView{Done: 1, Total: 2, Paused: true})
	styletest.Sees(t, s, "Resume", "auto-advance off")
	s.Set(StatusView{Done: 2, Total: 2})
	styletest.SeesNot(t, s, "Pause", "Resume")
}

func TestTheStatusTextNeverRunsIntoTheCounts(t *testing.T) {
	s := NewStatusBar()
	styletest.Show(t, s, 760, 34)
	s.Set(StatusView{
		Problem:   "The folder /home/ann/Shoots/2026-11-20 Lund brewery portraits could not be read: permission denied",
		PicksText: "214 picks · 96 rejects · 2,702 undecided",
	})
	var end, start float32
	for _, o := range styletest.Visible(s) {
		if text, ok := o.(*canvas.Text); ok {
			switch text.Color {
			case style.Problem:
				end = text.Position().X + text.MinSize().Width
			default:
				if text.Text == "214 picks · 96 rejects · 2,702 undecided" {
					start = text.Position().X
				}
			}
		}
	}
	if end == 0 || start == 0 || end > start {
		t.Errorf("the problem ends at %v, the counts begin at %v", end, start)
	}
}

func TestParagraphsWrapAtTheirWidth(t *testing.T) {
	p := NewParagraph(12, 120,
		Span{Text: "One clear subject, whole and well apart.", Color: style.Ink},
		Span{Text: "A/very/long/word/that/cannot/be/broken/anywhere.jpg", Color: style.Muted, NewLine: true})
	styletest.Show(t, container.New(&Column{}, p), 120, 200)
	lines := map[float32]bool{}
	for _, o := range styletest.Visible(p) {
		if text, ok := o.(*canvas.Text); ok {
			lines[text.Position().Y] = true
			if end := text.Position().X + text.MinSize().Width; end > 121 {
				t.Errorf("%q ends at %v, beyond 120", text.Text, end)
			}
		}
	}
	if len(lines) < 3 {
		t.Errorf("the text takes %d lines, want at least 3", len(lines))
	}
	narrow := p.MinSize().Height
	p.SetWidth(400)
	if wide := p.MinSize().Height; wide >= narrow {
		t.Errorf("a wider paragraph is %v high, before %v", wide, narrow)
	}
}

func TestABannerTakesRoomOnlyWhileItOffersSomething(t *testing.T) {
	b := NewBanner()
	w := styletest.Show(t, NewFrame(b, nil, nil, nil, canvas.NewRectangle(style.Background)), 600, 200)
	if b.Visible() {
		t.Error("a new banner is visible")
	}
	sorted := false
	b.Offer("214 new scores", "Sort again", "R", func() { sorted = true })
	w.Content().Refresh()
	styletest.Sees(t, w.Content(), "214 new scores", "Sort again", "R")
	styletest.TapText(t, w, "Sort again")
	if !sorted {
		t.Error("tapping the action did nothing")
	}
}

func TestAFrameLeavesNoSeamAndNoRoomForHiddenBars(t *testing.T) {
	top, centre := canvas.NewRectangle(style.Panel), canvas.NewRectangle(style.Background)
	top.SetMinSize(fyne.NewSize(10, 30))
	f := NewFrame(top, nil, nil, nil, centre)
	f.Resize(fyne.NewSize(100, 100))
	if centre.Position().Y != 30 || centre.Size().Height != 70 {
		t.Errorf("the centre stands at %v with height %v, want 30 and 70", centre.Position().Y, centre.Size().Height)
	}
	top.Hide()
	f.Refresh()
	if centre.Position().Y != 0 || centre.Size().Height != 100 {
		t.Errorf("below a hidden bar the centre stands at %v with height %v", centre.Position().Y, centre.Size().Height)
	}
}

func TestTabPassesOverAFieldOutsideOfAForm(t *testing.T) {
	find, first, second := NewField("find", nil), NewField("first", nil), NewField("second", nil)
	w := styletest.Show(t, container.NewVBox(find), 300, 200)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != nil {
		t.Error("Tab moved the keyboard into a field that is no tab stop")
	}
	w.Canvas().Focus(find)
	if w.Canvas().Focused() != find || find.Disabled() {
		t.Error("a field that was asked for does not take the keyboard")
	}
	first.TabStop, second.TabStop = true, true
	w.SetContent(container.NewVBox(first, second))
	w.Canvas().Focus(first)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != second {
		t.Error("Tab does not move between the fields of a form")
	}
}
