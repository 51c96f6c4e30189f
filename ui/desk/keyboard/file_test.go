package keyboard

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// pickTable has one command.
func pickTable(t *testing.T) *command.Table {
	t.Helper()
	table, err := command.NewTable(command.Binding{ID: "pick", Section: command.Decide, Title: "Pick", Keys: []command.Key{{Name: "p"}}})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestTheFileOfKeysIsMadeOnceAndShown(t *testing.T) {
	d := desktest.Open(t)
	path := filepath.Join(t.TempDir(), "not there yet", command.FileName)
	shown := ""
	f := NewFile(path, d.Desk, d.Notices, func(path string) error { shown = path; return nil })
	f.Edit(pickTable(t))
	d.Finish()
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), "#pick = P") || shown != path {
		t.Errorf("shown is %q with %q, %v", shown, text, err)
	}
	if got := d.Notices.Notice(); !strings.HasPrefix(got, "Keys are in ") {
		t.Errorf("it says %q", got)
	}
	if err := os.WriteFile(path, []byte("pick = F2"), 0o600); err != nil {
		t.Fatal(err)
	}
	f.Edit(pickTable(t))
	d.Finish()
	if text, _ := os.ReadFile(path); string(text) != "pick = F2" {
		t.Errorf("a person's file was written over: %q", text)
	}
}

func TestAFileOfKeysThatCannotBeShownSaysWhy(t *testing.T) {
	d := desktest.Open(t)
	f := NewFile(filepath.Join(t.TempDir(), command.FileName), d.Desk, d.Notices, func(string) error { return errors.New("no editor") })
	f.Edit(pickTable(t))
	d.Finish()
	if got := d.Notices.Problem(); !strings.HasSuffix(got, ": no editor") {
		t.Errorf("it says %q", got)
	}
}

func TestWithoutAnEditorTheFileOfKeysIsMadeAllTheSame(t *testing.T) {
	d := desktest.Open(t)
	path := filepath.Join(t.TempDir(), command.FileName)
	NewFile(path, d.Desk, d.Notices, nil).Edit(pickTable(t))
	d.Finish()
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestWithoutAPlaceForItTheFileOfKeysCannotBeChanged(t *testing.T) {
	d := desktest.Open(t)
	help := NewHelp(d.Overlay, NewFile("", d.Desk, d.Notices, nil), "1.2")
	help.UseKeyboard(New(pickTable(t), Needs{}))
	d.Do(t, help.Commands(), "edit-keys")
	d.Finish()
	if got := d.Notices.Notice(); got != "Keys cannot be changed here" {
		t.Errorf("it says %q", got)
	}
}
