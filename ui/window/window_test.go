package window

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style/styletest"
)

// open gives a window on a catalogue that does not run: a test hands it events
// itself. Fyne's test driver runs everything on the calling goroutine.
func open(t *testing.T, dir string, opts Options) *Window {
	t.Helper()
	return openIn(t, "C", dir, opts)
}

// openIn is open in the language of a locale.
func openIn(t *testing.T, locale, dir string, opts Options) *Window {
	t.Helper()
	st, err := shoot.Open(t.Context(), shoot.Options{CatalogDir: dir, Scorer: measure.New()})
	if err != nil {
		t.Fatal(err)
	}
	app := test.NewTempApp(t)
	t.Setenv("LC_ALL", locale) // the window loads its language by itself
	styletest.Speak(t, locale)
	opts.Log = func(s string) { t.Log(s) }
	// What the loupe does by itself a moment later would run on a timer's goroutine.
	opts.later = func(func()) {}
	w := New(app, st, opts)
	w.win.Show()
	w.openFirst()
	t.Cleanup(func() {
		w.finish()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// addPhotos puts photos into the window's catalogue, as a scan would, with overall
// scores that fall from 9.
func (w *Window) addPhotos(t *testing.T, n int) []library.Photo {
	t.Helper()
	ctx := context.Background()
	files := make([]catalog.File, n)
	for i := range files {
		files[i] = catalog.File{
			Path: filepath.Join("/shoot", fmt.Sprintf("IMG_%04d.jpg", i+1)), Format: library.JPEG,
			Size: 1000, ModTime: time.Date(2026, 5, 1, 10, 0, i, 0, time.UTC),
		}
	}
	photos, err := w.shoot.Catalog().PutFiles(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	event := shoot.Event{}
	for i := range photos {
		photos[i].Hash = library.Hash(fmt.Sprintf("test:%d", i))
		score := library.Score{
			Overall: library.Value{Known: true, Mean: 9 - float64(i)/2, SD: 0.4}, Hash: photos[i].Hash,
			Summary: library.Verbatim("Technically good."),
		}
		score.Values[library.Clarity] = library.Value{Known: true, Mean: 9 - float64(i)/2, SD: 0.5}
		score.Reasons[library.Clarity] = library.Verbatim("Crisp over most of the frame.")
		event.Scored = append(event.Scored, queue.Result{By: builtInKey(w), ID: photos[i].ID, Score: &score})
	}
	event.Photos = photos
	w.tell(event)
	return photos
}

// tell hands the window an event of its shoot.
func (w *Window) tell(e shoot.Event) { w.apply(w.rooms.folders.Heard(e)) }

// hear waits until what was decided is stored, and shows it.
func (w *Window) hear(t *testing.T) {
	t.Helper()
	w.rooms.culling.Flush()
	w.apply(w.desk.Drain())
}

// finishWork waits for what goes on beside the window, and shows it.
func (w *Window) finishWork() {
	w.desk.Wait()
	w.apply(w.desk.Drain())
}

func (w *Window) press(keys ...string) {
	for _, k := range keys {
		w.pressed(command.Key{Name: k})
	}
}

func (w *Window) pressed(k command.Key) { w.rooms.keyboard.Pressed(k) }

func (w *Window) setFilter(f query.Filter) { w.apply(w.rooms.filtering.Set(f)) }

func (w *Window) openFolder(path string) { w.apply(w.rooms.folders.Open(path)) }

// leave stores settings in a catalogue, as a window does that closes.
func leave(t *testing.T, dir string, left settings.Settings) {
	t.Helper()
	st, err := shoot.Open(t.Context(), shoot.Options{CatalogDir: dir, Scorer: measure.New()})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	saver := settings.NewSaver(st.Catalog(), settings.Loaded{Settings: settings.Defaults()}, func(s string) { t.Log(s) })
	saver.Save(left)
	saver.Close()
}

func TestTheFirstScreenOffersAFolderAndTheDemo(t *testing.T) {
	w := open(t, t.TempDir(), Options{})
	styletest.Sees(t, w.win.Content(), "Open your photos", "Browse…", "Demo shoot")
	styletest.SeesNot(t, w.win.Content(), "FLAG", "ATTRIBUTES")
}

func TestAPhotoIsSeenWithItsScoreAndItsReason(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 3)
	w.press("Home")
	styletest.Sees(t, w.win.Content(), "IMG_0001.jpg", "9.00", "8.50", "8.00", "±0.4 technical quality", "FLAG", "0 picks · 0 rejects · 3 undecided")
	all := strings.Join(styletest.Texts(w.win.Content()), " ")
	if !strings.Contains(all, "Technically good.") {
		t.Errorf("the reason is not to be seen among %q", all)
	}
}

func TestScoresThatComeLaterWaitBehindOneCommand(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 3)
	w.press("Home")
	styletest.SeesNot(t, w.win.Content(), "1 new score")
	better := library.Score{Overall: library.Value{Known: true, Mean: 9.9}}
	w.tell(shoot.Event{Scored: []queue.Result{{By: builtInKey(w), ID: photos[2].ID, Score: &better}}})
	styletest.Sees(t, w.win.Content(), "1 new score", "Sort again", "9.90")
	if got := w.session.At(0); got != photos[0].ID {
		t.Fatalf("the grid moved by itself: photo %d is first", got)
	}
	w.press("s")
	if got := w.session.At(0); got != photos[2].ID {
		t.Fatalf("after sorting photo %d is first", got)
	}
	styletest.SeesNot(t, w.win.Content(), "1 new score")
}

func TestAKeyDecidesAndUndoTakesItBack(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 3)
	w.press("Home", "p", "Right", "x", "4")
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "1 pick · 1 reject · 1 undecided", "Pick", "Reject")
	stored, err := w.shoot.Catalog().Photo(t.Context(), photos[1].ID)
	if err != nil || (stored.Decision != library.Decision{Flag: library.Reject, Rating: 4}) {
		t.Fatalf("stored %+v, %v", stored.Decision, err)
	}
	w.pressed(command.Key{Name: "z", Mod: command.Ctrl})
	w.pressed(command.Key{Name: "z", Mod: command.Ctrl})
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "1 pick · 0 rejects · 2 undecided")
	w.pressed(command.Key{Name: "z", Mod: command.Ctrl | command.Shift})
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "1 pick · 1 reject · 1 undecided")
}

func TestAutoAdvanceMovesOnAfterAMark(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 3)
	w.press("Home", "a", "p", "p")
	if w.session.Cursor() != photos[2].ID {
		t.Errorf("after two marks the cursor is on %d", w.session.Cursor())
	}
	styletest.Sees(t, w.win.Content(), "auto-advance on")
}

func TestAnEmptyResultSaysWhyAndClears(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 3)
	f := query.NewFilter()
	f.Flags = []library.Flag{library.Pick}
	w.setFilter(f)
	styletest.Sees(t, w.win.Content(), "None of 3 photos match")
	styletest.TapText(t, w.win, "Clear the filters")
	if w.session.Len() != 3 {
		t.Fatalf("%d photos are shown after the filters were cleared", w.session.Len())
	}
	styletest.SeesNot(t, w.win.Content(), "None of 3 photos match")
}

func TestASheetTakesTheKeysUntilItIsClosed(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 2)
	w.press("Home", "?")
	styletest.Sees(t, w.win.Content(), "Keys", "Pick")
	w.press("p")
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "0 picks · 0 rejects · 2 undecided")
	w.press("Escape")
	styletest.SeesNot(t, w.win.Content(), "Keys")
	w.press("?", "?")
	styletest.SeesNot(t, w.win.Content(), "Keys")
}

func TestExportWithoutAPickSaysWhatToDo(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 2)
	w.pressed(command.Key{Name: "e", Mod: command.Ctrl})
	all := strings.Join(styletest.Texts(w.win.Content()), " ")
	if !strings.Contains(all, "No photo is picked yet: press P") {
		t.Errorf("the form says %q", all)
	}
}

func TestFoldersSortFilterAndPlaceComeBack(t *testing.T) {
	dir := t.TempDir()
	left := settings.Defaults()
	left.Shoot.Folders = library.Paths{"/shoot"}
	left.Shoot.Order = query.Order{By: query.ByName, Descending: true}
	left.Filters.Filter.MinRating = 2
	left.Shoot.Cursor = 2
	leave(t, dir, left)
	w := open(t, dir, Options{})
	if got := w.shoot.Folders(); !slices.Equal(got, []string{"/shoot"}) {
		t.Errorf("open are %v", got)
	}
	w.addPhotos(t, 3)
	if w.session.Order() != (query.Order{By: query.ByName, Descending: true}) || w.session.Filter().MinRating != 2 {
		t.Errorf("order %+v, filter %+v", w.session.Order(), w.session.Filter())
	}
	w.setFilter(query.NewFilter())
	w.touches = 0
	w.rooms.folders.RestoreCursor()
	if w.session.Cursor() != 2 {
		t.Errorf("the cursor is on %d", w.session.Cursor())
	}
}

func TestASecondWindowLooksButDoesNotDecide(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, Options{Folders: []string{"/shoot"}})
	photos := first.addPhotos(t, 1)
	st, err := shoot.Open(t.Context(), shoot.Options{CatalogDir: dir, Scorer: measure.New(), Mode: shoot.ReadOnly})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	_, err = st.Catalog().Decide(t.Context(), []catalog.Mark{{ID: photos[0].ID, Flag: new(library.Pick)}})
	first.apply(first.rooms.culling.Stored(decide.Result{Err: err}))
	all := strings.Join(styletest.Texts(first.win.Content()), " ")
	if !strings.Contains(all, "nothing can be decided here") {
		t.Errorf("the window says %q", all)
	}
}

func TestInTheLoupeAMarkActsOnThePhotoShownAlone(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 4)
	w.press("Home", "Right")
	w.pressed(command.Key{Name: "a", Mod: command.Ctrl})
	w.press("e", "x")
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "0 picks · 1 reject · 3 undecided")

	w.press("g", "x")
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "0 picks · 4 rejects · 0 undecided", "Rejected 3 photos · Ctrl+Z to undo")

	w.press("p")
	w.pressed(command.Key{Name: "z", Mod: command.Ctrl})
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "0 picks · 4 rejects · 0 undecided")
	if w.session.Cursor() != photos[1].ID || w.session.Selection.Count() != 4 {
		t.Errorf("after undo the cursor is on %d and %d are selected", w.session.Cursor(), w.session.Selection.Count())
	}
}

func TestAnEmptyFolderSaysSoWhenItHasBeenRead(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/empty"}})
	styletest.Sees(t, w.win.Content(), "Looking for photos")
	w.tell(shoot.Event{Scan: &shoot.Scan{Folder: "/empty", Done: true}})
	styletest.Sees(t, w.win.Content(), "No photos here yet")
}

func TestTheSearchIsReachedByKeyAndEscapeGivesTheKeysBack(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 3)
	w.win.Resize(fyne.NewSize(1024, 500))
	w.press("Tab")
	w.pressed(command.Key{Name: "f", Mod: command.Ctrl})
	field, ok := w.win.Canvas().Focused().(*controls.Field)
	if !ok {
		t.Fatalf("the keyboard is with %T", w.win.Canvas().Focused())
	}
	test.Type(field, "000")
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(field).Y
	panel := w.rooms.filtering.Panel()
	const summary = 44 // the line about the filter, below
	if up := driver.AbsolutePositionForObject(panel).Y; top < up || top+field.Size().Height > up+panel.Size().Height-summary {
		t.Errorf("the search stands at %v, out of the panel's %v + %v", top, up, panel.Size().Height)
	}
	test.Type(field, "3")
	if w.session.Len() != 1 || w.session.At(0) != photos[2].ID {
		t.Errorf("%d photos are found", w.session.Len())
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f := w.win.Canvas().Focused(); f != nil {
		t.Errorf("after Escape the keyboard is with %T", f)
	}
}

func TestShiftAndArrowsSelectFromWhereTheCursorStood(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 6)
	shifted := func(names ...string) {
		for _, n := range names {
			w.pressed(command.Key{Name: n, Mod: command.Shift})
		}
	}
	selected := func() (places []int) {
		for i, p := range photos {
			if w.session.Selection.Has(p.ID) {
				places = append(places, i)
			}
		}
		return places
	}
	w.press("Home", "Right")
	for _, step := range []struct {
		keys []string
		want []int
	}{
		{[]string{"Right", "Right"}, []int{1, 2, 3}},
		{[]string{"Left"}, []int{1, 2}},
		{[]string{"Home"}, []int{0, 1}},
		{[]string{"End"}, []int{1, 2, 3, 4, 5}},
		{[]string{"Right"}, []int{1, 2, 3, 4, 5}},
	} {
		shifted(step.keys...)
		if got := selected(); !slices.Equal(got, step.want) {
			t.Errorf("after Shift and %v %v are selected, want %v", step.keys, got, step.want)
		}
	}
	w.press("Left")
	if got := selected(); got != nil || w.session.Cursor() != photos[4].ID {
		t.Errorf("after an arrow alone %v are selected, the cursor is on %d", got, w.session.Cursor())
	}
	w.press("e")
	shifted("Left")
	if got := selected(); got != nil || w.session.Cursor() != photos[3].ID {
		t.Errorf("in the loupe %v are selected, the cursor is on %d", got, w.session.Cursor())
	}
}

func TestFiltersAreSetAsideOnlyWhereSomeAreOn(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 3)
	w.press("\\")
	styletest.Sees(t, w.win.Content(), "No filter is on")
	if w.session.Suspended() {
		t.Error("filters are set aside that are not there")
	}
	f := query.NewFilter()
	f.Flags = []library.Flag{library.Pick}
	w.setFilter(f)
	w.press("\\")
	styletest.Sees(t, w.win.Content(), "Filters are off; the same key turns them on again")
	if w.session.Len() != 3 {
		t.Errorf("%d photos are shown", w.session.Len())
	}
	w.press("\\")
	styletest.Sees(t, w.win.Content(), "None of 3 photos match")
}

// builtInKey is the key of the built-in scorer's provenance.
func builtInKey(w *Window) string {
	e, _ := w.shoot.Scorers().Get(scorers.BuiltIn)
	return e.Key
}
