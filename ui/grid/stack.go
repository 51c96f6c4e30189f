package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/ui/style"
)

// StackMark is what a cell says of the photos that belong together with its own.
type StackMark struct {
	Count     string // "7", "3 of 7", "bracket of 3"; "" says nothing
	Sheets    bool   // the cell stands for several frames
	Suggested string // "Suggested", "" where the frame is not
	Reason    string // why, or that it is a copy, in a few words
	Short     string // what of it is said where there is no room for all; "" cuts it at its end
}

// stackParts draws a StackMark.
type stackParts struct {
	sheets       [2]*canvas.Rectangle // behind the card, the one behind first
	count, badge *canvas.Rectangle
	strip        *canvas.Rectangle // under reason
	countText    *canvas.Text
	badgeText    *canvas.Text
	reason       *canvas.Text
	icon         [2]*canvas.Rectangle // before the count, the leaf behind first
}

// sheetOpacity is that of the sheets behind a card, the one behind first.
var sheetOpacity = [2]float64{0.4, 0.7}

// stripOpacity lets the photo shine through below the reason.
const stripOpacity = 0.86

func newStackParts() stackParts {
	p := stackParts{
		count: canvas.NewRectangle(style.Scrim), badge: canvas.NewRectangle(style.Accent),
		strip:     canvas.NewRectangle(style.Alpha(style.Scrim, stripOpacity)),
		countText: style.Text("", style.TextTiny, style.OnPhoto, true),
		badgeText: style.Text("", style.TextTiny, style.OnAccent, true),
		reason:    style.Text("", style.TextTiny, style.OnPhotoAccent, false),
	}
	p.count.CornerRadius, p.badge.CornerRadius = style.Radius, style.Radius
	for i := range p.sheets {
		p.sheets[i] = canvas.NewRectangle(style.Alpha(style.Faint, sheetOpacity[i]))
		p.sheets[i].CornerRadius = style.Radius
		p.icon[i] = canvas.NewRectangle(style.Scrim)
		p.icon[i].StrokeColor, p.icon[i].StrokeWidth, p.icon[i].CornerRadius = style.OnPhoto, 1, 2
	}
	p.say(&StackMark{})
	return p
}

// behind are the parts that the card covers.
func (p *stackParts) behind() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.sheets[0], p.sheets[1]}
}

// above are those that lie on the photo.
func (p *stackParts) above() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.strip, p.reason, p.count, p.icon[0], p.icon[1], p.countText, p.badge, p.badgeText}
}

// say writes what the mark says.
func (p *stackParts) say(m *StackMark) {
	for _, s := range p.sheets {
		show(s, m.Sheets)
	}
	setText(p.countText, m.Count)
	show(p.count, m.Count != "")
	show(p.countText, m.Count != "")
	for _, leaf := range p.icon {
		show(leaf, m.Count != "")
	}
	setText(p.badgeText, m.Suggested)
	show(p.badge, m.Suggested != "")
	show(p.badgeText, m.Suggested != "")
	show(p.strip, m.Reason != "")
	show(p.reason, m.Reason != "")
	if m.Reason == "" {
		setText(p.reason, "")
	}
}

// The room around a badge's words, and the distance of badges from the photo's edge.
const (
	badgeSide  float32 = 7
	badgeAbove float32 = 3
	badgeEdge  float32 = 6
	iconRoom   float32 = 17
)

// arrange places all in a cell: photo is where the photograph lies, and flag how wide
// the flag's badge is, 0 for none.
func (p *stackParts) arrange(m *StackMark, card fyne.Size, at fyne.Position, photo fyne.Size, flag float32) {
	for i, s := range p.sheets {
		in := float32(14 - 7*i)
		place(s, inset+in, float32(2*i), card.Width-2*in, 12)
	}
	words := p.countText.MinSize()
	width := iconRoom + words.Width + 2*badgeSide
	right := at.X + photo.Width - badgeEdge
	top := at.Y + photo.Height - badgeEdge - words.Height - 2*badgeAbove
	place(p.count, right-width, top, width, words.Height+2*badgeAbove)
	place(p.countText, right-width+badgeSide+iconRoom, top+badgeAbove, words.Width, words.Height)
	leaf := top + badgeAbove + words.Height/2 - 5
	place(p.icon[0], right-width+badgeSide+3, leaf, 9, 7)
	place(p.icon[1], right-width+badgeSide, leaf+3, 9, 7)

	words = p.badgeText.MinSize()
	left := at.X + badgeEdge
	if flag > 0 {
		left += flag + style.GapSmall
	}
	place(p.badge, left, at.Y+badgeEdge, words.Width+2*badgeSide, words.Height+2*badgeAbove)
	place(p.badgeText, left+badgeSide, at.Y+badgeEdge+badgeAbove, words.Width, words.Height)

	room := photo.Width
	if m.Count != "" {
		room -= width + badgeEdge
	}
	room = max(0, room-2*badgeSide)
	why := m.Reason
	if m.Short != "" && style.TextWidth(why, style.TextTiny, false) > room {
		why = m.Short
	}
	setText(p.reason, style.Cut(why, style.TextTiny, false, room))
	words = p.reason.MinSize()
	high := words.Height + 2*badgeAbove
	place(p.strip, at.X, at.Y+photo.Height-high, photo.Width, high)
	place(p.reason, at.X+badgeSide, at.Y+photo.Height-high+badgeAbove, words.Width, words.Height)
}

// isOnCount is true for a place on a cell at which its count is written.
func (p *stackParts) isOnCount(at fyne.Position) bool {
	from, size := p.count.Position(), p.count.Size()
	return p.count.Visible() && at.X >= from.X && at.Y >= from.Y && at.X < from.X+size.Width && at.Y < from.Y+size.Height
}
