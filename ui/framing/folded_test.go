package framing

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style/styletest"
)

// orders are two orders, of which the first is chosen.
type orders struct {
	chosen   int
	reversed bool
}

func (o *orders) Titles() []string        { return []string{"Time taken", "Overall"} }
func (o *orders) Chosen() int             { return o.chosen }
func (o *orders) By(place int) change.Set { o.chosen = place; return change.Order }
func (o *orders) Direction() string       { return "oldest first" }
func (o *orders) Reverse() change.Set     { o.reversed = true; return change.Order }

// twoScorers are two scorers, of which the first is chosen.
type twoScorers struct{ chosen int }

func (s *twoScorers) Titles() ([]string, int)       { return []string{"Built-in", "A model"}, s.chosen }
func (s *twoScorers) ChooseAt(place int) change.Set { s.chosen = place; return change.Order }
func (s *twoScorers) OpenForm()                     {}

func TestWhatABarHasNoRoomForIsBehindOneButton(t *testing.T) {
	o, scorers, exported := &orders{}, &twoScorers{}, 0
	table, err := command.NewTable(
		command.Binding{ID: "grid", Title: "Grid", Section: command.View, Keys: []command.Key{{Name: "g"}}, Run: func() change.Set { return 0 }},
		command.Binding{ID: "export", Title: "Export", Section: command.Work, Keys: []command.Key{{Name: "e", Mod: command.Ctrl}}, Run: func() change.Set { return 0 }},
	)
	if err != nil {
		t.Fatal(err)
	}
	styletest.Speak(t, "C")
	bar := NewToolbar(Needs{
		Session: session.NewSession(), Table: table, Views: []View{{"Grid", "grid"}}, Current: func() command.ID { return "grid" },
		Sorting: o, Scorers: scorers, Models: true, Where: func() string { return "/photos" }, Export: "export",
		Do: func(command.ID) { exported++ }, Apply: func(change.Set) {}, Menu: func(fyne.CanvasObject) {},
	})
	w := styletest.Show(t, bar.object, 1200, 60)
	bar.Show()
	resize := func(width float32) { w.Resize(fyne.NewSize(width, 60)); bar.object.Resize(fyne.NewSize(width, 50)) }
	if len(bar.folded().Items) != 0 || isShown(bar.row, bar.more) {
		t.Fatal("a bar with room for all has a button for more")
	}
	for width := float32(1200); width >= bar.row.MinSize().Width; width -= 20 {
		resize(width)
		if hidden := len(bar.folded().Items); (hidden > 0) != isShown(bar.row, bar.more) {
			t.Errorf("%v wide %d parts are hidden, and the button is shown: %v", width, hidden, hidden == 0)
		}
	}
	resize(bar.row.MinSize().Width)
	menu := bar.folded()
	var titles []string
	for _, item := range menu.Items {
		titles = append(titles, item.Label)
	}
	if want := []string{"Sort", "Reverse sort order (oldest first)", "Scorer", "Export keepers…   Ctrl+E"}; !slices.Equal(titles, want) {
		t.Fatalf("the menu has %q, want %q", titles, want)
	}
	sort, scorer := menu.Items[0].ChildMenu.Items, menu.Items[2].ChildMenu.Items
	if !sort[0].Checked || sort[1].Checked || len(scorer) != 3 {
		t.Errorf("of %d orders and %d scorers the chosen is not marked", len(sort), len(scorer))
	}
	sort[1].Action()
	menu.Items[1].Action()
	scorer[1].Action()
	menu.Items[3].Action()
	if o.chosen != 1 || !o.reversed || scorers.chosen != 1 || exported != 1 {
		t.Errorf("order %d, reversed %v, scorer %d, %d exports", o.chosen, o.reversed, scorers.chosen, exported)
	}
}
