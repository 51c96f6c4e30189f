package sheets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheWelcomeOffersWaysInAndPromises(t *testing.T) {
	var asked []string
	note := func(what string) func() { return func() { asked = append(asked, what) } }
	welcome := NewWelcome(WelcomeCallbacks{
		OnPath:   func(text string) { asked = append(asked, "path "+text) },
		OnBrowse: note("browse"), OnDemo: note("demo"),
		OnFolder: func(path string) { asked = append(asked, path) },
		OnImport: func(volume string) { asked = append(asked, "import "+volume) },
	}, Hints{Open: "Ctrl+O", Import: "Ctrl+Shift+I"})
	w := styletest.Show(t, welcome, 1200, 800)
	styletest.Sees(t, w.Content(), "Open your photos", whatItPromises(), "Ctrl+O")
	styletest.SeesNot(t, w.Content(), "RECENT", "CARD")
	welcome.Set(WelcomeView{
		Recent: []RecentFolder{{Path: "/shoots/two\nlines", Name: "two\nlines", Where: "/shoots", Photos: "3 photos", State: "1 pick, 2 to go"}},
		Cards:  []Card{{Name: "EOS", Path: "/media/EOS/DCIM", Volume: "/media/EOS", Fresh: "412 new photos", All: "of 1,096"}},
	})
	styletest.Sees(t, w.Content(), "RECENT", "1 pick, 2 to go", "412 new photos", "of 1,096")
	for _, text := range []string{"Browse…", `two\nlines`, "Import…", "Open without importing"} {
		styletest.TapText(t, w, text)
	}
	want := []string{"browse", "/shoots/two\nlines", "import /media/EOS", "/media/EOS/DCIM"}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Error(diff)
	}
}

func TestTheWelcomeFitsASmallWindow(t *testing.T) {
	for _, locale := range []string{"C", "de_DE.UTF-8"} {
		styletest.Speak(t, locale)
		welcome := NewWelcome(WelcomeCallbacks{OnImport: func(string) {}}, Hints{Open: "Ctrl+O", Import: "Ctrl+Shift+I"})
		welcome.Set(WelcomeView{
			Recent: []RecentFolder{{Name: "a folder with a long name of many words", Where: "/a/long/way", Photos: "12,345 photos · 20 Nov 2026", State: "offline: is its drive connected?", Offline: true}},
			Cards:  []Card{{Name: "EOS_DIGITAL", Fresh: "412 new photos", All: "of 1,096"}},
		})
		styletest.Show(t, welcome, 640, 480)
		styletest.Fits(t, welcome, nil)
	}
}

func TestKeysAreDealtToColumnsInOrderAndAboutEquallyHigh(t *testing.T) {
	for _, c := range []struct {
		lines   []int
		columns int
		want    string
	}{
		{[]int{8, 4, 6, 3, 3}, 3, ""},
		{[]int{10, 7, 27, 20}, 2, ""},
		{[]int{4}, 3, "0:0-4"},
		{[]int{2, 2}, 2, "0:0-2 | 1:0-2"},
		{[]int{60}, 2, "0:0-30 | 0:30-60"},
		{nil, 3, ""},
	} {
		var all []string
		next, low, high := make([]int, len(c.lines)), float32(1e9), float32(0)
		heights := make([][]float32, len(c.lines))
		for i, n := range c.lines {
			heights[i] = slices.Repeat([]float32{keyLineHeight}, n)
		}
		got := spread(heights, c.columns)
		for _, column := range got {
			var parts []string
			for _, p := range column {
				parts = append(parts, fmt.Sprintf("%d:%d-%d", p.section, p.from, p.to))
				if p.from != next[p.section] || p.to-p.from < min(leastLines, c.lines[p.section]) {
					t.Errorf("%v: %+v follows line %d", c.lines, p, next[p.section])
				}
				next[p.section] = p.to
			}
			all = append(all, strings.Join(parts, " "))
			low, high = min(low, columnHeight(column)), max(high, columnHeight(column))
		}
		if !slices.Equal(next, c.lines) || len(got) > c.columns {
			t.Errorf("%v went to %d columns up to %v", c.lines, len(got), next)
		}
		switch text := strings.Join(all, " | "); {
		case c.want != "" && text != c.want:
			t.Errorf("%v is %s, want %s", c.lines, text, c.want)
		case len(c.lines) > 3 && high-low > 4*keyLineHeight:
			t.Errorf("%v is %s: %v to %v high", c.lines, text, low, high)
		}
	}
}

func TestALongSectionOfKeysGoesOnInTheNextColumn(t *testing.T) {
	lines := make([]KeyLine, 40)
	for i := range lines {
		lines[i] = KeyLine{"P", fmt.Sprintf("line %d", i)}
	}
	w := styletest.Show(t, Over(Keys([]KeySection{{"VIEW", lines}}, nil), nil), 800, 700)
	styletest.Sees(t, w.Content(), "VIEW", "VIEW, continued", "line 0", "line 39")
	w.Resize(fyne.NewSize(400, 700))
	styletest.SeesNot(t, w.Content(), "VIEW, continued")
}

func TestLongWordsOfKeysAreWrappedAndCostNoColumn(t *testing.T) {
	lines := make([]KeyLine, 30)
	for i := range lines {
		lines[i] = KeyLine{"P", fmt.Sprintf("line %d", i)}
	}
	lines[7].Does = strings.Repeat("row up, row down; loupe: from stack to stack ", 3)
	f := newKeyFlow([]KeySection{{"VIEW", lines}})
	w := styletest.Show(t, container.New(f, f.objects()...), 1270, 900)
	if got := len(f.deal(1270)); got != 2 {
		t.Errorf("there are %d columns", got)
	}
	long, next := f.lines[0][7], f.lines[0][8]
	if end := long.words.Position().Y + long.words.MinSize().Height; end > next.words.Position().Y || long.words.MinSize().Height < 2*next.words.MinSize().Height {
		t.Errorf("words of %v end at %v, and the next line begins at %v", long.words.MinSize(), end, next.words.Position())
	}
	styletest.Fits(t, w.Content(), nil)
}

func TestTheKeysSheetShowsKeysAndCloses(t *testing.T) {
	closed := 0
	w := styletest.Show(t, Over(Keys([]KeySection{{"DECIDE", []KeyLine{{"P", "Pick"}, {"X", "Reject"}}}},
		func() { closed++ }), nil), 1200, 800)
	styletest.Sees(t, w.Content(), "DECIDE", "P", "Pick", "X", "Reject")
	styletest.TapText(t, w, "Close")
	if closed != 1 {
		t.Errorf("closed %d times, want once", closed)
	}
}

func TestASheetKeepsThePointerFromTheWindow(t *testing.T) {
	taps, beside := 0, 0
	below := widget.NewButton("", func() { taps++ })
	sheet := Notice("IMG_1.jpg could not be moved", "The disk is full.", Answer{Title: "Close"})
	w := styletest.Show(t, container.NewStack(below, Over(sheet, func() { beside++ })), 900, 600)
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 20))
	if taps != 0 || beside != 1 {
		t.Errorf("a tap beside reached the window %d times and the shade %d times, want 0 and 1", taps, beside)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(450, 290))
	if taps != 0 || beside != 1 {
		t.Errorf("a tap on the sheet reached the window %d times and the shade %d times", taps, beside)
	}
}

func TestASheetFitsASmallWindow(t *testing.T) {
	var lines []KeyLine
	for range 60 {
		lines = append(lines, KeyLine{"P", "Pick"})
	}
	sheet := Keys([]KeySection{{"ALL", lines}}, nil)
	styletest.Show(t, Over(sheet, nil), 500, 400)
	if s := sheet.Size(); s.Width > 500 || s.Height > 400 {
		t.Errorf("the sheet is %v in a window of 500 x 400", s)
	}
}

func TestEmptyOffersItsAction(t *testing.T) {
	cleared := false
	w := styletest.Show(t, Empty("No photo matches these filters", "3,012 photos are hidden.", "Clear filters",
		func() { cleared = true }), 900, 500)
	styletest.Sees(t, w.Content(), "No photo matches these filters", "3,012 photos are hidden.")
	styletest.TapText(t, w, "Clear filters")
	if !cleared {
		t.Error("tapping the action did nothing")
	}
}

func choosing() ExportView {
	return ExportView{
		Count: 214, ExportMenus: ExportMenus{Choices: []string{"all picks"}}, Dest: "/keepers", Template: "{name}", TemplateHint: "{name} {date}",
		Preview: []string{"IMG_1.jpg → IMG_1.jpg"}, More: 213, Warnings: []string{"3 files are there already."},
	}
}

func TestTheExportFormSaysWhatWouldHappen(t *testing.T) {
	e := NewExport(ExportCallbacks{})
	w := styletest.Show(t, Over(e, nil), 1000, 800)
	e.Set(choosing())
	styletest.Sees(t, w.Content(), "Export all picks", "Copy 214 photos", "IMG_1.jpg → IMG_1.jpg",
		"and 213 more", "3 files are there already.", "{name} {date}")
	if e.form.dest.Text != "/keepers" {
		t.Errorf("the folder is %q", e.form.dest.Text)
	}
	moving := choosing()
	moving.Mode, moving.Count = MoveFiles, 1
	e.Set(moving)
	styletest.Sees(t, w.Content(), "Move 1 photo")
}

func TestTheExportFormAsks(t *testing.T) {
	var asked []string
	e := NewExport(ExportCallbacks{
		OnChooseFolder: func() { asked = append(asked, "folder") },
		OnDest:         func(s string) { asked = append(asked, "to "+s) },
		OnTemplate:     func(s string) { asked = append(asked, "name "+s) },
		OnMode:         func(m ExportMode) { asked = append(asked, verbs()[m]) },
		OnExport:       func() { asked = append(asked, "export") },
		OnCancel:       func() { asked = append(asked, "cancel") },
	})
	w := styletest.Show(t, Over(e, nil), 1000, 800)
	e.Set(choosing())
	for _, text := range []string{"Choose folder…", "Move", "Copy 214 photos", "Cancel"} {
		styletest.TapText(t, w, text)
	}
	e.form.template.SetText("{date}")
	e.form.dest.SetText("/keepers ")
	e.form.dest.SetText("/other")
	if diff := cmp.Diff([]string{"folder", "Move", "export", "cancel", "name {date}", "to /other"}, asked); diff != "" {
		t.Error(diff)
	}
}

func TestAnExportThatCannotStartDoesNot(t *testing.T) {
	for name, edit := range map[string]func(*ExportView){
		"no folder":  func(v *ExportView) { v.Dest = "" },
		"no photos":  func(v *ExportView) { v.Count = 0 },
		"a blocking": func(v *ExportView) { v.Blocked = "The folder is inside the shoot." },
	} {
		started := false
		e := NewExport(ExportCallbacks{OnExport: func() { started = true }})
		styletest.Show(t, Over(e, nil), 1000, 800)
		v := choosing()
		edit(&v)
		e.Set(v)
		test.Tap(e.start)
		e.form.template.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if started {
			t.Errorf("%s: the export started", name)
		}
	}
}

func TestTheExportRunsAndReports(t *testing.T) {
	e := NewExport(ExportCallbacks{OnOpenFolder: func() {}})
	w := styletest.Show(t, Over(e, nil), 1000, 800)
	e.Set(choosing())
	high := e.Size().Height

	e.Set(ExportView{State: ExportRunning, ExportProgress: ExportProgress{Done: 112, Total: 214, Current: "IMG_7.jpg"}})
	styletest.Sees(t, w.Content(), "Exporting…", "112 of 214 · IMG_7.jpg", "Stop")
	styletest.SeesNot(t, w.Content(), "Choose folder…", "Copy 214 photos")
	if now := e.Size().Height; now >= high {
		t.Errorf("the running form is %v high, the whole one %v", now, high)
	}

	failed := make([]string, failedAtMost+3)
	for i := range failed {
		failed[i] = "IMG.jpg: the disk is full"
	}
	e.Set(ExportView{State: ExportDone, Report: []string{"199 photos were copied."}, Failed: failed})
	styletest.Sees(t, w.Content(), "199 photos were copied.", "IMG.jpg: the disk is full", "and 3 more", "Close", "Open folder")
}

func TestTextsOfASheetStayInside(t *testing.T) {
	e := NewExport(ExportCallbacks{})
	styletest.Show(t, Over(e, nil), 1000, 800)
	v := choosing()
	v.Dest = "/a/very/long/path/that/goes/on/and/on/and/on/and/on/and/on/and/on/and/on/and/on/and/on/and/on/and/on"
	v.Preview = []string{v.Dest + " → " + v.Dest}
	e.Set(v)
	driver := fyne.CurrentApp().Driver()
	right := driver.AbsolutePositionForObject(e).X + e.Size().Width
	scrolls := styletest.Visible(e.form.dest) // what is typed scrolls within its field
	for _, o := range styletest.Visible(e) {
		text, ok := o.(*canvas.Text)
		if !ok || slices.Contains(scrolls, o) {
			continue
		}
		if end := driver.AbsolutePositionForObject(text).X + text.MinSize().Width; end > right {
			t.Errorf("%q ends at %v, beyond %v", text.Text, end, right)
		}
	}
}

func TestTheQuestionBesideThePhotosWrapsBetweenThePanels(t *testing.T) {
	grown := 0
	strip := AskBeside(FirstView{}, func() { grown++ })
	w := styletest.Show(t, container.NewVBox(strip), 1600, 640)
	if width := strip.MinSize().Width; width > 1024-style.FiltersWidth-style.InspectorWidth {
		t.Errorf("the question needs %v", width)
	}
	wide := strip.MinSize().Height
	w.Resize(fyne.NewSize(420, 640))
	if narrow := strip.MinSize().Height; narrow <= wide || grown == 0 {
		t.Errorf("in a narrow window the question is %v high, else %v; told %d times", narrow, wide, grown)
	}
	driver := fyne.CurrentApp().Driver()
	for _, o := range styletest.Visible(strip) {
		if text, ok := o.(*canvas.Text); ok {
			if end := driver.AbsolutePositionForObject(text).X + text.MinSize().Width; end > 420 {
				t.Errorf("%q ends at %v", text.Text, end)
			}
		}
	}
}

func TestTheKeysSheetKeepsItsWayOutAndItsWordsInASmallWindow(t *testing.T) {
	var sections []KeySection
	for _, title := range []string{"DECIDE", "MOVE", "LOOK", "WORK"} {
		lines := make([]KeyLine, 11)
		for i := range lines {
			lines[i] = KeyLine{"Ctrl+W", title + " explains the photos in view while nothing is scored"}
		}
		sections = append(sections, KeySection{title, lines})
	}
	for _, size := range []fyne.Size{{Width: 1600, Height: 1000}, {Width: 1024, Height: 640}, {Width: 640, Height: 480}} {
		sheet := Keys(sections, nil)
		w := styletest.Show(t, Over(sheet, nil), size.Width, size.Height)
		driver := fyne.CurrentApp().Driver()
		right := driver.AbsolutePositionForObject(sheet).X + sheet.Size().Width
		for _, o := range styletest.Visible(w.Content()) {
			text, ok := o.(*canvas.Text)
			if !ok {
				continue
			}
			at := driver.AbsolutePositionForObject(text)
			if end := at.X + text.MinSize().Width; end > right {
				t.Errorf("at %v %q ends at %v, beyond %v", size, text.Text, end, right)
			}
			if text.Text == "Close" && (at.Y < 0 || at.Y+text.Size().Height > size.Height) {
				t.Errorf("at %v Close stands at %v", size, at)
			}
		}
		k := sheet.(*keysSheet)
		room := k.scroll.Size().Height
		k.scroll.ScrollToBottom()
		if low := k.scroll.Offset.Y + room; low < k.body.MinSize().Height {
			t.Errorf("at %v the keys can be scrolled to %v of %v", size, low, k.body.MinSize().Height)
		}
	}
}
