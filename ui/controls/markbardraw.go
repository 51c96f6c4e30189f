package controls

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style"
)

// The signs of the bar, in device-independent pixels.
const (
	barSign   float32 = 12
	barStroke float32 = 2
)

// CreateRenderer is called by Fyne.
func (b *MarkBar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{
		bar: b, ground: canvas.NewRectangle(style.Scrim),
		pole: canvas.NewRectangle(style.OnPhoto), cloth: canvas.NewRectangle(style.OnPhoto),
		label: canvas.NewCircle(style.Alpha(style.Ink, 0)),
	}
	r.ground.CornerRadius, r.cloth.CornerRadius = style.Radius, 1
	r.label.StrokeWidth = barStroke
	r.All = []fyne.CanvasObject{r.ground, r.pole, r.cloth, r.label}
	for i := range r.cross {
		r.cross[i] = canvas.NewLine(style.OnPhoto)
		r.cross[i].StrokeWidth = barStroke
		r.All = append(r.All, r.cross[i])
	}
	for range library.MaxRating {
		star := style.Text("★", style.TextBody, style.OnPhotoMuted, false)
		r.stars, r.All = append(r.stars, star), append(r.All, star)
	}
	for _, l := range barLabels() {
		dot := canvas.NewCircle(style.LabelColor(l))
		r.dots, r.All = append(r.dots, dot), append(r.All, dot)
	}
	r.dress()
	return r
}

type barRenderer struct {
	Parts
	bar         *MarkBar
	ground      *canvas.Rectangle
	pole, cloth *canvas.Rectangle // the flag
	cross       [2]*canvas.Line
	stars       []*canvas.Text
	label       *canvas.Circle
	dots        []*canvas.Circle
}

func (r *barRenderer) MinSize() fyne.Size { return r.bar.MinSize() }

func (r *barRenderer) Layout(size fyne.Size) {
	place(r.ground, 0, 0, size.Width, size.Height)
	x, y := (barButton-barSign)/2, (size.Height-barSign)/2
	place(r.pole, x, y, barStroke, barSign)
	place(r.cloth, x+barStroke, y, barSign-barStroke, barSign*0.6)
	x += barButton + 1
	r.cross[0].Position1, r.cross[0].Position2 = fyne.NewPos(x, y+1), fyne.NewPos(x+barSign-2, y+barSign-1)
	r.cross[1].Position1, r.cross[1].Position2 = fyne.NewPos(x, y+barSign-1), fyne.NewPos(x+barSign-2, y+1)
	for i, star := range r.stars {
		w := star.MinSize().Width
		PlaceText(star, 2*barButton+float32(i)*barStar+(barStar-w)/2, 0, w, size.Height)
	}
	place(r.label, barLeast+(barButton-barDot)/2, (size.Height-barDot)/2, barDot, barDot)
	pitch := size.Width / float32(len(r.dots))
	for i, dot := range r.dots {
		place(dot, (float32(i)+0.5)*pitch-barDot/2, (size.Height-barDot)/2, barDot, barDot)
	}
	r.label.Hidden = r.bar.labelled || size.Width < BarFull
}

func (r *barRenderer) Refresh() {
	r.dress()
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

func (r *barRenderer) dress() {
	b := r.bar
	lit := func(on bool, c style.Color) color.Color {
		if on {
			return c
		}
		return style.OnPhoto
	}
	flag := lit(b.marks.Flag == library.Pick, style.OnPhotoMeasured)
	r.pole.FillColor, r.cloth.FillColor = flag, flag
	r.pole.Hidden, r.cloth.Hidden = b.labelled, b.labelled
	for _, line := range r.cross {
		line.StrokeColor, line.Hidden = lit(b.marks.Flag == library.Reject, style.LabelRed), b.labelled
	}
	for i, star := range r.stars {
		star.Color, star.Hidden = lit(i < int(b.marks.Stars), style.OnPhotoAccent), b.labelled
		if i >= int(b.marks.Stars) {
			star.Color = style.OnPhotoMuted
		}
	}
	r.label.FillColor, r.label.StrokeColor = style.Alpha(style.Ink, 0), style.OnPhotoMuted
	if b.marks.Label != library.NoLabel {
		c := style.LabelColor(b.marks.Label)
		r.label.FillColor, r.label.StrokeColor = c, c
	}
	for _, dot := range r.dots {
		dot.Hidden = !b.labelled
	}
}
