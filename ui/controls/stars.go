package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style"
)

// Stars shows a rating as five stars of which some are lit. It can be tapped
// where OnRated is set; tapping the last lit star puts all of them out.
type Stars struct {
	widget.BaseWidget

	// OnRated is called with the rating that was tapped, before it is shown.
	OnRated func(library.Rating)

	size float32
	lit  library.Rating
}

var (
	_ fyne.Widget   = (*Stars)(nil)
	_ fyne.Tappable = (*Stars)(nil)
)

// NewStars makes five unlit stars of a text size.
func NewStars(size float32) *Stars {
	s := &Stars{size: size}
	s.ExtendBaseWidget(s)
	return s
}

// Set lights n stars.
func (s *Stars) Set(n library.Rating) {
	if n = min(n, library.MaxRating); s.lit != n {
		s.lit = n
		s.Refresh()
	}
}

// Lit is how many stars are lit.
func (s *Stars) Lit() library.Rating { return s.lit }

// Tapped rates with the star under the pointer.
func (s *Stars) Tapped(e *fyne.PointEvent) {
	if s.OnRated == nil {
		return
	}
	n := library.Rating(min(max(int(e.Position.X/s.pitch())+1, 1), int(library.MaxRating)))
	if n == s.lit {
		n = 0
	}
	s.OnRated(n)
}

func (s *Stars) pitch() float32 { return s.size * 1.25 }

// CreateRenderer is called by Fyne.
func (s *Stars) CreateRenderer() fyne.WidgetRenderer {
	r := &starsRenderer{stars: s}
	for range library.MaxRating {
		r.All = append(r.All, style.Text("★", s.size, style.Faint, false))
	}
	r.dress()
	return r
}

type starsRenderer struct {
	Parts
	stars *Stars
}

func (r *starsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.stars.pitch()*float32(library.MaxRating), r.All[0].MinSize().Height)
}

func (r *starsRenderer) Layout(size fyne.Size) {
	for i, o := range r.All {
		PlaceText(o, float32(i)*r.stars.pitch(), 0, r.stars.pitch(), size.Height)
	}
}

func (r *starsRenderer) Refresh() {
	r.dress()
	canvas.Refresh(r.stars)
}

func (r *starsRenderer) dress() {
	for i, o := range r.All {
		star := o.(*canvas.Text)
		star.Color = style.Faint
		if i < int(r.stars.lit) {
			star.Color = style.Accent
		}
	}
}
