package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/radar"
	"keeplight.app/keeplight/ui/style"
)

// chart is the radar with what its signs mean, and the choice of a mean to hold the
// photo against.
type chart struct {
	radar   *radar.Radar
	legend  *legend
	against *controls.Choice
	choice  *fyne.Container
	room    *radarRoom
	root    *fyne.Container
}

// radarRoom is how high the radar is: as high as wide where the panel is narrow.
type radarRoom struct{ high float32 }

func (r *radarRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (r *radarRoom) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, r.high) }

func newChart(width float32, onAgainst func(int)) *chart {
	c := &chart{radar: radar.New(), legend: newLegend(width), room: &radarRoom{style.RadarWantedSide}}
	c.against = controls.NewChoice(nil, onAgainst)
	c.choice = section(style.GapSmall, c.against)
	c.against.SetStretched(true)
	c.root = container.New(&controls.Column{}, container.New(c.room, c.radar), controls.Space(style.Gap), c.legend, c.choice)
	return c
}

// setWidth is for a panel of another width.
func (c *chart) setWidth(width float32) {
	c.legend.setWidth(width)
	c.room.high = style.RadarWantedSide
	if width < narrow {
		c.room.high = style.RadarMinSide
	}
}

func (c *chart) set(v *View, strong int) {
	c.radar.Set(radar.Data{Axes: v.Axes, Values: v.Values, Checks: v.Checks, Mean: v.Mean, Measured: v.Measured})
	c.radar.Highlight(library.Attribute(max(strong, 0)), strong >= 0)
	c.legend.set(entriesOf(v))
	c.legend.Hidden = !v.judged()
	c.against.SetOptions(v.Choices)
	c.against.Select(v.Chosen)
	c.choice.Hidden = len(v.Choices) < 2
	c.root.Hidden = v.Name == "" || v.Problem != ""
}

// setWidth is for a panel of another width.
func (t *table) setWidth(width float32) {
	t.absent.SetWidth(width)
	for _, r := range t.rows {
		r.setNarrow(width < narrow)
	}
}

// table is the values one below the other, and a line that names what has none.
type table struct {
	rows   [library.NumAttributes]*row
	absent *controls.Paragraph
	root   *fyne.Container
}

func newTable(width float32, onTapped func(i int)) *table {
	t := &table{absent: controls.NewParagraph(style.TextTiny, width)}
	t.root = section(style.Gap)
	for i, a := range library.Attributes() {
		t.rows[i] = newRow(a, func() { onTapped(i) })
		t.root.Add(t.rows[i])
	}
	t.root.Add(t.absent)
	return t
}

func (t *table) set(v *View, chosen int) {
	for i, r := range t.rows {
		r.set(v.Values[i], v.tint(), chosen == i)
	}
	text := absentText(v)
	t.absent.Set(controls.Span{Text: text, Color: style.Muted})
	t.absent.Hidden = text == ""
	t.root.Hidden = !v.judged()
}
