package ingesting

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/volumes"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/sheets"
)

// newForm gives the form on a desk with one card of three photos, which is connected.
func newForm(t *testing.T) (d *desktest.Desk, x *Ingesting, card string) {
	t.Helper()
	d, card = desktest.Open(t), t.TempDir()
	for i, name := range []string{"IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"} {
		path := filepath.Join(card, "DCIM", name)
		data := phototest.JPEG(phototest.Scene(60, 40, uint64(i)), phototest.Exif{})
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	x = New(Needs{
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Overlay: d.Overlay, Chooser: d.Chooser, Shoot: d.Shoot,
		Catalog: d.Shoot.Catalog(), Chosen: &d.Settings.Ingest,
		Open:    func(folder string) { _ = d.Shoot.AddFolder(folder) },
		Volumes: &volumes.List{Mounted: func() ([]volumes.Volume, error) { return []volumes.Volume{{Path: card, Name: "EOS_DIGITAL"}}, nil }},
	})
	d.UseCommands(t, x.Commands())
	return d, x, card
}

// plan waits for what the form finds out.
func plan(d *desktest.Desk, x *Ingesting) {
	d.Finish()
	x.replan() // typing waits a moment before it does
	d.Finish()
}

func TestTheCardThatIsConnectedIsOfferedWithWhatIsOnIt(t *testing.T) {
	d, x, card := newForm(t)
	d.Do(t, x.Commands(), Import)
	plan(d, x)
	if x.view.Folders[sheets.IngestCard] != card || x.view.Card != 0 || !slices.Equal(x.view.Cards, []string{"EOS_DIGITAL"}) {
		t.Errorf("the form is for %q of %q", x.view.Folders, x.view.Cards)
	}
	if x.view.First == "" {
		t.Error("without a folder nothing says what to do first")
	}
	x.start()
	if x.view.State != sheets.IngestChoosing {
		t.Error("it started without a folder")
	}
	x.view.Template = "{original}_{seq:2}"
	x.setFolder(sheets.IngestTo, filepath.Join(t.TempDir(), "shoot"))
	plan(d, x)
	want := []string{"IMG_0001.jpg → IMG_0001_01.jpg", "IMG_0002.jpg → IMG_0002_02.jpg", "IMG_0003.jpg → IMG_0003_03.jpg"}
	if !slices.Equal(x.view.Preview, want) || x.view.Start != "Import 3 photos" || x.view.Blocked != "" {
		t.Errorf("it shows %q and %q; blocked: %q", x.view.Preview, x.view.Start, x.view.Blocked)
	}
	x.setFolder(sheets.IngestTo, filepath.Join(card, "out"))
	plan(d, x)
	if !strings.Contains(x.view.Blocked, "The card is never written to") {
		t.Errorf("a folder on the card is answered by %q", x.view.Blocked)
	}
	x.setFolder(sheets.IngestTo, "relative")
	plan(d, x)
	if x.view.Blocked == "" {
		t.Error("a path that is not whole is taken")
	}
}

func TestTheFormIsForTheCardThatWasChosen(t *testing.T) {
	d, x, _ := newForm(t)
	other := t.TempDir()
	for range 2 { // the second time the form was left
		x.Offer(other)
		plan(d, x)
		if got := x.view.Folders[sheets.IngestCard]; got != other || !d.Overlay.IsOpen() {
			t.Errorf("the form is for %q", got)
		}
		d.Overlay.Close()
	}
	d.Do(t, x.Commands(), Import)
	plan(d, x)
	if got := x.view.Folders[sheets.IngestCard]; got == other {
		t.Error("the command keeps the card that was chosen before")
	}
}

func TestAnImportOpensItsFolderAndRemembersWhatWasChosen(t *testing.T) {
	d, x, _ := newForm(t)
	to, second := filepath.Join(t.TempDir(), "shoot"), filepath.Join(t.TempDir(), "backup")
	d.Settings.Ingest.Template = "{date:2006}/{name}"
	d.Do(t, x.Commands(), Import)
	d.Finish()
	if x.view.Template != "{year4}/{original}" {
		t.Errorf("a template of before is shown as %q", x.view.Template)
	}
	x.setFolder(sheets.IngestTo, to)
	x.setFolder(sheets.IngestSecond, second)
	plan(d, x)
	x.start()
	d.Finish()
	if x.view.State != sheets.IngestDone || len(x.view.Failed) != 0 || !strings.Contains(x.view.Report[0], "3 photos") {
		t.Fatalf("state %d: %q, %q", x.view.State, x.view.Report, x.view.Failed)
	}
	if !d.Shoot.IsOpen(filepath.Join(to, "a.jpg")) || d.Shoot.IsOpen(second) || !slices.Equal(d.Shoot.Destinations(), []string{second}) {
		t.Errorf("open: %q, never read: %q", d.Shoot.Folders(), d.Shoot.Destinations())
	}
	if got := d.Settings.Ingest; got.To != to || got.Second != second {
		t.Errorf("remembered: %+v", got)
	}
	d.Press("Escape")
	d.Do(t, x.Commands(), Import)
	plan(d, x)
	if x.view.Start != "Compare and open" || !slices.Contains(x.view.Facts, "3 copied before: compared and skipped") {
		t.Errorf("the same card again: %q, %q", x.view.Start, x.view.Facts)
	}
}

func TestAnImportAskedForWhileTheCardIsLookedAtStartsByItself(t *testing.T) {
	d, x, _ := newForm(t)
	to := t.TempDir()
	d.Do(t, x.Commands(), Import)
	d.Finish()
	x.setFolder(sheets.IngestTo, to)
	x.replan()
	x.start()
	if x.view.State != sheets.IngestChoosing {
		t.Fatal("it started without a plan")
	}
	d.Finish() // the plan
	d.Finish() // the import
	if x.view.State != sheets.IngestDone || len(x.view.Failed) > 0 {
		t.Errorf("state %d: %q", x.view.State, x.view.Failed)
	}
}

func TestAPausedImportCanBeStoppedAndSaysWhatIsStillOnTheCard(t *testing.T) {
	d, x, _ := newForm(t)
	d.Do(t, x.Commands(), Import)
	d.Finish()
	x.setFolder(sheets.IngestTo, t.TempDir())
	plan(d, x)
	x.start()
	x.pause() // before or after the first photos
	if x.view.State != sheets.IngestRunning || !x.view.Paused || !strings.HasPrefix(x.Progress(), "import paused") {
		t.Errorf("state %d, %q", x.view.State, x.Progress())
	}
	d.Apply(d.Overlay.Press(command.Key{Name: "Escape"}, ""))
	if d.Overlay.IsOpen() {
		t.Error("the form cannot be closed while the import runs")
	}
	x.gate.open()
	x.cancel()
	d.Finish()
	if last := x.view.Report[len(x.view.Report)-1]; x.view.State != sheets.IngestDone || len(x.view.Report) > 1 && !strings.HasPrefix(last, "Stopped.") {
		t.Errorf("state %d: %q", x.view.State, x.view.Report)
	}
}

func TestACardThatIsConnectedIsSaid(t *testing.T) {
	d, x, card := newForm(t)
	d.Apply(x.cardsChanged(x.connected(), []string{card}))
	if got := d.Notices.Notice(); !strings.Contains(got, "EOS_DIGITAL") || !strings.Contains(got, "Ctrl+Shift+I") {
		t.Errorf("it says %q", got)
	}
}

// start asks for an import into two folders and waits for its end.
func start(t *testing.T, d *desktest.Desk, x *Ingesting, to, second string) {
	t.Helper()
	d.Do(t, x.Commands(), Import)
	d.Finish()
	x.setFolder(sheets.IngestTo, to)
	x.setFolder(sheets.IngestSecond, second)
	plan(d, x)
	x.start()
	d.Finish()
}

func TestWhatAnImportLeftUndoneIsTriedAgain(t *testing.T) {
	d, x, card := newForm(t)
	to, second := filepath.Join(t.TempDir(), "shoot"), filepath.Join(t.TempDir(), "backup")
	block := func(path string) {
		if err := os.WriteFile(path, []byte("a file where a folder is to be"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	free := func(path string) {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	day := func() string { // the folder of the photos' day
		return filepath.Dir(x.plan.Groups[0].To(&x.plan.Groups[0].Files[0]))
	}
	d.Do(t, x.Commands(), Import)
	d.Finish()
	x.setFolder(sheets.IngestTo, to)
	plan(d, x)
	if err := os.MkdirAll(second, 0o700); err != nil {
		t.Fatal(err)
	}
	block(filepath.Join(second, day()))
	d.Overlay.Close()

	start(t, d, x, to, second)
	if x.view.State != sheets.IngestDone || x.view.Again != "Try again" || x.last.NotInSecond != 3 || x.last.Copied.Photos != 3 {
		t.Fatalf("state %d, %q: %+v; %+v", x.view.State, x.view.Again, x.last, x.view)
	}
	free(filepath.Join(second, day()))
	d.Press("t")
	d.Finish() // the plan
	d.Finish() // the import
	if x.view.State != sheets.IngestDone || x.view.Again != "" || x.last.Incomplete() || x.last.Copied.Photos != 3 {
		t.Fatalf("tried again: state %d, %q, %q: %+v", x.view.State, x.view.Again, x.view.Failed, x.last)
	}
	d.Press("Escape")

	// A folder that cannot be opened, the form closed meanwhile: what is left is shown first.
	third := filepath.Join(t.TempDir(), "third")
	d.Do(t, x.Commands(), Import)
	d.Finish()
	x.view.All = true
	x.setFolder(sheets.IngestTo, third)
	x.setFolder(sheets.IngestSecond, "")
	plan(d, x)
	block(third)
	x.start()
	d.Overlay.Close()
	d.Finish()
	d.Do(t, x.Commands(), Import)
	if x.view.State != sheets.IngestDone || x.view.Again != "Try again" || x.last.Remaining != 3 {
		t.Fatalf("shown once more: state %d, %q: %+v", x.view.State, x.view.Again, x.last)
	}
	free(third)
	x.view.All = true
	away := card + ".away"
	if err := os.Rename(card, away); err != nil {
		t.Fatal(err)
	}
	d.Press("t")
	d.Finish()
	if x.view.State != sheets.IngestChoosing || x.view.Blocked == "" || x.view.Again != "Try again" || x.eager {
		t.Fatalf("without the card: state %d, blocked by %q, %q", x.view.State, x.view.Blocked, x.view.Again)
	}
	if err := os.Rename(away, card); err != nil {
		t.Fatal(err)
	}
	x.tryAgain() // the key is the field's, where the keyboard is in one
	d.Finish()
	d.Finish()
	if x.view.State != sheets.IngestDone || x.view.Again != "" || x.last.Copied.Photos != 3 {
		t.Errorf("with the card: state %d, %q, %q: %+v", x.view.State, x.view.Again, x.view.Blocked, x.last)
	}
}
