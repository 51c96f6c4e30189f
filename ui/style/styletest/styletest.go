// Package styletest lets tests of widgets speak of what a person sees: texts
// that are visible, and taps on them.
//
// Flows in: a widget. Flows out: texts, and taps through the same search for a
// taker as in a real window. Tests must not run in parallel: Fyne has one app.
package styletest

import (
	"bytes"
	"image"
	"os"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Speak has the window speak the language of a system whose locale is this, such
// as "de_DE.UTF-8", until the test ends; afterwards it speaks English. What was
// made before keeps its texts.
func Speak(t *testing.T, locale string) {
	t.Helper()
	load := func(locale string) {
		t.Helper()
		for name, value := range map[string]string{"LC_ALL": locale, "LANGUAGE": ""} {
			before, was := os.LookupEnv(name)
			os.Setenv(name, value)
			defer func() {
				if os.Setenv(name, before); !was {
					os.Unsetenv(name)
				}
			}()
		}
		if err := language.Load(); err != nil {
			t.Error(err)
		}
	}
	load(locale)
	t.Cleanup(func() { load("C") })
}

// Show puts o into a window of a size, in Keeplight's theme. The window speaks
// English, unless Speak said otherwise.
func Show(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	if language.Name() == "" {
		Speak(t, "C")
	}
	test.NewTempApp(t).Settings().SetTheme(style.Theme(style.Dark))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// Visible gives all visible objects of o, back to front.
func Visible(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	all := []fyne.CanvasObject{o}
	var below []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		below = o.Objects
	case fyne.Widget:
		below = test.WidgetRenderer(o).Objects()
	}
	for _, child := range below {
		all = append(all, Visible(child)...)
	}
	return all
}

// Texts gives all visible texts of o that are not empty.
func Texts(o fyne.CanvasObject) []string {
	var all []string
	for _, v := range Visible(o) {
		if t, ok := v.(*canvas.Text); ok && t.Text != "" {
			all = append(all, t.Text)
		}
	}
	return all
}

// Sees fails the test where one of the texts is not visible.
func Sees(t *testing.T, o fyne.CanvasObject, texts ...string) {
	t.Helper()
	seen := Texts(o)
	for _, want := range texts {
		if !slices.Contains(seen, want) {
			t.Errorf("%q is not to be seen among %q", want, seen)
		}
	}
}

// SeesNot fails the test where one of the texts is visible.
func SeesNot(t *testing.T, o fyne.CanvasObject, texts ...string) {
	t.Helper()
	seen := Texts(o)
	for _, unwanted := range texts {
		if slices.Contains(seen, unwanted) {
			t.Errorf("%q is to be seen among %q", unwanted, seen)
		}
	}
}

// TapText taps the first visible text like this in w.
func TapText(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	for _, o := range Visible(w.Content()) {
		if c, ok := o.(*canvas.Text); ok && c.Text == text {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
			test.TapCanvas(w.Canvas(), at.AddXY(c.Size().Width/2, c.Size().Height/2))
			return
		}
	}
	t.Fatalf("there is no %q to tap among %q", text, Texts(w.Content()))
}

// Switches fails the test where an object that was made in the dark is not drawn
// by day as one that was made by day.
func Switches(t *testing.T, build func() fyne.CanvasObject, width, height float32) {
	t.Helper()
	show := func(a style.Appearance) (fyne.App, fyne.Window) {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(style.Theme(a))
		// Fyne reads the clock only when it draws, and then drops what was made more
		// than a minute after it did so last.
		test.NewTempWindow(t, canvas.NewRectangle(style.Ink)).Canvas().Capture()
		w := test.NewTempWindow(t, build())
		w.SetPadded(false)
		w.Resize(fyne.NewSize(width, height))
		return app, w
	}
	_, byDay := show(style.Light)
	want := byDay.Canvas().Capture()
	app, w := show(style.Dark)
	before := w.Canvas().Capture()
	style.Switch(app, style.Light)
	got := w.Canvas().Capture()
	if n := differing(want, got); n > 0 {
		t.Errorf("after the switch %d pixels are not as by day", n)
	}
	if differing(want, before) == 0 {
		t.Error("it is drawn by day as in the dark")
	}
}

// differing counts the pixels in which two captures of one size differ.
func differing(a, b image.Image) (n int) {
	x, y := a.(*image.NRGBA).Pix, b.(*image.NRGBA).Pix
	for i := 0; i < len(x); i += 4 {
		if !bytes.Equal(x[i:i+4], y[i:i+4]) {
			n++
		}
	}
	return n
}

// Fits fails the test where a visible text of o ends beyond o's right edge, or is
// wider than what it was given. inside, which may be nil, leaves out what may be
// cut off, such as a field whose text scrolls.
func Fits(t *testing.T, o fyne.CanvasObject, inside func(fyne.CanvasObject) bool) {
	t.Helper()
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	right := place(o).X + o.Size().Width
	for _, v := range Visible(o) {
		text, ok := v.(*canvas.Text)
		if !ok || text.Text == "" || inside != nil && !inside(v) {
			continue
		}
		if end := place(text).X + text.MinSize().Width; end > right {
			t.Errorf("%q ends at %v, beyond %v", text.Text, end, right)
		}
	}
}
