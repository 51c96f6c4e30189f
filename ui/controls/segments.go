package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// Segment is one choice of a SegmentedBar: "Grid", and its key "G".
type Segment struct{ Title, Key string }

// SegmentedBar is a row of which one segment is chosen: "Grid G | Loupe E".
type SegmentedBar struct {
	widget.BaseWidget

	// OnChosen is called with the place of the segment that was tapped.
	OnChosen func(index int)

	segments []Segment
	chosen   int
	compact  bool // without the keys
}

var (
	_ fyne.Widget   = (*SegmentedBar)(nil)
	_ fyne.Tappable = (*SegmentedBar)(nil)
)

// NewSegmentedBar makes a bar whose first segment is chosen.
func NewSegmentedBar(segments []Segment, onChosen func(index int)) *SegmentedBar {
	s := &SegmentedBar{segments: segments, OnChosen: onChosen}
	s.ExtendBaseWidget(s)
	return s
}

// Select shows a segment as chosen without calling OnChosen.
func (s *SegmentedBar) Select(index int) {
	if index != s.chosen && index >= 0 && index < len(s.segments) {
		s.chosen = index
		s.Refresh()
	}
}

// Selected is the place of the chosen segment.
func (s *SegmentedBar) Selected() int { return s.chosen }

// SetCompact leaves the keys out, where there is little room, or brings them back.
func (s *SegmentedBar) SetCompact(on bool) {
	if s.compact != on {
		s.compact = on
		s.Refresh()
	}
}

// Saved is how much less room the bar needs without the keys than it takes now.
func (s *SegmentedBar) Saved() (width float32) {
	for _, seg := range s.segments {
		width += s.width(seg) - segmentWidth(Segment{Title: seg.Title})
	}
	return width
}

// width is that of a segment as it is shown.
func (s *SegmentedBar) width(seg Segment) float32 {
	if s.compact {
		seg.Key = ""
	}
	return segmentWidth(seg)
}

// Tapped chooses the segment under the pointer.
func (s *SegmentedBar) Tapped(e *fyne.PointEvent) {
	left := float32(0)
	for i, seg := range s.segments {
		left += s.width(seg)
		if e.Position.X < left {
			s.Select(i)
			if s.OnChosen != nil {
				s.OnChosen(i)
			}
			return
		}
	}
}

func segmentWidth(s Segment) float32 {
	w := style.TextWidth(s.Title, style.TextSmall, true) + 2*pillPadding // bold once it is chosen
	if s.Key != "" {
		w += style.TextWidth(s.Key, style.TextSmall, false) + style.GapLarge
	}
	return w
}

// CreateRenderer is called by Fyne.
func (s *SegmentedBar) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentsRenderer{
		bar:    s,
		ground: canvas.NewRectangle(style.Button),
		mark:   canvas.NewRectangle(style.Chosen),
	}
	r.ground.CornerRadius, r.mark.CornerRadius = style.Radius, style.Radius
	r.All = []fyne.CanvasObject{r.ground, r.mark}
	for _, seg := range s.segments {
		title := style.Text(seg.Title, style.TextSmall, style.Soft, false)
		key := style.Text(seg.Key, style.TextSmall, style.Muted, false)
		r.titles = append(r.titles, title)
		r.keys = append(r.keys, key)
		r.All = append(r.All, title, key)
	}
	r.dress()
	return r
}

type segmentsRenderer struct {
	Parts
	bar          *SegmentedBar
	ground, mark *canvas.Rectangle
	titles, keys []*canvas.Text
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	var w float32
	for _, seg := range r.bar.segments {
		w += r.bar.width(seg)
	}
	return fyne.NewSize(w, style.ControlHeight)
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	place(r.ground, 0, 0, size.Width, size.Height)
	left := float32(0)
	for i, seg := range r.bar.segments {
		w := r.bar.width(seg)
		if i == r.bar.chosen {
			place(r.mark, left, 0, w, size.Height)
		}
		title, key := r.titles[i].MinSize().Width, r.keys[i].MinSize().Width
		PlaceText(r.titles[i], left+pillPadding, 0, title, size.Height)
		PlaceText(r.keys[i], left+w-pillPadding-key, 0, key, size.Height)
		left += w
	}
}

func (r *segmentsRenderer) Refresh() {
	r.dress()
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

func (r *segmentsRenderer) dress() {
	for i, title := range r.titles {
		r.keys[i].Hidden = r.bar.compact
		title.Color, title.TextStyle.Bold = style.Soft, i == r.bar.chosen
		if i == r.bar.chosen {
			title.Color = style.Ink
		}
	}
}
