package grid

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheCaptionsWordsStandBesideEachOther(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	full := Tile{ID: 1, Name: "P1000419-a-long-name.JPG", Score: "7.84", Kind: "RAW+JPG"}
	rated, labelled, waiting, starred := full, full, full, full
	rated.Rating, labelled.Label, waiting.Score = 3, library.Red, ""
	starred.Rating, starred.Label = 5, library.Blue
	for name, tile := range map[string]Tile{
		"full": full, "rated": rated, "labelled": labelled, "not scored": waiting, "five stars": starred,
	} {
		for _, side := range []float32{MinSide, 180, 230, MaxSide} {
			cell := newTile(&Grid{cell: cellSize(side)})
			cell.Resize(cell.grid.cell)
			cell.show(0, tile)
			end := cell.left.Position().X + cell.left.MinSize().Width
			for _, beside := range []*canvas.Text{cell.kind, cell.score} {
				if x := beside.Position().X; beside.Text != "" && end > x-captionGap+1 {
					t.Errorf("%s, %v wide: %q ends at %v, %q begins at %v", name, side, cell.left.Text, end, beside.Text, x)
				}
			}
			if side >= 230 && cell.kind.Text == "" {
				t.Errorf("%s, %v wide: the kind is left out", name, side)
			}
			if !strings.Contains(cell.left.Text, "P") && !strings.Contains(cell.left.Text, "…") && !strings.Contains(cell.left.Text, "★") {
				t.Errorf("%s, %v wide: nothing is left of the name: %q", name, side, cell.left.Text)
			}
		}
	}
}
