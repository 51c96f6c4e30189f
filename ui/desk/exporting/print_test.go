package exporting

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/ui/desk/desktest"
)

func TestAContactSheetIsMadeOfWhatIsShown(t *testing.T) {
	d, x, _ := pickedFile(t)
	p := x.printing
	out := t.TempDir()
	d.Do(t, x.Commands(), PrintSheet)
	if !p.view.Blocked || !strings.Contains(p.view.Says, "Choose the folder") || p.view.Count != 1 {
		t.Errorf("it begins with %+v", p.view)
	}
	p.setDest("elsewhere")
	if !p.view.Blocked || !strings.Contains(p.view.Says, "full path") {
		t.Errorf("a relative folder: %q", p.view.Says)
	}
	p.setDest(out)
	if p.view.Blocked || !strings.Contains(p.view.Says, "1 page, as Contact sheet.pdf") {
		t.Errorf("it says %q", p.view.Says)
	}
	for _, want := range []string{"Contact sheet.pdf", "Contact sheet (2).pdf"} {
		p.start()
		d.Finish()
		data, err := os.ReadFile(filepath.Join(out, want))
		if err != nil || !strings.HasPrefix(string(data), "%PDF-") {
			t.Fatalf("%v, %q; it says %q", err, data[:min(len(data), 8)], p.view.Says)
		}
		if d.Overlay.IsOpen() || !strings.Contains(d.Notices.Notice(), want) {
			t.Errorf("the form is open: %v; the notice says %q", d.Overlay.IsOpen(), d.Notices.Notice())
		}
		d.Do(t, x.Commands(), PrintSheet)
		if p.view.Dest != out || p.view.PerPage != 2 {
			t.Errorf("the next begins with %+v", p.view)
		}
	}
}

func TestAContactSheetThatCannotBeWrittenSaysWhy(t *testing.T) {
	d, x, _ := pickedFile(t)
	p := x.printing
	d.Do(t, x.Commands(), PrintSheet)
	p.setDest(filepath.Join(t.TempDir(), "nowhere"))
	p.start()
	d.Finish()
	if !d.Overlay.IsOpen() || p.view.Running || !strings.Contains(p.view.Says, "create it first") {
		t.Errorf("it says %q", p.view.Says)
	}
}

func TestWithoutAPhotoNoContactSheetIsMade(t *testing.T) {
	d := desktest.Open(t)
	x := newForm(d)
	d.Do(t, x.Commands(), PrintSheet)
	x.printing.setDest(t.TempDir())
	x.printing.start()
	if x.printing.view.Running || !strings.Contains(x.printing.view.Says, "no such photo") {
		t.Errorf("it says %q", x.printing.view.Says)
	}
}
