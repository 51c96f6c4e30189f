package palette

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/style/styletest"
)

// shelf is what a palette searches, and what it was asked to do.
type shelf struct {
	items  []Item
	ran    []string
	closed int
}

func (s *shelf) callbacks() Callbacks {
	return Callbacks{
		Search: func(query string) (found []Item) {
			for _, it := range s.items {
				if strings.Contains(strings.ToLower(it.Title), query) {
					found = append(found, it)
				}
			}
			return found
		},
		OnRun: func(id string) bool {
			for _, it := range s.items {
				if it.ID == id && it.Disabled {
					return false
				}
			}
			s.ran = append(s.ran, id)
			return true
		},
		OnClose: func() { s.closed++ },
	}
}

// show gives a palette in a window, with the keyboard.
func show(t *testing.T, s *shelf) (*Palette, fyne.Window) {
	t.Helper()
	p := New(s.callbacks())
	w := styletest.Show(t, p, width+40, p.MinSize().Height)
	p.Focus(w.Canvas())
	return p, w
}

func some() *shelf {
	return &shelf{items: []Item{
		{ID: "pick", Title: "Pick", Keys: "P"},
		{ID: "reject", Title: "Reject", Keys: "X"},
		{ID: "explain", Title: "Explain the score", Disabled: true, Why: "No model is running"},
	}}
}

func many(n int) *shelf {
	s := &shelf{}
	for i := range n {
		s.items = append(s.items, Item{ID: fmt.Sprint(i), Title: fmt.Sprintf("Command %d", i)})
	}
	return s
}

func (p *Palette) keys(names ...fyne.KeyName) {
	for _, n := range names {
		p.field.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func TestTypingFiltersTheList(t *testing.T) {
	p, w := show(t, some())
	styletest.Sees(t, w.Content(), "Pick", "P", "Reject", "X", "Explain the score")
	p.keys(fyne.KeyDown)
	test.Type(p.field, "re")
	styletest.Sees(t, w.Content(), "Reject", "Explain the score")
	styletest.SeesNot(t, w.Content(), "Pick", "P")
	if p.Chosen() != 0 {
		t.Errorf("after typing line %d is chosen, want the first", p.Chosen())
	}
}

func TestDownAndEnterRunTheChosenCommand(t *testing.T) {
	s := some()
	p, _ := show(t, s)
	for _, enter := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		s.ran = nil
		p.search("")
		p.keys(fyne.KeyUp, fyne.KeyDown, enter)
		if len(s.ran) != 1 || s.ran[0] != "reject" {
			t.Errorf("%s ran %q", enter, s.ran)
		}
	}
}

func TestAClickRunsWhatItHits(t *testing.T) {
	s := some()
	_, w := show(t, s)
	styletest.TapText(t, w, "Reject")
	if len(s.ran) != 1 || s.ran[0] != "reject" {
		t.Errorf("it ran %q", s.ran)
	}
}

func TestADisabledCommandDoesNotRunAndSaysWhy(t *testing.T) {
	s := some()
	p, w := show(t, s)
	styletest.Sees(t, w.Content(), "No model is running")
	p.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	styletest.TapText(t, w, "Explain the score")
	if p.Items()[p.Chosen()].ID != "explain" || len(s.ran) != 0 || s.closed != 0 {
		t.Errorf("it ran %q, closed %d times", s.ran, s.closed)
	}
}

func TestEscClosesAndRunsNothing(t *testing.T) {
	s := some()
	p, _ := show(t, s)
	p.keys(fyne.KeyEscape)
	if s.closed != 1 || len(s.ran) != 0 {
		t.Errorf("closed %d times, ran %q", s.closed, s.ran)
	}
}

func TestNoMatchSaysSoAndRunsNothing(t *testing.T) {
	s := some()
	p, w := show(t, s)
	test.Type(p.field, "zebra")
	styletest.Sees(t, w.Content(), "No matching command")
	styletest.SeesNot(t, w.Content(), "Pick", "Reject")
	p.keys(fyne.KeyDown, fyne.KeyPageDown, fyne.KeyUp, fyne.KeyReturn)
	if len(s.ran) != 0 {
		t.Errorf("it ran %q", s.ran)
	}
}

func TestTheListScrollsWithWhatIsChosen(t *testing.T) {
	p, w := show(t, many(30))
	styletest.SeesNot(t, w.Content(), "Command 12")
	p.keys(fyne.KeyPageDown)
	styletest.Sees(t, w.Content(), "Command 12")
	styletest.SeesNot(t, w.Content(), "Command 0")
	p.keys(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyDown)
	if p.Chosen() != 29 {
		t.Errorf("line %d is chosen, want the last", p.Chosen())
	}
	p.keys(fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp)
	styletest.Sees(t, w.Content(), "Command 0")
}

// fakeCanvas hears of shortcuts, as a real window's does.
type fakeCanvas struct {
	fyne.Canvas
	heard []fyne.Shortcut
}

func (c *fakeCanvas) TypedShortcut(s fyne.Shortcut) { c.heard = append(c.heard, s) }

func TestTheWindowsShortcutsWorkWhileThePaletteHasTheKeyboard(t *testing.T) {
	s := some()
	p, w := show(t, s)
	c := &fakeCanvas{Canvas: w.Canvas()}
	p.Focus(c)
	quit := &desktop.CustomShortcut{KeyName: fyne.KeyQ, Modifier: fyne.KeyModifierControl}
	p.field.TypedShortcut(quit)
	p.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(c.heard) != 1 || c.heard[0] != fyne.Shortcut(quit) {
		t.Errorf("the window hears %v", c.heard)
	}
}

func TestACommandThatHasBecomePossibleRuns(t *testing.T) {
	s := some()
	p, _ := show(t, s)
	for i := range s.items {
		s.items[i].Disabled = false // since the search
	}
	for i, it := range p.Items() {
		if it.ID == "explain" {
			p.runAt(i)
		}
	}
	if len(s.ran) != 1 || s.ran[0] != "explain" {
		t.Errorf("ran %q", s.ran)
	}
}

func TestAClickBesideTheLineLeavesItTheKeyboard(t *testing.T) {
	s := some()
	p, w := show(t, s)
	w.Canvas().Unfocus()
	p.Tapped(nil)
	if w.Canvas().Focused() != p.field {
		t.Errorf("the keyboard is with %T", w.Canvas().Focused())
	}
	w.Canvas().Unfocus()
	p.runAt(99) // nothing is there
	if w.Canvas().Focused() != p.field {
		t.Errorf("the keyboard is with %T", w.Canvas().Focused())
	}
}
