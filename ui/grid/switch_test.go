package grid

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

// photographed is a cell with a photo of one colour.
func photographed(tile Tile) fyne.CanvasObject {
	cell := newTile(&Grid{cell: cellSize(220)})
	cell.Resize(cell.grid.cell)
	cell.show(0, tile)
	im := image.NewRGBA(image.Rect(0, 0, 120, 90))
	for i := range im.Pix {
		im.Pix[i] = 0x80
	}
	im.Set(3, 3, color.White)
	cell.setImage(im)
	return cell
}

func TestACellFollowsTheTheme(t *testing.T) {
	for name, tile := range map[string]Tile{
		"picked":    {ID: 1, Name: "a.jpg", Score: "7.84", Flag: library.Pick, Rating: 4, Cursor: true},
		"rejected":  {ID: 1, Name: "a.jpg", Score: "2.10", LowConfidence: true, Flag: library.Reject, Label: library.Blue},
		"selected":  {ID: 1, Name: "a.jpg", Kind: "RAW", Selected: true},
		"a problem": {ID: 1, Name: "a.jpg", Problem: "The file ends in the middle of the picture."},
	} {
		t.Run(name, func(t *testing.T) {
			styletest.Switches(t, func() fyne.CanvasObject { return photographed(tile) }, 220, 180)
		})
	}
}
