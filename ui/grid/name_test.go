package grid

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestARatedPhotoKeepsItsNumber(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	for _, side := range []float32{MinSide, 175, 230, MaxSide} {
		cell := newTile(&Grid{cell: cellSize(side)})
		cell.Resize(cell.grid.cell)
		cell.show(0, Tile{ID: 1, Name: "DSC_0124.JPG", Score: "7.84", Rating: 3})
		if got := cell.left.Text; !strings.Contains(got, "24") || !strings.Contains(got, "★") {
			t.Errorf("%v wide it says %q", side, got)
		}
	}
}
