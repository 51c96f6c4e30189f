package loupe

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheLegendBreaksWhereTheViewIsNarrow(t *testing.T) {
	const words = "red: highlights clipped in 2.2 % · blue: shadows clipped in 0.1 % · green box: sharpest part · thin lines: thirds"
	styletest.Show(t, newChip().ground, 10, 10)
	if got := broken(words, 2000); !slices.Equal(got, []string{words}) {
		t.Errorf("with much room it is %q", got)
	}
	for _, width := range []float32{60, 200, 300, 480} {
		got := broken(words, width)
		if len(got) < 2 || len(got) > legendLines {
			t.Errorf("%v wide it has %d lines", width, len(got))
		}
		for _, line := range got {
			if w := style.TextWidth(line, style.TextSmall, false); w > width {
				t.Errorf("%q is %v wide, there is room for %v", line, w, width)
			}
		}
		if whole := strings.Join(got, " · "); width >= 300 && whole != words {
			t.Errorf("%v wide it says %q", width, whole)
		}
	}
}

func TestTheLegendLeavesTheCornersFree(t *testing.T) {
	styletest.Show(t, newChip().ground, 10, 10)
	g := newLegend()
	g.set("red: highlights clipped in 2.2 % · green box: sharpest part")
	for width, above := range map[float32]bool{1200: false, 480: true} {
		g.arrange(fyne.NewSize(width, 600), 70, 90)
		first := g.lines[0]
		left, bottom := first.ground.Position().X, first.ground.Position().Y+first.size().Height
		if above != (bottom < 600-edge-first.size().Height) || !above && left < 70+2*edge {
			t.Errorf("%v wide it begins at %v and ends at %v", width, left, bottom)
		}
	}
}
