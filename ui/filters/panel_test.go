package filters

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func example() View {
	return View{
		Folders: []FolderRow{
			{Path: "/lund", Name: "2026-11-20 Lund", Count: 3012, Selected: true},
			{Path: "/lund/portraits", Name: "portraits", Count: 412, Depth: 1},
			{Path: "/tether", Name: "Tether", Count: 12, Watching: true},
			{Path: "/old", Name: "Old disk", Problem: "not reachable"},
		},
		Filter: query.NewFilter(), Shown: 3012, Total: 3012,
		Counts: query.Counts{
			Flags:   map[library.Flag]int{library.Pick: 214, library.Reject: 96, library.Undecided: 2702},
			Ratings: [6]int{2702, 10, 40, 120, 80, 60},
			Labels:  map[library.Label]int{library.Green: 17},
			Cameras: []query.Facet{{Value: "Canon EOS R5", Count: 2800}, {Value: "Fujifilm X-T5", Count: 212}},
			Days:    []query.Facet{{Value: "2026-11-20", Count: 3000}},
		},
		Saved: []SavedFilter{{Name: "Sharp, level"}, {Name: "Too close to call"}},
	}
}

// panel shows the example and keeps the last filter that was told.
func panel(t *testing.T, c Callbacks) (*Panel, fyne.Window, *query.Filter) {
	t.Helper()
	told := &query.Filter{}
	c.OnFilter = func(f query.Filter) { *told = f }
	p := New(c)
	w := styletest.Show(t, p, style.FiltersWidth, 1300)
	p.Set(example())
	unfold(p)
	return p, w, told
}

// of gives a section of a kind.
func of[T part](t *testing.T, p *Panel) T {
	t.Helper()
	for _, s := range p.parts {
		if f, ok := s.(*fold); ok {
			s = f.inner
		}
		if found, ok := s.(T); ok {
			return found
		}
	}
	t.Fatal("there is no such section")
	panic("unreachable")
}

// unfold opens all sections that stand behind a line.
func unfold(p *Panel) {
	for _, s := range p.parts {
		if f, ok := s.(*fold); ok && !f.open {
			f.toggle()
		}
	}
}

func TestThePanelShowsEveryCount(t *testing.T) {
	p, _, _ := panel(t, Callbacks{})
	styletest.Sees(t, p, "All folders", "2026-11-20 Lund", "portraits", "412", "All", "3,012", "Picks", "214",
		"Rejects", "96", "Undecided", "2,702", "310 rated", "0★", "120", "17", "Any camera", "Sharp, level")
	styletest.SeesNot(t, p, "Clear filters", "Save this filter…")
}

func TestANoteBelowAFolderIsShownInFull(t *testing.T) {
	var chosen []string
	p, w, _ := panel(t, Callbacks{OnFolder: func(path string) { chosen = append(chosen, path) }})
	v := example()
	v.Folders = slices.Insert(v.Folders, 1, FolderRow{Note: "Passed over: 12 .mov, 3 .psd, 2 without extension", Depth: 1})
	p.Set(v)
	note := p.folders.notes[2]
	if got, size := note.text.Text(), note.root.Size(); got != v.Folders[1].Note || size.Width > style.FiltersWidth || size.Height < 2*style.TextTiny {
		t.Errorf("it says %q in %v", got, size)
	}
	styletest.TapText(t, w, "portraits")
	styletest.TapText(t, w, "Tether")
	if !slices.Equal(chosen, []string{"/lund/portraits", "/tether"}) {
		t.Errorf("beside it the rows choose %q", chosen)
	}
	p.Set(example())
	if note.root.Visible() {
		t.Error("it stays when it has nothing to say")
	}
}

func TestASectionBehindALineSaysWhatIsSet(t *testing.T) {
	p := New(Callbacks{})
	w := styletest.Show(t, p, style.FiltersNarrow, 900)
	v := example()
	v.Filter.Attributes = map[library.Attribute]query.Range{library.Clarity: {Min: 5, Max: 10}}
	v.Filter.Camera, v.Filter.Lens = "Fujifilm X-T5", "XF 23"
	p.Set(v)
	styletest.Sees(t, w.Content(), "Attributes", "clarity ≥ 5.0", "Camera, lens, day", "2 set")
	styletest.SeesNot(t, w.Content(), "Composition", "Any day")
	styletest.TapText(t, w, "Attributes")
	styletest.Sees(t, w.Content(), "Composition")
	p.Set(v) // news do not close it
	styletest.Sees(t, w.Content(), "Composition")
	styletest.TapText(t, w, "Attributes")
	styletest.SeesNot(t, w.Content(), "Composition")
}

func TestATreeOfFoldersIsClosedAndOpened(t *testing.T) {
	p, w, _ := panel(t, Callbacks{OnFolder: func(string) {}})
	styletest.Sees(t, w.Content(), "portraits")
	root := p.folders.rows[1]
	root.Tapped(&fyne.PointEvent{Position: fyne.NewPos(12, 10)})
	styletest.SeesNot(t, w.Content(), "portraits")
	p.Set(example())
	styletest.SeesNot(t, w.Content(), "portraits")
	root.Tapped(&fyne.PointEvent{Position: fyne.NewPos(12, 10)})
	styletest.Sees(t, w.Content(), "portraits", "Tether")
}

func TestALargeTreeIsClosedUnlessAFolderInItIsChosen(t *testing.T) {
	rows := []FolderRow{{Path: "/a", Name: "a"}}
	for i := range manyBelow + 1 {
		rows = append(rows, FolderRow{Path: fmt.Sprint("/a/", i), Name: fmt.Sprint("below ", i), Depth: 1})
	}
	p, w, _ := panel(t, Callbacks{})
	v := example()
	v.Folders = rows
	p.Set(v)
	styletest.SeesNot(t, w.Content(), "below 0")
	rows[3].Selected = true
	p.Set(v)
	styletest.Sees(t, w.Content(), "below 0")
}

func TestAFolderThatIsAwaySaysSo(t *testing.T) {
	p, w, _ := panel(t, Callbacks{})
	v := example()
	v.Folders = []FolderRow{{Path: "/card", Name: "card", Count: 12, Watching: true, Offline: true}}
	p.Set(v)
	styletest.Sees(t, w.Content(), "card", "offline")
	if got := p.folders.rows[0].View(); !got.Ring || got.Dot != style.Problem {
		t.Errorf("its row is %+v", got)
	}
}

func TestTappingAFlagTellsAFilterWithThatFlag(t *testing.T) {
	_, w, told := panel(t, Callbacks{})
	for title, want := range map[string][]library.Flag{
		"Picks": {library.Pick}, "Rejects": {library.Reject}, "Undecided": {library.Undecided}, "All": nil,
	} {
		styletest.TapText(t, w, title)
		if diff := cmp.Diff(want, told.Flags); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
}

func TestASliderTellsARangeAndSaysItInWords(t *testing.T) {
	p, _, told := panel(t, Callbacks{})
	clarity := of[*attributes](t, p).each[library.Clarity]
	clarity.slider.OnChanged(5, 10)
	want := map[library.Attribute]query.Range{library.Clarity: {Min: 5, Max: 10}}
	if diff := cmp.Diff(want, told.Attributes); diff != "" {
		t.Error(diff)
	}
	styletest.Sees(t, p, "≥ 5.0", "Clear filters")

	clarity.slider.OnSettled(0, 10)
	if len(told.Attributes) != 0 {
		t.Errorf("a whole range is kept: %v", told.Attributes)
	}
	styletest.SeesNot(t, p, "≥ 5.0", "Clear filters")

	of[*attributes](t, p).overall.slider.OnSettled(2, 7.5)
	if want := (query.Range{Min: 2, Max: 7.5}); told.Overall != want {
		t.Errorf("overall %v, want %v", told.Overall, want)
	}
	styletest.Sees(t, p, "2.0–7.5")
}

func TestASliderSaysHowManyPhotosThereAreInItsRange(t *testing.T) {
	p, _, _ := panel(t, Callbacks{})
	v := View{Filter: query.NewFilter()}
	v.Counts.Overall, v.Counts.Attributes[library.Clarity] = 12_345, 678
	p.Set(v)
	sliders := of[*attributes](t, p)
	for _, c := range []struct {
		row  *rangeRow
		want string
	}{{sliders.overall, "12,345"}, {sliders.each[library.Clarity], "678"}, {sliders.each[library.Exposure], "0"}} {
		if c.row.count.Text != c.want || c.row.count.MinSize().Width > countWidth {
			t.Errorf("%s: %q is said in %v of %v", c.row.title.Text, c.row.count.Text, c.row.count.MinSize().Width, countWidth)
		}
	}
	v.Counts.Attributes[library.Clarity] = 6
	p.Set(v)
	if got := sliders.each[library.Clarity].count.Text; got != "6" {
		t.Errorf("after the others changed it says %q", got)
	}
}

func TestRangesAreSaidInWords(t *testing.T) {
	for want, r := range map[string]query.Range{
		"any": {}, "≥ 4.5": {Min: 4.5, Max: query.MaxScore}, "≤ 3.0": {Min: 0, Max: 3}, "2.0–7.5": {Min: 2, Max: 7.5},
	} {
		if got := rangeText(r); got != want {
			t.Errorf("%v is %q, want %q", r, got, want)
		}
	}
}

func TestStarsAskForAtLeastSoMany(t *testing.T) {
	p, w, told := panel(t, Callbacks{})
	stars := of[*ratings](t, p).stars
	test.TapAt(stars, fyne.NewPos(style.TextHeading*1.25*2.5, 5))
	if told.MinRating != 3 || told.MaxRating != library.MaxRating {
		t.Errorf("told %d to %d stars, want 3 to 5", told.MinRating, told.MaxRating)
	}
	styletest.Sees(t, p, "or more · 260")

	styletest.TapText(t, w, "0★")
	if !told.Unrated || told.MinRating != 0 {
		t.Errorf("told unrated %v and at least %d stars", told.Unrated, told.MinRating)
	}
	styletest.TapText(t, w, "0★")
	if told.Unrated {
		t.Error("a second tap leaves unrated on")
	}
}

func TestStarsAndFlagsAreChosenExactlyOrSeveralTogether(t *testing.T) {
	type step struct {
		stars  library.Rating
		adding bool
	}
	for name, c := range map[string]struct {
		steps       []step
		least, most library.Rating
		unrated     bool
	}{
		"exactly":             {[]step{{3, false}}, 3, 3, false},
		"exactly another":     {[]step{{3, false}, {4, false}}, 4, 4, false},
		"twice is all":        {[]step{{3, false}, {3, false}}, 0, 5, false},
		"from to":             {[]step{{2, false}, {4, true}}, 2, 4, false},
		"downwards":           {[]step{{4, false}, {2, true}}, 2, 4, false},
		"none":                {[]step{{0, false}}, 0, 5, true},
		"none up to two":      {[]step{{0, false}, {2, true}}, 0, 2, false},
		"adding to nothing":   {[]step{{2, true}}, 2, 2, false},
		"adding to all there": {[]step{{0, false}, {5, true}}, 0, 5, false},
	} {
		f := query.NewFilter()
		for _, s := range c.steps {
			tapStars(&f, s.stars, s.adding)
		}
		if f.MinRating != c.least || f.MaxRating != c.most || f.Unrated != c.unrated {
			t.Errorf("%s: %d to %d stars, without: %v", name, f.MinRating, f.MaxRating, f.Unrated)
		}
	}
	var f query.Filter
	pick, open := []library.Flag{library.Pick}, []library.Flag{library.Undecided}
	tapFlags(&f, pick, false)
	tapFlags(&f, open, true)
	if len(f.Flags) != 2 {
		t.Errorf("picks and undecided are %v", f.Flags)
	}
	tapFlags(&f, []library.Flag{library.Reject}, true)
	if f.Flags != nil {
		t.Errorf("all three are %v", f.Flags)
	}
	tapFlags(&f, pick, false)
	tapFlags(&f, pick, false)
	if f.Flags != nil {
		t.Errorf("tapped twice they are %v", f.Flags)
	}
	if pick[0] != library.Pick || len(pick) != 1 {
		t.Errorf("a tap changed the row itself: %v", pick)
	}
}

func TestLabelsAreAddedAndTakenAway(t *testing.T) {
	_, w, told := panel(t, Callbacks{})
	styletest.TapText(t, w, "17")
	if diff := cmp.Diff([]library.Label{library.Green}, told.Labels); diff != "" {
		t.Error(diff)
	}
	styletest.TapText(t, w, "17")
	if len(told.Labels) != 0 {
		t.Errorf("a second tap leaves %v", told.Labels)
	}
}

func TestCameraAndDayAreChosenFromWhatThereIs(t *testing.T) {
	p, _, told := panel(t, Callbacks{})
	c := of[*capture](t, p)
	c.camera.choice.Choose(2)
	if told.Camera != "Fujifilm X-T5" {
		t.Errorf("camera %q", told.Camera)
	}
	c.day.choice.Choose(1)
	from, to := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	if !told.From.Equal(from) || !told.To.Equal(to) {
		t.Errorf("day from %v to %v", told.From, told.To)
	}
	styletest.Sees(t, p, "Fujifilm X-T5 · 212", "20 Nov 2026 · 3,000")
	c.camera.choice.Choose(0)
	c.day.choice.Choose(0)
	if told.Camera != "" || !told.From.IsZero() || !told.To.IsZero() {
		t.Errorf("any camera and day told %q, %v, %v", told.Camera, told.From, told.To)
	}
}

func TestAChosenCameraThatNoPhotoHasIsStillSeen(t *testing.T) {
	p, _, _ := panel(t, Callbacks{})
	v := example()
	v.Filter.Camera = "Leica M3"
	p.Set(v)
	styletest.Sees(t, p, "Leica M3 · 0")
}

func TestClearingKeepsTheOpenFolders(t *testing.T) {
	p, w, told := panel(t, Callbacks{})
	v := example()
	v.Filter.Folders, v.Filter.MinRating, v.Filter.Text, v.Shown = []string{"/lund"}, 4, "beer", 31
	p.Set(v)
	styletest.Sees(t, p, "31 of 3,012")
	styletest.TapText(t, w, "Clear filters")
	want := query.NewFilter()
	want.Folders = []string{"/lund"}
	if diff := cmp.Diff(want, *told); diff != "" {
		t.Error(diff)
	}
}

func TestTypingToFindTellsWordsAndEscapeForgetsThem(t *testing.T) {
	p, w, told := panel(t, Callbacks{})
	field := p.finder.field
	w.Canvas().Focus(field)
	test.Type(field, "lund")
	if told.Text != "lund" {
		t.Errorf("told %q, want lund", told.Text)
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if told.Text != "" || w.Canvas().Focused() != nil {
		t.Errorf("after Escape the words are %q and the focus is at %v", told.Text, w.Canvas().Focused())
	}
}

func TestFoldersAndSavedFiltersAreAskedFor(t *testing.T) {
	var asked []string
	_, w, _ := panel(t, Callbacks{
		OnFolder:      func(path string) { asked = append(asked, path) },
		OnAddFolder:   func() { asked = append(asked, "add") },
		OnSavedFilter: func(name string) { asked = append(asked, name) },
		OnSaveFilter:  func() { asked = append(asked, "save") },
	})
	for _, text := range []string{"portraits", "All folders", "Add…", "Too close to call", "Picks", "Save this filter…"} {
		styletest.TapText(t, w, text)
	}
	if diff := cmp.Diff([]string{"/lund/portraits", "", "add", "Too close to call", "save"}, asked); diff != "" {
		t.Error(diff)
	}
}

func TestOnlyAnAddedFolderCanBeRemoved(t *testing.T) {
	for path, want := range map[int]bool{0: false, 1: true, 2: false} {
		p, w, _ := panel(t, Callbacks{OnRemoveFolder: func(string) {}})
		test.TapSecondary(p.folders.rows[path])
		if got := w.Canvas().Overlays().Top() != nil; got != want {
			t.Errorf("row %d offers to remove: %v, want %v", path, got, want)
		}
	}
}

func TestAnEditNeverReachesTheFilterThatWasTold(t *testing.T) {
	p, w, told := panel(t, Callbacks{})
	styletest.TapText(t, w, "17")
	first := *told
	p.change(func(f *query.Filter) { f.Labels[0] = library.Red })
	if first.Labels[0] != library.Green {
		t.Errorf("the filter that was told earlier became %v", first.Labels)
	}
}

func TestFewerFoldersLeaveNoRowsBehind(t *testing.T) {
	p, _, _ := panel(t, Callbacks{})
	v := example()
	v.Folders = v.Folders[:1]
	v.Saved = nil
	p.Set(v)
	styletest.Sees(t, p, "2026-11-20 Lund")
	styletest.SeesNot(t, p, "All folders", "portraits", "Tether", "Sharp, level", "SAVED FILTERS")
}

func TestANarrowPanelShowsAllOfItsWidth(t *testing.T) {
	p := New(Callbacks{})
	styletest.Show(t, p, style.FiltersNarrow, 900)
	for _, least := range []library.Rating{0, 4} {
		v := example()
		v.Filter.MinRating = least
		v.Counts.Ratings = [library.MaxRating + 1]int{12846, 1203, 2846, 1910, 1402, 1377}
		p.Set(v)
		if w := p.body.MinSize().Width; w > style.FiltersNarrow {
			t.Errorf("with at least %d stars it is %.0f wide, of which %.0f are seen", least, w, style.FiltersNarrow)
		}
	}
}
