package inspector

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Sharpness is where a photo stands among the frames of its stack, from the softest to
// the sharpest.
type Sharpness struct {
	Frames []float64 // clarity of the frames of which it is known, 0..10, in any order
	Here   float64   // the photo's own
	SD     float64   // its standard deviation
	Words  string    // the same in a few words
}

const (
	// leastSpan is how many points the bar spans at least: frames that differ by less
	// than can be seen must not stand at its two ends.
	leastSpan = 1.0

	sharpBarHeight float32 = 34
	sharpBarMiddle float32 = 9 // from its top
	tickWidth      float32 = 2
	tickHeight     float32 = 10
	hereWidth      float32 = 4
	hereHeight     float32 = 18
)

// inStack is the section about a photo's stack.
type inStack struct {
	words  *controls.Paragraph
	bar    *sharpBar
	sharp  *fyne.Container // words and bar
	frames *framesPart
	root   *fyne.Container
}

func newInStack(width float32) *inStack {
	s := &inStack{words: controls.NewParagraph(style.TextSmall, width), bar: newSharpBar(), frames: newFramesPart()}
	s.sharp = section(2, s.words, controls.Space(2), s.bar)
	s.root = section(style.Gap, controls.SectionTitle(lang.L("IN THIS STACK")), s.sharp, s.frames.root)
	return s
}

func (s *inStack) set(v *View) {
	s.root.Hidden = v.Stack == nil && len(v.Frames.Listed) == 0 || v.Problem != ""
	s.frames.set(v.Frames, v.tint())
	s.sharp.Hidden = v.Stack == nil
	if v.Stack != nil {
		s.words.Set(controls.Span{Text: v.Stack.Words, Color: style.Ink})
		s.bar.set(*v.Stack, v.tint())
	}
}

// sharpBar is a line with a mark for each frame.
type sharpBar struct {
	widget.BaseWidget
	shown Sharpness
	tint  style.Color
}

var _ fyne.Widget = (*sharpBar)(nil)

func newSharpBar() *sharpBar {
	b := &sharpBar{tint: style.Measured}
	b.ExtendBaseWidget(b)
	return b
}

func (b *sharpBar) set(s Sharpness, tint style.Color) {
	b.shown, b.tint = s, tint
	b.Refresh()
}

// span gives the values at the two ends of the bar.
func (b *sharpBar) span() (low, high float64) {
	if len(b.shown.Frames) == 0 {
		return 0, leastSpan
	}
	low, high = slices.Min(b.shown.Frames), slices.Max(b.shown.Frames)
	if missing := leastSpan - (high - low); missing > 0 {
		low, high = low-missing/2, high+missing/2
	}
	return low, high
}

// CreateRenderer is called by Fyne.
func (b *sharpBar) CreateRenderer() fyne.WidgetRenderer {
	r := &sharpBarRenderer{
		bar: b, track: canvas.NewRectangle(style.Track), band: canvas.NewRectangle(style.Track), here: canvas.NewRectangle(style.Ink),
		low: style.Text("", style.TextTiny, style.Muted, false), high: style.Text("", style.TextTiny, style.Muted, false),
		ticks: container.NewWithoutLayout(),
	}
	r.track.CornerRadius, r.here.CornerRadius, r.band.CornerRadius = style.MeterThickness/2, hereWidth/2, style.MeterThickness
	r.All = []fyne.CanvasObject{r.track, r.band, r.ticks, r.here, r.low, r.high}
	r.dress()
	return r
}

type sharpBarRenderer struct {
	controls.Parts
	bar               *sharpBar
	track, band, here *canvas.Rectangle
	low, high         *canvas.Text
	ticks             *fyne.Container
}

func (r *sharpBarRenderer) MinSize() fyne.Size { return fyne.NewSize(120, sharpBarHeight) }

func (r *sharpBarRenderer) Layout(size fyne.Size) {
	low, high := r.bar.span()
	at := func(v float64) float32 {
		share := float32(min(max((v-low)/(high-low), 0), 1))
		return hereWidth/2 + share*(size.Width-hereWidth)
	}
	upright := func(o fyne.CanvasObject, x, width, height float32) {
		o.Move(fyne.NewPos(x-width/2, sharpBarMiddle-height/2))
		o.Resize(fyne.NewSize(width, height))
	}
	s := &r.bar.shown
	upright(r.track, size.Width/2, size.Width, style.MeterThickness)
	from, to := at(s.Here-s.SD), at(s.Here+s.SD)
	upright(r.band, (from+to)/2, to-from, 2*style.MeterThickness)
	for i, tick := range r.ticks.Objects {
		upright(tick, at(s.Frames[i]), tickWidth, tickHeight)
	}
	upright(r.here, at(s.Here), hereWidth, hereHeight)
	below := 2 * sharpBarMiddle
	controls.PlaceText(r.low, 0, below, r.low.MinSize().Width, sharpBarHeight-below)
	w := r.high.MinSize().Width
	controls.PlaceText(r.high, size.Width-w, below, w, sharpBarHeight-below)
}

func (r *sharpBarRenderer) Refresh() {
	r.dress()
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

func (r *sharpBarRenderer) dress() {
	s := &r.bar.shown
	r.ticks.Objects = nil
	for range s.Frames {
		r.ticks.Objects = append(r.ticks.Objects, canvas.NewRectangle(style.Muted))
	}
	r.here.FillColor, r.band.FillColor = style.Accent, style.Alpha(r.bar.tint, 0.35)
	r.band.Hidden = s.SD <= 0
	if len(s.Frames) > 0 {
		r.low.Text = lang.L("softest {{.Number}}", language.Args{"Number": language.Decimal(slices.Min(s.Frames), 1)})
		r.high.Text = lang.L("sharpest {{.Number}}", language.Args{"Number": language.Decimal(slices.Max(s.Frames), 1)})
	}
}
