package overlay_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
	"keeplight.app/keeplight/ui/systemdialog"
)

func TestTheSystemsDialogIsAskedFirst(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		err  error
		want string
		ours bool // our dialog asks
	}{
		"it answers":     {"/shoots/a", nil, "/shoots/a", false},
		"thought better": {"", nil, "", false},
		"there is none":  {"", systemdialog.ErrNone, "", true},
		"it broke":       {"", errors.New("broken"), "", true},
	} {
		t.Run(name, func(t *testing.T) {
			d := desktest.Open(t)
			d.Chooser.System = func(_ context.Context, r systemdialog.Request) (string, error) {
				if r.Title != "Which?" || r.File || r.Start == "" {
					t.Errorf("asked for %+v", r)
				}
				return c.path, c.err
			}
			got := ""
			d.Chooser.Folder("Which?", "Use it", t.TempDir(), func(path string) change.Set { got = path; return change.None })
			d.Finish()
			d.Finish()
			if got != c.want || d.Chooser.IsOpen() != c.ours {
				t.Errorf("chosen %q; a dialog is open: %v", got, d.Chooser.IsOpen())
			}
			if shown := len(d.Window.Canvas().Overlays().List()) == 1; shown != c.ours {
				t.Errorf("our dialog is shown: %v", shown)
			}
		})
	}
}

func TestASystemsDialogThatHangsGivesWayToOurs(t *testing.T) {
	d := desktest.Open(t)
	ended := make(chan struct{})
	d.Chooser.System = func(ctx context.Context, _ systemdialog.Request) (string, error) {
		defer close(ended)
		<-ctx.Done()
		return "", ctx.Err()
	}
	dir := t.TempDir()
	got, again := "", 0
	d.Chooser.Folder("Which?", "Use it", dir, func(path string) change.Set { got = path; return change.None })
	d.Chooser.Folder("Which?", "Use it", dir, func(string) change.Set { again++; return change.None })
	<-ended
	d.WantChooser(t)
	d.Chooser.Press("Return")
	if got != dir || again != 0 || d.Chooser.IsOpen() {
		t.Errorf("chosen %q, the second question answered %d times, open %v", got, again, d.Chooser.IsOpen())
	}
}

func TestEscCallsTheSystemsDialogOff(t *testing.T) {
	d := desktest.Open(t)
	ended := make(chan struct{})
	d.Chooser.System = func(ctx context.Context, _ systemdialog.Request) (string, error) {
		defer close(ended)
		<-ctx.Done()
		return "/late", nil
	}
	d.Chooser.Folder("Which?", "Use it", t.TempDir(), func(path string) change.Set {
		t.Errorf("%q was chosen", path)
		return change.None
	})
	d.Chooser.Press("Escape")
	<-ended
	d.Finish()
	if d.Chooser.IsOpen() || len(d.Window.Canvas().Overlays().List()) != 0 {
		t.Error("a dialog is left")
	}
}

func TestFoldersAreGoneIntoAndNamesKeepTheirDots(t *testing.T) {
	d := desktest.Open(t)
	root := t.TempDir()
	dotted := filepath.Join(root, "2026.11.20 Lund.edit")
	if err := os.Mkdir(dotted, 0o700); err != nil {
		t.Fatal(err)
	}
	d.Chooser.Recent = func() []string { return []string{dotted} }
	got := ""
	d.Chooser.Folder("Which?", "Use it", root, func(path string) change.Set { got = path; return change.None })
	d.WantChooser(t)
	for _, o := range styletest.Visible(d.Window.Canvas().Overlays().Top()) {
		if row, ok := o.(*controls.Row); ok && row.View().Title == filepath.Base(dotted) {
			row.Tapped(&fyne.PointEvent{})
		}
	}
	d.Finish()
	d.Chooser.Press("Return")
	if got != dotted {
		t.Errorf("chosen %q", got)
	}
}
