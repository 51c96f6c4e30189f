package grid

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/style/styletest"
)

// drawn writes rows down: "head 0", "3 4 5", "foot 0".
func drawn(r *rows) string {
	var words []string
	for _, x := range r.all {
		switch x.kind {
		case headRow:
			words = append(words, fmt.Sprintf("head %d", x.section))
		case footRow:
			words = append(words, fmt.Sprintf("foot %d", x.section))
		default:
			words = append(words, strings.Trim(fmt.Sprint(slices.Collect(func(yield func(int) bool) {
				for i := range x.cells {
					if !yield(x.first + i) {
						return
					}
				}
			})), "[]"))
		}
	}
	return strings.Join(words, " | ")
}

func TestSectionsBeginRows(t *testing.T) {
	tray := func(at, cells int) Section { return Section{At: at, Tray: &Tray{Cells: cells}} }
	line := func(at int) Section { return Section{At: at, Title: "noon"} }
	for name, c := range map[string]struct {
		n        int
		sections []Section
		want     string
	}{
		"none":                     {7, nil, "0 1 2 | 3 4 5 | 6"},
		"a line":                   {7, []Section{line(0), line(4)}, "head 0 | 0 1 2 | 3 | head 1 | 4 5 6"},
		"an open stack":            {9, []Section{tray(1, 4)}, "0 | head 0 | 1 2 3 | 4 | foot 0 | 5 6 7 | 8"},
		"an open stack at the end": {5, []Section{line(0), tray(3, 2)}, "head 0 | 0 1 2 | head 1 | 3 4 | foot 1"},
		"two open stacks":          {4, []Section{tray(0, 2), tray(2, 2)}, "head 0 | 0 1 | foot 0 | head 1 | 2 3 | foot 1"},
		"a stack that ends early":  {3, []Section{tray(1, 9)}, "0 | head 0 | 1 2 | foot 0"},
		"beyond the end":           {2, []Section{line(2), line(5)}, "0 1"},
		"out of order":             {4, []Section{tray(1, 2), line(1)}, "0 | head 0 | 1 2 | foot 0 | head 1 | 3"},
		"nothing":                  {0, []Section{line(0)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := layRows(c.n, 3, 100, c.sections, seventy)
			if got := drawn(r); got != c.want {
				t.Errorf("drawn as %q, want %q", got, c.want)
			}
			var high float32
			for _, x := range r.all {
				if x.y < high {
					t.Errorf("a row at %v stands over the one that ends at %v", x.y, high)
				}
				high = x.y + x.high
			}
			for i := range c.n {
				x := r.all[r.of[i]]
				if x.kind != cellRow || i < x.first || i >= x.first+x.cells {
					t.Errorf("cell %d is said to stand in %+v", i, x)
				}
			}
			if high > r.high {
				t.Errorf("the rows end at %v, all at %v", high, r.high)
			}
		})
	}
}

func TestTheCursorGoesUpAndDownByWhatStandsThere(t *testing.T) {
	r := layRows(9, 3, 100, []Section{{At: 1, Tray: &Tray{Cells: 4}}}, seventy) // 0 | 1 2 3 | 4 | 5 6 7 | 8
	for _, c := range []struct{ from, by, want int }{
		{0, 1, 1}, {2, 1, 4}, {4, 1, 5}, {6, 1, 8}, {8, 1, 8}, {8, -1, 5}, {7, -1, 4}, {3, -1, 0}, {0, -1, 0}, {0, 3, 5}, {6, -9, 0}, {-1, 1, -1}, {20, 1, 20},
	} {
		if got := r.vertical(c.from, c.by); got != c.want {
			t.Errorf("from %d by %d: %d, want %d", c.from, c.by, got, c.want)
		}
	}
}

func TestWhatIsInViewIsFoundByHeight(t *testing.T) {
	r := layRows(9, 3, 100, []Section{{At: 3, Title: "noon"}}, seventy) // 0-100, head to 130, 130-230, 230-330
	for _, c := range []struct {
		top, bottom float32
		from, to    int
	}{{0, 100, 0, 3}, {0, 131, 0, 6}, {100, 230, 3, 6}, {150, 400, 3, 9}, {340, 500, 0, 0}} {
		first, last := r.between(c.top, c.bottom)
		if from, to := r.cellsOf(first, last); from != c.from || to != c.to {
			t.Errorf("between %v and %v: %d to %d", c.top, c.bottom, from, to)
		}
	}
}

// seventy is how high each foot is.
func seventy(*Tray) float32 { return 70 }

func TestAFootIsAsHighAsItsWordsAndButtonsNeed(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	tray := &Tray{Suggested: "DSC_0021.jpg", Sentence: "is suggested: best overall by 0.1; 5 others are too close to call. You choose."}
	for _, title := range []string{"Pick DSC_0021.jpg, reject the other 5", "Survey", "Compare", "Split here", "Close"} {
		tray.Actions = append(tray.Actions, Action{Title: title, Key: "Shift+P"})
	}
	last := float32(0)
	for _, width := range []float32{1200, 500, 300} {
		foot := newFoot(tray)
		high := foot.high(width)
		if high <= last {
			t.Errorf("%v wide it is %v high, and was %v where it was wider", width, high, last)
		}
		last = high
		foot.Resize(fyne.NewSize(width, high))
		bottom := float32(0)
		for i, o := range foot.objects {
			at := o.Position()
			if i == 1 {
				if words := foot.objects[0]; at.Y < words.Position().Y+words.MinSize().Height {
					t.Errorf("%v wide the buttons begin at %v over the words", width, at.Y)
				}
			}
			if end := at.X + o.Size().Width; end > width {
				t.Errorf("%v wide object %d ends at %v", width, i, end)
			}
			bottom = max(bottom, at.Y+o.Size().Height)
		}
		if bottom > high {
			t.Errorf("%v wide all ends at %v of %v", width, bottom, high)
		}
	}
}
