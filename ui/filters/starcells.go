package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// starCell is a number of stars and how many photos have exactly that.
type starCell struct {
	widget.BaseWidget
	stars    library.Rating
	onTapped func()
	count    int
	chosen   bool
}

var (
	_ fyne.Widget   = (*starCell)(nil)
	_ fyne.Tappable = (*starCell)(nil)
)

func newStarCell(stars library.Rating, onTapped func()) *starCell {
	c := &starCell{stars: stars, onTapped: onTapped}
	c.ExtendBaseWidget(c)
	return c
}

func (c *starCell) set(count int, chosen bool) {
	if c.count != count || c.chosen != chosen {
		c.count, c.chosen = count, chosen
		c.Refresh()
	}
}

// Tapped is called by Fyne.
func (c *starCell) Tapped(*fyne.PointEvent) { c.onTapped() }

// CreateRenderer is called by Fyne.
func (c *starCell) CreateRenderer() fyne.WidgetRenderer {
	title := language.Count(int(c.stars)) + "★"
	r := &starCellRenderer{
		cell: c, ground: canvas.NewRectangle(style.Chosen),
		title: style.Text(title, style.TextSmall, style.Soft, false), count: style.Text("", style.TextTiny, style.Muted, false),
	}
	r.ground.CornerRadius = style.Radius
	r.All = []fyne.CanvasObject{r.ground, r.title, r.count}
	r.dress()
	return r
}

type starCellRenderer struct {
	controls.Parts
	cell         *starCell
	ground       *canvas.Rectangle
	title, count *canvas.Text
}

func (r *starCellRenderer) MinSize() fyne.Size { return fyne.NewSize(22, labelDotHeight) }

func (r *starCellRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	half := size.Height / 2
	w := r.title.MinSize().Width
	controls.PlaceText(r.title, (size.Width-w)/2, 2, w, half)
	w = r.count.MinSize().Width
	controls.PlaceText(r.count, (size.Width-w)/2, half, w, half-2)
}

func (r *starCellRenderer) Refresh() {
	r.dress()
	r.Layout(r.cell.Size())
	canvas.Refresh(r.cell)
}

func (r *starCellRenderer) dress() {
	c := r.cell
	r.count.Text = ""
	if c.count > 0 {
		r.count.Text = language.Count(c.count)
	}
	r.ground.Hidden = !c.chosen
	r.title.Color = style.Soft
	switch {
	case c.chosen:
		r.title.Color = style.Ink
	case c.count == 0:
		r.title.Color = style.Muted
	}
}

// starRange gives the numbers of stars that a filter lets through.
func starRange(f *query.Filter) (least, most library.Rating) {
	if f.Unrated {
		return 0, 0
	}
	if f.MaxRating == 0 {
		return f.MinRating, library.MaxRating
	}
	return f.MinRating, f.MaxRating
}

// setStars lets exactly these numbers of stars through.
func setStars(f *query.Filter, least, most library.Rating) {
	f.Unrated = most == 0
	f.MinRating, f.MaxRating = least, most
	if f.Unrated {
		f.MaxRating = library.MaxRating
	}
}

// tapStars is a tap on a number of stars: exactly so many, or all again where that was
// chosen. Adding stretches what is chosen until there.
func tapStars(f *query.Filter, stars library.Rating, adding bool) {
	least, most := starRange(f)
	switch {
	case adding && (least > 0 || most < library.MaxRating):
		setStars(f, min(least, stars), max(most, stars))
	case least == stars && most == stars:
		setStars(f, 0, library.MaxRating)
	default:
		setStars(f, stars, stars)
	}
}
