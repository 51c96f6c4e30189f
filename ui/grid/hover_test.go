package grid

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style/styletest"
)

// twoCells are cells of one grid, each with a photo.
func twoCells(t *testing.T) (*Grid, *tileWidget, *tileWidget) {
	t.Helper()
	styletest.Show(t, container.NewStack(), 400, 300)
	g := &Grid{cell: cellSize(230)}
	g.hover = newHover(&g.Mouse)
	cells := [2]*tileWidget{}
	for i := range cells {
		cells[i] = newTile(g)
		cells[i].Resize(g.cell)
		cells[i].show(i, Tile{ID: library.ID(i + 1), Name: "a.jpg", Flag: library.Reject, Rating: 2})
	}
	return g, cells[0], cells[1]
}

// has says whether a cell draws the buttons.
func has(t *tileWidget) bool {
	for _, o := range test.WidgetRenderer(t).Objects() {
		if _, ok := o.(*controls.MarkBar); ok {
			return true
		}
	}
	return false
}

func TestTheButtonsMarkThePhotoUnderThePointer(t *testing.T) {
	g, first, second := twoCells(t)
	type told struct {
		id    library.ID
		flag  library.Flag
		stars library.Rating
		label library.Label
	}
	var got told
	g.Mouse.OnFlag = func(id library.ID, f library.Flag) { got = told{id: id, flag: f} }
	g.Mouse.OnRate = func(id library.ID, n library.Rating) { got = told{id: id, stars: n} }
	g.Mouse.OnLabel = func(id library.ID, l library.Label) { got = told{id: id, label: l} }
	tap := func(x float32) { g.hover.bar.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 10)}) }
	for _, c := range []struct {
		what string
		cell *tileWidget
		taps []float32
		want told
	}{
		{"pick", first, []float32{10}, told{id: 1, flag: library.Pick}},
		{"the same flag again", second, []float32{30}, told{id: 2, flag: library.Undecided}},
		{"the third star", second, []float32{48 + 2*14 + 5}, told{id: 2, stars: 3}},
		{"the last lit star", first, []float32{48 + 14 + 5}, told{id: 1}},
		{"the first colour", first, []float32{130, 5}, told{id: 1, label: library.Red}},
	} {
		c.cell.MouseIn(nil)
		got = told{}
		for _, x := range c.taps {
			tap(x)
		}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, got, c.want)
		}
	}
}

func TestTheButtonsFollowThePointerFromCellToCell(t *testing.T) {
	g, first, second := twoCells(t)
	if has(first) || has(second) {
		t.Fatal("there are buttons without a pointer")
	}
	first.MouseIn(nil)
	if !has(first) || has(second) {
		t.Error("the first cell has none")
	}
	second.MouseIn(nil) // the toolkit may tell of leaving afterwards
	first.MouseOut()
	if has(first) || !has(second) || g.hover.photo() != 2 {
		t.Error("the second cell has none")
	}
	second.show(7, Tile{ID: 9, Rating: 5}) // scrolled under the pointer
	if g.hover.photo() != 9 || g.hover.bar.Marks() != (controls.Marks{Stars: 5}) {
		t.Errorf("after scrolling they show %+v of %v", g.hover.bar.Marks(), g.hover.photo())
	}
	second.MouseOut()
	if has(second) || g.hover.photo() != 0 {
		t.Error("they stay when the pointer is gone")
	}
}

func TestTheOtherButtonAsksForTheMenuOfThePhotoThatIsSeen(t *testing.T) {
	g, first, second := twoCells(t)
	second.show(0, Tile{ID: 70, Name: "on top of a stack.jpg"}) // another photo than the place among all
	var asked []library.ID
	g.Mouse.OnMenu = func(id library.ID, _ fyne.Position) { asked = append(asked, id) }
	empty := newTile(g)
	for _, cell := range []*tileWidget{first, second, empty} {
		cell.TappedSecondary(&fyne.PointEvent{})
	}
	if !slices.Equal(asked, []library.ID{1, 70}) {
		t.Errorf("it asked for the menus of %v", asked)
	}
}

func TestHeadAndFootOfAnOpenStackAskForItsMenu(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	asked := 0
	s := Section{Tray: &Tray{Cells: 2, OnMenu: func(fyne.Position) { asked++ }}}
	for _, b := range []*bar{newHead(&s), newFoot(s.Tray), newHead(&Section{Title: "14:31"})} {
		b.TappedSecondary(&fyne.PointEvent{})
	}
	if asked != 2 {
		t.Errorf("it was asked for %d times", asked)
	}
}
