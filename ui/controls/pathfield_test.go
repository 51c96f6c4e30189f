package controls

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTabTakesWhatCompletesAPath(t *testing.T) {
	p := NewPathField("a folder")
	w := styletest.Show(t, p, 400, 40)
	p.OnTyped = func(text string) {
		p.Complete(text, map[string]string{"/ph": "otos/", "/photos/": "2026.11.20/"}[text])
	}
	submitted := ""
	p.OnSubmitted = func(text string) { submitted = text }
	p.Focus(w.Canvas())
	test.Type(p.entry, "/ph")
	if !p.entry.AcceptsTab() || p.ghost.Text != "otos/" {
		t.Fatalf("it offers %q", p.ghost.Text)
	}
	p.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	p.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if p.Text() != "/photos/2026.11.20/" || p.entry.AcceptsTab() {
		t.Errorf("it holds %q and offers %q", p.Text(), p.ghost.Text)
	}
	p.Complete("/ph", "late")
	if p.ghost.Text != "" {
		t.Error("an answer to what was typed before is shown")
	}
	p.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if submitted != "/photos/2026.11.20/" {
		t.Errorf("Enter gives %q", submitted)
	}
}
