package desktest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// The window's size, in device-independent pixels.
const width, height = 1200, 900

// Desk is what controllers share. Nothing runs: a test hands over events itself,
// and Fyne's test driver runs everything on the calling goroutine.
type Desk struct {
	Shoot    *shoot.Shoot
	Session  *session.Session
	Settings settings.Settings
	App      fyne.App
	Window   fyne.Window
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Chooser  *overlay.Chooser

	Applied change.Set // all that was brought up to date since the test last emptied it
}

// Open opens a catalogue in a folder of its own. The person's own folder is an
// empty one. Everything ends with the test.
func Open(t *testing.T) *Desk {
	t.Helper()
	styletest.Speak(t, "C")
	t.Setenv("HOME", t.TempDir())
	st, err := shoot.Open(t.Context(), shoot.Options{CatalogDir: t.TempDir(), Scorer: measure.New()})
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{Shoot: st, Session: session.NewSession(), Settings: settings.Defaults(), App: test.NewTempApp(t)}
	d.App.Settings().SetTheme(style.Theme(style.Dark))
	d.Window = d.App.NewWindow("")
	d.Desk = desk.New(func(f func()) { f() }, d.Apply, func(s string) { t.Log(s) })
	d.Notices = desk.NewNotices(d.Desk)
	d.Overlay = overlay.New(d.Window.Canvas, d.Apply)
	d.Chooser = overlay.NewChooser(d.Desk, d.Window, desk.Home(), d.Notices.Fail, d.Apply)
	d.Window.SetPadded(false)
	d.Window.SetContent(container.NewStack(canvas.NewRectangle(style.Panel), d.Overlay.Object()))
	d.Window.Resize(fyne.NewSize(width, height))
	d.Window.Show()
	t.Cleanup(func() {
		d.Desk.Stop()
		d.Desk.Wait()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Apply takes note of what changed.
func (d *Desk) Apply(changed change.Set) { d.Applied |= changed }

// Finish waits for the work that goes on beside the window and tells what came of
// it. What that begins in turn needs another Finish.
func (d *Desk) Finish() {
	d.Desk.Wait()
	d.Apply(d.Desk.Drain())
}

// Press gives bare keys to the sheet that is open, and finishes what each begins.
func (d *Desk) Press(names ...string) {
	for _, name := range names {
		d.Apply(d.Overlay.Press(command.Key{Name: name}, ""))
		d.Finish()
	}
}

// Do runs a command of a list, or says in the notices why it cannot run, as the
// keyboard does. A command that is not there fails the test.
func (d *Desk) Do(t *testing.T, commands []command.Binding, id command.ID) {
	t.Helper()
	for i := range commands {
		b := &commands[i]
		if b.ID != id {
			continue
		}
		if ok, why := b.State(); !ok {
			d.Apply(d.Notices.Say(why))
			return
		}
		d.Apply(b.Run())
		return
	}
	t.Fatalf("there is no command %q", id)
}

// WantChooser waits for the dialog that asks for a folder or a file and fails the
// test where it does not show.
func (d *Desk) WantChooser(t *testing.T) {
	t.Helper()
	d.Finish()
	if n := len(d.Window.Canvas().Overlays().List()); n != 1 {
		t.Fatalf("%d dialogs are shown, want the one that asks", n)
	}
}
