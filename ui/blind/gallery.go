package blind

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// The size of a thumbnail in the gallery.
const thumbWidth, thumbHeight float32 = 168, 126

// ThumbSize is how large a thumbnail is in a gallery.
func ThumbSize() fyne.Size { return fyne.NewSize(thumbWidth, thumbHeight) }

// Thumb is a photo in a gallery, that opens when it is tapped. It belongs to fyne's
// goroutine.
type Thumb struct {
	widget.BaseWidget
	picture *canvas.Image
	edge    *canvas.Rectangle
	onTap   func()
}

var (
	_ fyne.Widget        = (*Thumb)(nil)
	_ fyne.Tappable      = (*Thumb)(nil)
	_ desktop.Cursorable = (*Thumb)(nil)
)

// NewThumb makes a thumbnail without a picture.
func NewThumb(onTap func()) *Thumb {
	t := &Thumb{
		picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		edge:    canvas.NewRectangle(style.Mat), onTap: onTap,
	}
	t.edge.CornerRadius = style.Radius
	t.ExtendBaseWidget(t)
	return t
}

// Put gives it its picture.
func (t *Thumb) Put(img image.Image) {
	t.picture.Image = img
	t.picture.Refresh()
}

// Tapped is called by Fyne.
func (t *Thumb) Tapped(*fyne.PointEvent) { t.onTap() }

// Cursor is called by Fyne.
func (t *Thumb) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize is called by Fyne.
func (t *Thumb) MinSize() fyne.Size { return fyne.NewSize(thumbWidth, thumbHeight) }

// CreateRenderer is called by Fyne.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer { return &thumbRenderer{t} }

type thumbRenderer struct{ thumb *Thumb }

// Layout is called by Fyne.
func (r *thumbRenderer) Layout(size fyne.Size) {
	r.thumb.edge.Resize(size)
	r.thumb.picture.Move(fyne.NewPos(style.GapSmall, style.GapSmall))
	r.thumb.picture.Resize(size.SubtractWidthHeight(2*style.GapSmall, 2*style.GapSmall))
}

// MinSize is called by Fyne.
func (r *thumbRenderer) MinSize() fyne.Size { return fyne.NewSize(thumbWidth, thumbHeight) }

// Refresh is called by Fyne.
func (r *thumbRenderer) Refresh() { canvas.Refresh(r.thumb) }

// Objects is called by Fyne.
func (r *thumbRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.thumb.edge, r.thumb.picture}
}

// Destroy is called by Fyne.
func (r *thumbRenderer) Destroy() {}
