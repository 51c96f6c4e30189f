package exporting

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style/styletest"
)

// newForm gives an export form on a desk.
func newForm(d *desktest.Desk) *Exporting {
	return New(Needs{
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Overlay: d.Overlay, Chooser: d.Chooser,
		Shoot: d.Shoot, Chosen: &d.Settings.Export, Thumb: d.Shoot.Pictures().Thumb, Load: d.Shoot.Pictures().Load,
	})
}

// writePhoto puts a JPEG file on the disk, another one for each seed.
func writePhoto(t *testing.T, path string, seed uint64) {
	t.Helper()
	data := phototest.JPEG(phototest.Scene(80, 60+int(seed), seed), phototest.Exif{})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// pickedFile opens a desk whose only photo is a picked file in an open folder.
func pickedFile(t *testing.T) (d *desktest.Desk, x *Exporting, photo library.Photo) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "IMG_1.jpg")
	writePhoto(t, path, 1)
	d = desktest.Open(t)
	if err := d.Shoot.AddFolder(dir); err != nil {
		t.Fatal(err)
	}
	photo = d.ReadFile(t, path)
	d.Decide(t, catalog.Mark{ID: photo.ID, Flag: new(library.Pick)})
	return d, newForm(d), photo
}

func TestTheFolderOfAnExportIsNotReadForPhotos(t *testing.T) {
	d, x, photo := pickedFile(t)
	dir := photo.Folder()
	d.Do(t, x.Commands(), Export)
	x.setDest(filepath.Join(dir, "out"))
	d.Finish()
	x.start()
	d.Finish()
	copied := filepath.Join(dir, "out", "IMG_1.jpg")
	if _, err := os.Stat(copied); err != nil {
		t.Fatalf("nothing was exported: %v, %q", err, x.view.Report)
	}
	if d.Shoot.IsOpen(copied) || !slices.Equal(d.Shoot.LeftOut(), []string{filepath.Dir(copied)}) {
		t.Errorf("the copies are read as photos; left out: %v", d.Shoot.LeftOut())
	}
}

func TestTheExportFormAsksBeforeItFindsFault(t *testing.T) {
	d := desktest.Open(t)
	photos := d.AddPhotos(t, 2)
	d.Decide(t, catalog.Mark{ID: photos[0].ID, Flag: new(library.Pick)})
	x := newForm(d)
	d.Do(t, x.Commands(), Export)
	for _, step := range []struct {
		dest          string
		hint, blocked bool
	}{
		{"", true, false},
		{"keepers", false, true},
		{" ", true, false},
	} {
		x.setDest(step.dest)
		v := x.view
		if (v.Hint != "") != step.hint || (v.Blocked != "") != step.blocked {
			t.Errorf("%q gives the hint %q and the fault %q", step.dest, v.Hint, v.Blocked)
		}
	}
	x.start()
	if x.view.State != sheets.ExportChoosing {
		t.Error("the export started without a folder")
	}
}

func TestWithoutAPickTheFormSaysWhatToDo(t *testing.T) {
	d := desktest.Open(t)
	d.AddPhotos(t, 2)
	x := newForm(d)
	d.Do(t, x.Commands(), Export)
	x.setDest(t.TempDir())
	d.Finish()
	x.start()
	if !strings.Contains(x.view.Hint, "No photo is picked yet: press P") || x.view.State != sheets.ExportChoosing {
		t.Errorf("it says %q, state %d", x.view.Hint, x.view.State)
	}
}

func TestSeveralSelectedPhotosAreExportedInPlaceOfThePicks(t *testing.T) {
	d := desktest.Open(t)
	photos := d.AddPhotos(t, 4)
	d.Decide(t, catalog.Mark{ID: photos[3].ID, Flag: new(library.Pick)})
	x := newForm(d)
	for name, c := range map[string]struct {
		selects int
		what    string
		ids     []library.ID
	}{
		"none":    {0, "1 pick", []library.ID{photos[3].ID}},
		"one":     {1, "1 pick", []library.ID{photos[3].ID}},
		"several": {2, "2 selected photos", []library.ID{photos[0].ID, photos[1].ID}},
	} {
		t.Run(name, func(t *testing.T) {
			d.Session.MoveTo(0)
			if c.selects > 0 {
				d.Session.ExtendTo(c.selects - 1)
			}
			d.Do(t, x.Commands(), Export)
			var got []library.ID
			for _, item := range x.items {
				got = append(got, item.Photo.ID)
			}
			what := x.view.Choices[x.view.Choice]
			if what != c.what || !slices.Equal(got, c.ids) {
				t.Errorf("the form is for %q: %v", what, got)
			}
		})
	}
}

func TestTheCatalogueFollowsWhatAnExportMoves(t *testing.T) {
	d, x, photo := pickedFile(t) // which does not watch
	out := filepath.Join(t.TempDir(), "out")
	d.Do(t, x.Commands(), Export)
	x.setMode(sheets.MoveFiles)
	x.setDest(out)
	d.Finish()
	x.start()
	d.Finish()
	got, err := d.Shoot.Catalog().Photo(t.Context(), photo.ID)
	if err != nil || got.Missing || got.Path != filepath.Join(out, "IMG_1.jpg") || got.Decision.Flag != library.Pick {
		t.Errorf("the catalogue has %+v, %v; the report says %q", got, err, x.view.Report)
	}
}

func TestAPhotoThatChangedIsExportedOnceItWasReadAgain(t *testing.T) {
	d, x, photo := pickedFile(t)
	out := filepath.Join(t.TempDir(), "out")
	writePhoto(t, photo.Path, 2)
	d.Do(t, x.Commands(), Export)
	x.setDest(out)
	d.Finish()
	if warned := strings.Join(x.view.Warnings, "\n"); len(x.plan.Groups) != 0 || !strings.Contains(warned, "has changed since it was last read") {
		t.Fatalf("%d photos are planned; warned of %q", len(x.plan.Groups), warned)
	}
	d.ReadFile(t, photo.Path)
	x.replan()
	d.Finish()
	x.start()
	d.Finish()
	if _, err := os.Stat(filepath.Join(out, "IMG_1.jpg")); err != nil {
		t.Errorf("not exported: %v, %q", err, x.view.Report)
	}
}

func TestAFolderIsChosenForAnExport(t *testing.T) {
	dest := t.TempDir()
	d := desktest.Open(t)
	photos := d.AddPhotos(t, 1)
	d.Decide(t, catalog.Mark{ID: photos[0].ID, Flag: new(library.Pick)})
	x := newForm(d)
	d.Do(t, x.Commands(), Export)
	x.setDest(filepath.Join(dest, "not", "there yet"))
	d.Finish()
	x.chooseFolder()
	d.WantChooser(t)
	d.Chooser.Press("Escape")
	if !d.Overlay.IsOpen() {
		t.Error("Esc closed the sheet behind the dialog as well")
	}
	x.chooseFolder()
	d.WantChooser(t)
	d.Chooser.Press("Return")
	if x.view.Dest != dest {
		t.Errorf("the folder is %q, want the nearest one that is there: %q", x.view.Dest, dest)
	}
}

func TestARunningExportKeepsItsSheetUntilItHasEnded(t *testing.T) {
	d, x, _ := pickedFile(t)
	d.Do(t, x.Commands(), Export)
	x.setDest(filepath.Join(t.TempDir(), "out"))
	d.Finish()
	x.start()
	d.Apply(d.Overlay.Press(command.Key{Name: "Escape"}, ""))
	if !d.Overlay.IsOpen() || x.view.State != sheets.ExportRunning {
		t.Errorf("the sheet is open: %v; state %d", d.Overlay.IsOpen(), x.view.State)
	}
	d.Finish()
	if x.view.State != sheets.ExportDone {
		t.Errorf("state %d", x.view.State)
	}
	d.Press("Escape")
	if d.Overlay.IsOpen() {
		t.Error("the report cannot be closed")
	}
}

func TestAnExportAskedForWhileItIsPlannedStartsByItself(t *testing.T) {
	d, x, _ := pickedFile(t)
	out := filepath.Join(t.TempDir(), "out")
	d.Do(t, x.Commands(), Export)
	x.setDest(out)
	x.start()
	d.Finish() // the plan
	d.Finish() // the export
	if _, err := os.Stat(filepath.Join(out, "IMG_1.jpg")); err != nil {
		t.Errorf("not exported: %v, %q", err, x.view.Report)
	}
	if d.Settings.Export.To != out {
		t.Errorf("the folder that is remembered is %q", d.Settings.Export.To)
	}
}

func TestTheFormAsksWhichPhotosInPlainWords(t *testing.T) {
	d := desktest.Open(t)
	photos := d.AddPhotos(t, 6)
	for i, stars := range []library.Rating{0, 2, 3, 5, 5, 4} {
		m := catalog.Mark{ID: photos[i].ID, Rating: &stars}
		switch i {
		case 0:
			m.Flag = new(library.Pick)
		case 5:
			m.Flag = new(library.Reject)
		}
		d.Decide(t, m)
	}
	x := newForm(d)
	d.Do(t, x.Commands(), Export)
	want := []string{
		"1 pick", "0 selected photos", "all 6 photos shown",
		"4 photos with 1 star or more, without rejects", "4 photos with 2 stars or more, without rejects",
		"3 photos with 3 stars or more, without rejects", "2 photos with 4 stars or more, without rejects",
		"2 photos with 5 stars, without rejects",
	}
	if !slices.Equal(x.view.Choices, want) {
		t.Errorf("it offers %q", x.view.Choices)
	}
	x.choose("stars3")
	var got []library.ID
	for _, item := range x.items {
		got = append(got, item.Photo.ID)
	}
	if !slices.Equal(got, []library.ID{photos[2].ID, photos[3].ID, photos[4].ID}) {
		t.Errorf("3 stars or more are %v", got)
	}
	for last, want := range map[string]which{"": picks, "stars4": "stars4", "stars9": picks, "shown": picks, "selected": picks, "ä": picks} {
		if got := first(d.Session, last); got != want {
			t.Errorf("after %q the form opens with %q", last, got)
		}
	}
}

func TestWhatTheFormAsksForIsSavedAsAPresetAndTakenAgain(t *testing.T) {
	d, x, photo := pickedFile(t)
	stars := library.Rating(4)
	d.Decide(t, catalog.Mark{ID: photo.ID, Rating: &stars})
	d.Do(t, x.Commands(), Export)
	x.choose("stars3")
	x.setDest("/web")
	x.setTemplate("{seq:4}")
	x.setMode(sheets.NewJPEGs)
	x.setJPEG(0, 2, 1)
	d.Finish()
	want := settings.ExportPreset{Name: "Web", ExportOptions: settings.ExportOptions{
		To: "/web", Template: "{seq:4}", Mode: jobs.AsJPEG, Which: "stars3", Side: 1600, Quality: 95, Facts: "words",
	}}
	x.usePreset(slices.Index(x.view.Presets, "Save as a preset…"))
	for _, o := range styletest.Visible(d.Overlay.Object()) {
		if ask, ok := o.(*sheets.Naming); ok {
			ask.Submit("Web")
		}
	}
	d.Finish()
	if !slices.Equal(d.Settings.Export.Presets, []settings.ExportPreset{want}) || x.view.Presets[x.view.Preset] != "Web" || x.view.Dest != "/web" {
		t.Fatalf("saved %+v; the form shows %q with %q", d.Settings.Export.Presets, x.view.Presets, x.view.Dest)
	}

	x.setDest("/elsewhere")
	x.setMode(sheets.CopyFiles)
	x.choose(picks)
	if x.view.Preset != 0 || len(x.view.Presets) != 3 {
		t.Errorf("another export is still called %q", x.view.Presets[x.view.Preset])
	}
	x.usePreset(1)
	d.Finish()
	if got := x.asked(); got != want.ExportOptions || x.view.Preset != 1 {
		t.Errorf("the preset gives %+v", got)
	}
	x.usePreset(slices.Index(x.view.Presets, "Remove “Web”"))
	d.Finish()
	if len(d.Settings.Export.Presets) != 0 || x.view.Dest != "/web" {
		t.Errorf("left: %+v; the form shows %q", d.Settings.Export.Presets, x.view.Dest)
	}
}

func TestNewJPEGsAreWrittenFromTheForm(t *testing.T) {
	d, x, _ := pickedFile(t)
	out := filepath.Join(t.TempDir(), "web")
	d.Do(t, x.Commands(), Export)
	x.setMode(sheets.NewJPEGs)
	x.setDest(out)
	d.Finish()
	if !slices.Equal(x.view.Preview, []string{"IMG_1.jpg → IMG_1.jpg"}) || x.view.Side != 1 {
		t.Errorf("the preview is %q, side %d", x.view.Preview, x.view.Side)
	}
	for _, want := range []string{"1 JPEG written to " + out, "1 JPEG was there already."} {
		x.start()
		d.Finish()
		if said := strings.Join(x.view.Report, "\n"); !strings.Contains(said, want) || len(x.view.Failed) > 0 {
			t.Errorf("it reports %q, failed: %q", said, x.view.Failed)
		}
		if _, err := os.Stat(filepath.Join(out, "IMG_1.jpg")); err != nil {
			t.Error(err)
		}
		d.Do(t, x.Commands(), Export)
		x.setMode(sheets.NewJPEGs)
		d.Finish()
	}
}
