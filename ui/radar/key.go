package radar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// Sign is one of the signs of a chart.
type Sign uint8

// The signs: a photo's values, those of a second photo, one standard deviation around a
// value, an attribute that is not judged, the mean of other photos, and a measurement
// beside a model's judgement.
const (
	ValueSign Sign = iota
	SecondSign
	BandSign
	AbsentSign
	MeanSign
	CheckSign
)

const (
	keyWidth  float32 = 18
	keyHeight float32 = 10
	keyDashes         = 3
	keyHatch          = 4
)

// Key is a sign of the chart on its own, for a legend.
type Key struct {
	widget.BaseWidget
	sign Sign
	tint style.Color
}

var _ fyne.Widget = (*Key)(nil)

// NewKey makes a key of a sign; tint is that of the photo's values and matters to
// ValueSign and BandSign alone.
func NewKey(sign Sign, tint style.Color) *Key {
	k := &Key{sign: sign, tint: tint}
	k.ExtendBaseWidget(k)
	return k
}

// Set shows another sign.
func (k *Key) Set(sign Sign, tint style.Color) {
	if k.sign != sign || k.tint != tint {
		k.sign, k.tint = sign, tint
		k.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (k *Key) CreateRenderer() fyne.WidgetRenderer {
	r := &keyRenderer{key: k, line: canvas.NewLine(style.Line), dot: canvas.NewCircle(style.Line), band: canvas.NewRectangle(style.Line)}
	r.all = []fyne.CanvasObject{r.band, r.line, r.dot}
	for i := range r.strokes {
		r.strokes[i] = canvas.NewLine(style.Line)
		r.all = append(r.all, r.strokes[i])
	}
	return r
}

type keyRenderer struct {
	key     *Key
	band    *canvas.Rectangle
	line    *canvas.Line
	dot     *canvas.Circle
	strokes [keyHatch]*canvas.Line // dashes, or a hatch
	all     []fyne.CanvasObject
}

func (r *keyRenderer) Destroy()                     {}
func (r *keyRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *keyRenderer) MinSize() fyne.Size           { return fyne.NewSize(keyWidth, keyHeight) }

func (r *keyRenderer) Refresh() {
	r.Layout(r.key.Size())
	canvas.Refresh(r.key)
}

func (r *keyRenderer) Layout(size fyne.Size) {
	k := r.key
	middle := size.Height / 2
	r.line.Hidden = k.sign != ValueSign && k.sign != SecondSign
	r.dot.Hidden = r.line.Hidden && k.sign != CheckSign
	r.band.Hidden = k.sign != BandSign && k.sign != AbsentSign

	ink, fill := k.tint, k.tint
	switch k.sign {
	case SecondSign:
		ink, fill = style.Second, style.Panel
	case CheckSign:
		ink, fill = style.Measured, style.Panel
	}
	r.line.Position1, r.line.Position2 = fyne.NewPos(0, middle), fyne.NewPos(size.Width, middle)
	r.line.StrokeColor, r.line.StrokeWidth = ink, lineWidth
	side := cornerSide
	if k.sign == CheckSign {
		side = dotSide
	}
	r.dot.FillColor, r.dot.StrokeColor, r.dot.StrokeWidth = fill, ink, min(lineWidth, side/3)
	r.dot.Move(fyne.NewPos((size.Width-side)/2, middle-side/2))
	r.dot.Resize(fyne.NewSquareSize(side))

	r.band.FillColor, r.band.StrokeColor, r.band.StrokeWidth = style.Alpha(k.tint, bandOpacity), style.Alpha(k.tint, areaOpacity), 1
	if k.sign == AbsentSign {
		r.band.FillColor, r.band.StrokeColor = style.Panel, style.Faint
	}
	r.band.Move(fyne.NewPos(0, middle-keyHeight/2))
	r.band.Resize(fyne.NewSize(size.Width, keyHeight))
	r.layoutStrokes(size)
}

func (r *keyRenderer) layoutStrokes(size fyne.Size) {
	middle := size.Height / 2
	for i, l := range r.strokes {
		switch r.key.sign {
		case MeanSign:
			dash := size.Width / (2*keyDashes - 1)
			l.Hidden = i >= keyDashes
			l.StrokeColor, l.StrokeWidth = style.Soft, 1
			l.Position1 = fyne.NewPos(2*float32(i)*dash, middle)
			l.Position2 = fyne.NewPos(2*float32(i)*dash+dash, middle)
		case AbsentSign:
			step := size.Width / keyHatch
			l.Hidden = false
			l.StrokeColor, l.StrokeWidth = style.Faint, 1
			l.Position1 = fyne.NewPos(float32(i)*step, middle+keyHeight/2)
			l.Position2 = fyne.NewPos(float32(i+1)*step, middle-keyHeight/2)
		default:
			l.Hidden = true
		}
	}
}
