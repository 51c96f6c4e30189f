package menus

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// room is the controller on a desk with photos and a few commands.
type room struct {
	*Menus
	d        *desktest.Desk
	ran      []command.ID
	moved    []int
	copied   string
	revealed chan string
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{d: desktest.Open(t), revealed: make(chan string, 1)}
	r.Menus = New(Needs{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Canvas: r.d.Window.Canvas, Apply: r.d.Apply,
		Do: func(id command.ID) { r.ran = append(r.ran, id) }, Targets: r.d.Session.Targets,
		Move: func(cell int) { r.moved = append(r.moved, cell); r.d.Session.Stacks.MoveTo(cell) },
		Copy: func(text string) { r.copied = text },
	})
	run := func() change.Set { return change.None }
	never := func() (bool, string) { return false, "Only on Sundays" }
	key := func(name string) []command.Key { return []command.Key{{Name: name}} }
	all := append([]command.Binding{
		{ID: "pick", Section: command.Decide, Title: "Pick", Keys: key("p"), Photo: true, Run: run},
		{ID: "star", Section: command.Decide, Title: "1 star", Menu: "Stars", Photo: true, Run: run},
		{ID: "stars", Section: command.Decide, Title: "2 stars", Menu: "Stars", Photo: true, Run: run},
		{ID: "keep", Section: command.Decide, Title: "Pick one", Now: func() string { return "Pick a, reject 6" }, Stack: true, Run: run},
		{ID: "split", Section: command.Decide, Title: "Split", Now: func() string { return "" }, Stack: true, Enabled: never, Run: run},
		{ID: "undo", Section: command.Decide, Title: "Undo", Run: run},
		{ID: "loupe", Section: command.View, Title: "Loupe", Photo: true, Run: run},
		{ID: "compare", Section: command.View, Title: "Compare", Photo: true, Stack: true, Run: run},
		{ID: "pray", Section: command.View, Title: "Pray", Photo: true, Enabled: never, Run: run},
		{ID: "secret", Section: command.Work, Title: "Unlisted", Unlisted: true, Run: run},
	}, r.Commands()...)
	table, err := command.NewTable(all...)
	if err != nil {
		t.Fatal(err)
	}
	r.UseTable(table)
	return r
}

// labels writes a menu's items, those of submenus behind their name.
func labels(m *fyne.Menu) (all []string) {
	for _, item := range m.Items {
		switch {
		case item.IsSeparator:
			all = append(all, "-")
		case item.ChildMenu != nil:
			all = append(all, item.Label+": "+strings.Join(labels(item.ChildMenu), ", "))
		default:
			all = append(all, item.Label)
		}
	}
	return all
}

func TestEveryCommandIsInTheMenuOfItsSection(t *testing.T) {
	r := newRoom(t)
	r.d.AddPhotos(t, 1)
	got := labels(r.All())
	want := []string{
		"Decide: Pick   P, Stars: 1 star, 2 stars, Pick a, reject 6, Split – Only on Sundays, Undo", "Navigate: ", "View: Loupe, Compare, Pray – Only on Sundays",
		"General: Unlisted, Show in file manager – No file manager was found, Copy path, Copy file name",
		"Stack: Pick a, reject 6, Split – Only on Sundays, Compare",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	item := r.All().Items[0].ChildMenu.Items[0]
	item.Action()
	if !slices.Equal(r.ran, []command.ID{"pick"}) {
		t.Errorf("it runs %q", r.ran)
	}
	if pray := r.All().Items[2].ChildMenu.Items[2]; !pray.Disabled {
		t.Error("a command that cannot run is offered")
	}
}

func TestAPhotosMenuOffersWhatCanBeDoneWithIt(t *testing.T) {
	r := newRoom(t)
	r.d.AddPhotos(t, 3)
	s := r.d.Session
	s.MoveTo(0)
	want := []string{"Loupe", "Compare", "-", "Pick a, reject 6", "-", "Pick   P", "Stars: 1 star, 2 stars", "-", "Copy path", "Copy file name"}
	if got := labels(r.Photo(s.At(0))); !slices.Equal(got, want) {
		t.Errorf("it is %q", got)
	}
	if got := labels(r.Photo(s.At(1))); slices.Contains(got, "Pick a, reject 6") {
		t.Errorf("at a photo that the cursor did not go to it offers what acts on the cursor's stack: %q", got)
	}
	if got, want := labels(r.Stack()), []string{"Pick a, reject 6", "Compare"}; !slices.Equal(got, want) {
		t.Errorf("that of a stack is %q", got)
	}
	s.Toggle(1)
	for place, moves := range map[int]bool{1: false, 2: true} {
		r.moved = nil
		r.ShowPhoto(s.At(place), fyne.NewPos(10, 10))
		if (len(r.moved) > 0) != moves {
			t.Errorf("the cursor went to %v for the photo at place %d", r.moved, place)
		}
		if len(r.d.Window.Canvas().Overlays().List()) == 0 {
			t.Error("no menu is shown")
		}
		if moves {
			break
		}
	}
}

func TestNamesAndPathsAreCopiedAsTheyAre(t *testing.T) {
	r := newRoom(t)
	photos := r.d.AddPhotos(t, 2)
	r.d.Session.MoveTo(r.d.Session.Place(photos[1].ID))
	for id, want := range map[command.ID]string{"copy-path": photos[1].Path, "copy-name": photos[1].Name()} {
		r.d.Do(t, r.Commands(), id)
		if r.copied != want {
			t.Errorf("%s copies %q", id, r.copied)
		}
	}
	r.Folder("/a folder").Items[1].Action()
	if r.copied != "/a folder" || !strings.Contains(r.d.Notices.Notice(), "/a folder") {
		t.Errorf("a folder's menu copies %q and says %q", r.copied, r.d.Notices.Notice())
	}
}

func TestAFileManagerThatFailsIsSaid(t *testing.T) {
	r := newRoom(t)
	photos := r.d.AddPhotos(t, 1)
	r.d.Session.MoveTo(0)
	r.reveal = func(_ context.Context, path string) error {
		r.revealed <- path
		return errors.New("it broke")
	}
	r.d.Do(t, r.Commands(), "show-in-file-manager")
	if got := <-r.revealed; got != photos[0].Path {
		t.Errorf("it shows %q", got)
	}
	r.d.Finish()
	if got := r.d.Notices.Problem(); got != "it broke" {
		t.Errorf("it says %q", got)
	}
}
