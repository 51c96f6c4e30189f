package keyboard

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/style/styletest"
)

const quit command.ID = "quit"

// room is a keyboard on a desk, with commands that take note of having run.
type room struct {
	*Keyboard
	d        *desktest.Desk
	ran      []command.ID
	others   []command.Key
	enabled  bool // "explain" can run
	touched  int
	released int
}

// newRoom gives a keyboard whose file of keys holds a text; "" is no file.
func newRoom(t *testing.T, file string) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	path := filepath.Join(t.TempDir(), command.FileName)
	if file != "" {
		if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := NewFile(path, r.d.Desk, r.d.Notices, nil)
	help := NewHelp(r.d.Overlay, f, "1.2")
	run := func(id command.ID) func() change.Set {
		return func() change.Set { r.ran = append(r.ran, id); return change.Toolbar }
	}
	table, err := command.NewTable(append([]command.Binding{
		{ID: "pick", Section: command.Decide, Title: "Pick", Keys: []command.Key{{Name: "p"}}, Run: run("pick")},
		{ID: "reject", Section: command.Decide, Title: "Reject", Keys: []command.Key{{Name: "x"}}, Run: run("reject")},
		{ID: "purple", Section: command.Decide, Title: "Purple", Keys: []command.Key{{Name: "b", Mod: command.Shift}}, Run: run("purple")},
		{ID: "zoom", Section: command.View, Title: "Zoom", Keys: []command.Key{{Name: "Space"}}, Run: run("zoom")},
		{ID: "panels", Section: command.View, Title: "Panels", Keys: []command.Key{{Name: "Tab"}}, Run: run("panels")},
		{
			ID: "explain", Section: command.Work, Title: "Explain", Keys: []command.Key{{Name: "w"}}, Run: run("explain"),
			Enabled: func() (bool, string) { return r.enabled, "No model is running" },
		},
		{ID: quit, Section: command.Work, Title: "Quit", Keys: []command.Key{{Name: "q", Mod: command.Ctrl}}, Run: run(quit)},
	}, help.Commands()...)...)
	if err != nil {
		t.Fatal(err)
	}
	r.d.Apply(f.Rebind(table))
	r.Keyboard = New(table, Needs{
		Window: r.d.Window, Overlay: r.d.Overlay, Chooser: r.d.Chooser, Notices: r.d.Notices, Apply: r.d.Apply,
		Touch: func() { r.touched++ }, Release: func() { r.released++ },
		Other: func(k command.Key) { r.others = append(r.others, k) }, Always: quit,
	})
	help.UseKeyboard(r.Keyboard)
	r.Bind()
	return r
}

func (r *room) press(keys ...command.Key) {
	for _, k := range keys {
		r.Pressed(k)
	}
}

func key(name string) command.Key  { return command.Key{Name: name} }
func ctrl(name string) command.Key { return command.Key{Name: name, Mod: command.Ctrl} }

func (r *room) wantRan(t *testing.T, want ...command.ID) {
	t.Helper()
	if !slices.Equal(r.ran, want) {
		t.Errorf("%q ran, want %q", r.ran, want)
	}
}

func TestWhatIsTypedRunsItsCommand(t *testing.T) {
	r := newRoom(t, "")
	test.TypeOnCanvas(r.d.Window.Canvas(), "pX ")
	r.d.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	r.wantRan(t, "pick", "reject")
	styletest.Sees(t, r.d.Overlay.Object(), "Keys")
	if !r.d.Applied.Has(change.Toolbar) || r.touched == 0 {
		t.Errorf("%v was brought up to date, touched %d times", r.d.Applied, r.touched)
	}
}

func TestAKeyThatMeansNothingIsHandedOn(t *testing.T) {
	r := newRoom(t, "")
	r.press(key("d"))
	if !slices.Equal(r.others, []command.Key{key("d")}) {
		t.Errorf("handed on: %v", r.others)
	}
}

func TestAReboundKeyWorksAndTheOldOneDoesNot(t *testing.T) {
	r := newRoom(t, "pick = F2, Shift+K\nreject = none\n")
	r.press(key("p"), key("x"))
	r.wantRan(t)
	r.press(key("F2"), command.Key{Name: "k", Mod: command.Shift})
	r.wantRan(t, "pick", "pick")
	if r.d.Notices.Problem() != "" {
		t.Errorf("it warns: %q", r.d.Notices.Problem())
	}
	r.press(key("?"))
	styletest.Sees(t, r.d.Overlay.Object(), "F2 Shift+K", "–")
}

func TestABadLineIsSaidAndTheDefaultsStay(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"unknown command": {"pikc = F2\n", `line 1: there is no command "pikc"; is "pick" meant?`},
		"unknown key":     {"pick = F2\nreject = Hyper+x\n", "line 2: "},
		"clash":           {"pick = X\n", "line 1: X already means “Reject” (reject)"},
		"several":         {"a\nb\nc\n", "(+2)"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, c.file)
			got := r.d.Notices.Problem()
			if !strings.HasPrefix(got, "Keys in ") || !strings.Contains(got, c.want) || !r.d.Applied.Has(change.Status) {
				t.Errorf("the status line says %q", got)
			}
			r.press(key("x"))
			r.wantRan(t, "reject")
		})
	}
}

func TestAFileOfKeysThatCannotBeReadIsSaid(t *testing.T) {
	d := desktest.Open(t)
	table, err := command.NewTable(command.Binding{ID: "pick", Title: "Pick", Keys: []command.Key{key("p")}})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir() // no file
	NewFile(dir, d.Desk, d.Notices, nil).Rebind(table)
	if got := d.Notices.Problem(); !strings.HasSuffix(got, "it is not a regular file") {
		t.Errorf("it says %q", got)
	}
	if table.Of(key("p")) == nil {
		t.Error("the default key is gone")
	}
}

func TestADisabledCommandSaysWhyAndDoesNotRun(t *testing.T) {
	r := newRoom(t, "")
	r.press(key("w"))
	r.Do("explain")
	r.wantRan(t)
	if got := r.d.Notices.Notice(); got != "No model is running" || !r.d.Applied.Has(change.Status) {
		t.Errorf("the status line says %q", got)
	}
	r.enabled = true
	r.press(key("w"))
	r.wantRan(t, "explain")
}

func TestASheetTakesKeysFirst(t *testing.T) {
	r := newRoom(t, "")
	own, beside := 0, 0
	r.d.Overlay.Show(overlay.Sheet{
		Object: container.NewStack(), ClosedBy: "pick",
		Keys:     map[string]func(){"c": func() { own++ }},
		Commands: map[command.ID]func() change.Set{"reject": func() change.Set { beside++; return change.Filter }},
	})
	r.press(key("c"), ctrl("c"), key("x"), key("w"), key("Tab"), key("d"))
	r.wantRan(t)
	if own != 1 || beside != 1 || !r.d.Applied.Has(change.Filter) || len(r.others) != 0 {
		t.Errorf("its own key ran %d times, the command beside it %d times; handed on: %v", own, beside, r.others)
	}
	r.press(key("p")) // the command that closes it
	r.wantRan(t)
	if r.d.Overlay.IsOpen() {
		t.Error("the sheet is still open")
	}
	r.press(key("p"))
	r.wantRan(t, "pick")
}

func TestTheDialogTakesKeysFirst(t *testing.T) {
	r := newRoom(t, "")
	r.d.Chooser.Folder("Which folder?", "Open", t.TempDir(), func(string) change.Set { return change.None })
	r.d.WantChooser(t)
	r.press(key("p"), ctrl("k"))
	r.wantRan(t)
	if r.d.Overlay.IsOpen() {
		t.Error("a sheet opened below the dialog")
	}
	r.press(key("Escape"), key("p"))
	r.wantRan(t, "pick")
}

func TestQuitWorksWhateverLiesOverThePhotos(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		key  command.Key
		want int // how often it quits
	}{
		"by default":             {"", ctrl("q"), 1},
		"another key":            {"quit = F10", key("F10"), 1},
		"the default given away": {"quit = F10", ctrl("q"), 0},
		"a character is typed":   {"quit = q", key("q"), 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, c.file)
			r.press(key("?"), c.key)
			if len(r.ran) != c.want || !r.d.Overlay.IsOpen() {
				t.Errorf("under a sheet %q ran; it is open: %v", r.ran, r.d.Overlay.IsOpen())
			}
			r.press(key("Escape"))
			r.ran = nil
			r.d.Chooser.Folder("Which folder?", "Open", t.TempDir(), func(string) change.Set { return change.None })
			r.d.WantChooser(t)
			r.press(c.key)
			if len(r.ran) != c.want {
				t.Errorf("under the dialog %q ran", r.ran)
			}
		})
	}
}

func TestTabIsACommandUntilAFormIsOpen(t *testing.T) {
	r := newRoom(t, "")
	tab := &fyne.KeyEvent{Name: fyne.KeyTab}
	r.down(r.d.Window.Canvas(), tab)
	r.wantRan(t, "panels")
	r.press(key("?"))
	r.down(r.d.Window.Canvas(), tab)
	r.wantRan(t, "panels")
}
