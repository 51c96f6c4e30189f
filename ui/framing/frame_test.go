package framing

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestPanelsGiveWayBeforeThePhotos(t *testing.T) {
	for _, c := range []struct {
		name        string
		width       float32
		wants       [][2]bool // left and right, one after the other
		left, right float32
	}{
		{"a wide window", 1600, [][2]bool{{true, true}}, style.FiltersWidth, style.InspectorWidth},
		{"1366", 1366, [][2]bool{{true, true}}, style.FiltersNarrow, style.InspectorNarrow},
		{"without the inspector", 1366, [][2]bool{{true, false}}, style.FiltersNarrow, 0},
		{"800 has room for one", 800, [][2]bool{{true, true}}, style.FiltersNarrow, 0},
		{"the one asked for last stays", 800, [][2]bool{{true, false}, {true, true}}, 0, style.InspectorNarrow},
		{"and goes again", 800, [][2]bool{{true, false}, {true, true}, {true, false}}, style.FiltersNarrow, 0},
		{"none are wanted", 1600, [][2]bool{{false, false}}, 0, 0},
		{"no room for any", 500, [][2]bool{{true, true}}, 0, 0},
	} {
		l := &frameLayout{}
		for _, want := range c.wants {
			l.prefer(want[0], want[1])
			l.want = Wanted{Left: want[0], Right: want[1], Bars: true}
		}
		if left, right := l.panels(c.width); left != c.left || right != c.right {
			t.Errorf("%s: %v and %v wide, want %v and %v", c.name, left, right, c.left, c.right)
		}
	}
}

func TestThePhotosHaveTheirPlaceAgainAfterTheyWereAlone(t *testing.T) {
	f := New(&Toolbar{object: style.Text("bar", style.TextSmall, style.Ink, false)}, container.NewStack(), container.NewStack(), container.NewStack())
	styletest.Show(t, f.Object(), 1200, 800)
	with := Wanted{Left: true, Right: true, Bars: true}
	f.Arrange(with)
	place, size := f.middle.Position(), f.middle.Size()
	f.Arrange(Wanted{Left: true, Right: true, Bars: true, Alone: true})
	if got := f.middle.Size(); got != f.Object().Size() {
		t.Errorf("alone they have %v", got)
	}
	f.Arrange(with)
	f.Refresh()
	if f.middle.Position() != place || f.middle.Size() != size {
		t.Errorf("they lie at %v in %v, before at %v in %v", f.middle.Position(), f.middle.Size(), place, size)
	}
}

// line is a row of parts with three folds.
func line() (*lineLayout, *fyne.Container, []fyne.CanvasObject) {
	l := &lineLayout{
		parts: layout.NewHBoxLayout(), path: style.Text("", style.TextSmall, style.Muted, false),
		views: controls.NewSegmentedBar([]controls.Segment{{Title: "Grid", Key: "G"}, {Title: "Loupe", Key: "E"}}, nil),
		where: "/a/long/way/to/the/photos of a wedding",
	}
	var parts []fyne.CanvasObject
	for _, title := range []string{"Sort", "Scorer", "Export keepers"} {
		p := controls.NewPill(title, "", nil)
		parts = append(parts, p)
		l.folds = append(l.folds, []fyne.CanvasObject{p})
	}
	row := container.New(l, append([]fyne.CanvasObject{l.path, l.views, layout.NewSpacer()}, parts...)...)
	return l, row, parts
}

func TestTheBarFoldsPartAfterPartAndComesBack(t *testing.T) {
	l, row, parts := line()
	styletest.Show(t, row, 900, 50)
	least := row.MinSize().Width
	shown := func(width float32) (n int) {
		row.Resize(fyne.NewSize(width, 40))
		end := float32(0)
		for _, o := range row.Objects {
			if !o.Visible() || o.MinSize().Width == 0 {
				continue
			}
			if o.Position().X < end-1 {
				t.Errorf("%v wide: parts lie over each other", width)
			}
			end = o.Position().X + o.MinSize().Width
		}
		if end > width+1 {
			t.Errorf("%v wide it ends at %v", width, end)
		}
		for _, p := range parts {
			if p.Visible() {
				n++
			}
		}
		return n
	}
	before := len(parts)
	for width := float32(900); width >= least; width -= 10 {
		n := shown(width)
		if n > before {
			t.Errorf("%v wide %d parts are shown, wider only %d", width, n, before)
		}
		before = n
	}
	if before != 0 {
		t.Errorf("at its least width %d parts are left", before)
	}
	if shown(900) != len(parts) || l.path.Text == "" || row.MinSize().Width > least+1 {
		t.Errorf("wide again: %d parts, path %q, least width %v", shown(900), l.path.Text, row.MinSize().Width)
	}
}
