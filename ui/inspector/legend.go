package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/radar"
	"keeplight.app/keeplight/ui/style"
)

const (
	legendLine float32 = 17
	legendKey  float32 = 18
	mostKeys           = 5
)

// legend tells what the signs of the radar are, those that are in it.
type legend struct {
	widget.BaseWidget
	width   float32
	entries []legendEntry
}

type legendEntry struct {
	sign  radar.Sign
	tint  style.Color
	words string
}

var _ fyne.Widget = (*legend)(nil)

func newLegend(width float32) *legend {
	l := &legend{width: width}
	l.ExtendBaseWidget(l)
	return l
}

// entriesOf lists the signs that are seen on the chart of a photo.
func entriesOf(v *View) []legendEntry {
	entries := []legendEntry{{radar.ValueSign, v.tint(), lang.L("model")}}
	if v.Measured {
		entries[0].words = lang.L("measured")
	}
	if v.uncertain() {
		entries = append(entries, legendEntry{radar.BandSign, v.tint(), lang.L("uncertainty")})
	}
	if len(v.absent()) > 0 {
		entries = append(entries, legendEntry{radar.AbsentSign, v.tint(), lang.L("not judged")})
	}
	if v.Checks != nil {
		entries = append(entries, legendEntry{radar.CheckSign, v.tint(), lang.L("measured")})
	}
	if v.Mean != nil {
		entries = append(entries, legendEntry{radar.MeanSign, v.tint(), v.MeanName})
	}
	return entries
}

func (l *legend) set(entries []legendEntry) {
	l.entries = entries
	l.Refresh()
}

func (l *legend) setWidth(width float32) {
	if l.width != width {
		l.width = width
		l.Refresh()
	}
}

// places says where each entry stands, in lines as wide as the legend.
func (l *legend) places() (at []fyne.Position, height float32) {
	x, y := float32(0), float32(0)
	for i := range l.entries {
		w := l.entries[i].width()
		if x > 0 && x+w > l.width {
			x, y = 0, y+legendLine
		}
		at = append(at, fyne.NewPos(x, y))
		x += w + style.GapLarge - 2
	}
	return at, y + legendLine
}

func (e *legendEntry) width() float32 {
	return legendKey + 5 + style.TextWidth(e.words, style.TextTiny, false)
}

// CreateRenderer is called by Fyne.
func (l *legend) CreateRenderer() fyne.WidgetRenderer {
	r := &legendRenderer{legend: l}
	for i := range mostKeys {
		r.keys[i] = radar.NewKey(radar.ValueSign, style.Accent)
		r.words[i] = style.Text("", style.TextTiny, style.Muted, false)
		r.All = append(r.All, r.keys[i], r.words[i])
	}
	r.dress()
	return r
}

type legendRenderer struct {
	controls.Parts
	legend *legend
	keys   [mostKeys]*radar.Key
	words  [mostKeys]*canvas.Text
}

func (r *legendRenderer) MinSize() fyne.Size {
	_, height := r.legend.places()
	return fyne.NewSize(200, height)
}

func (r *legendRenderer) Layout(fyne.Size) {
	at, _ := r.legend.places()
	for i, p := range at {
		r.keys[i].Move(p.AddXY(0, (legendLine-10)/2))
		r.keys[i].Resize(fyne.NewSize(legendKey, 10))
		controls.PlaceText(r.words[i], p.X+legendKey+5, p.Y, r.words[i].MinSize().Width, legendLine)
	}
}

func (r *legendRenderer) Refresh() {
	r.dress()
	r.Layout(r.legend.Size())
	canvas.Refresh(r.legend)
}

func (r *legendRenderer) dress() {
	for i := range mostKeys {
		used := i < len(r.legend.entries)
		r.keys[i].Hidden, r.words[i].Hidden = !used, !used
		if used {
			e := &r.legend.entries[i]
			r.keys[i].Set(e.sign, e.tint)
			r.words[i].Text = e.words
		}
	}
}
