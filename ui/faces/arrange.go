package faces

import (
	"image"
	"math"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// roomyHigh is the height of a close-up from which there are words beside them.
const roomyHigh float32 = 72

// arrange places what is seen of the view in the strip's size, and asks for the pixels.
func (s *Strip) arrange() {
	size := s.Size()
	if size.Width < 1 || s.high < 1 || !s.HasFaces() || !s.Visible() {
		return
	}
	place(s.ground, 0, 0, size.Width, size.Height)
	place(s.rule, 0, 0, size.Width, style.Hairline)
	left, right := s.beside(size)
	width, n := s.columns(right - left)
	before := len(s.cells)
	for len(s.cells) < n {
		s.cells = append(s.cells, newCell())
	}
	s.cells = s.cells[:n]
	s.scrollTo(n)
	s.dress(left, width)
	s.tellMore(left+float32(n)*(width+gap), right, n)
	if n != before {
		s.Refresh()
	}
}

// beside places the words at both sides, where all columns have room between them, and
// gives what is left for the close-ups.
func (s *Strip) beside(size fyne.Size) (left, right float32) {
	left, right = margin, size.Width-margin
	needs := float32(s.view.Count)*(s.least()+gap) - gap
	roomy := s.high >= roomyHigh && right-left-wordsWidth-margin >= min(needs, 5*s.high)
	wide := roomy && right-left-wordsWidth-noteWidth-2*margin >= needs
	s.head.Hidden, s.words.Hidden, s.note.Hidden = !roomy, !roomy, !wide
	if roomy {
		title := s.head.MinSize()
		place(s.head, left, above, title.Width, title.Height)
		place(s.words, left, above+title.Height+style.GapSmall, wordsWidth, size.Height-above-title.Height-style.GapSmall)
		left += wordsWidth + margin
	}
	if wide {
		right -= noteWidth
		place(s.note, right, above, noteWidth, s.note.MinSize().Height)
		right -= margin
	}
	return left, right
}

// least is how wide a close-up is at least.
func (s *Strip) least() float32 { return max(s.high, badgeWidth()) }

// columns gives the width of all columns and how many fit into a room.
func (s *Strip) columns(room float32) (width float32, n int) {
	pixels := s.view.Widest * float64(s.shownWidth()) * aroundFace
	for _, e := range s.view.Extents {
		if s.view.Photo.Rotation%2 == 1 {
			e.Wide = e.High
		}
		pixels = max(pixels, e.Wide)
	}
	wanted := float32(pixels) / s.scale()
	width = max(s.least(), min(wanted, widest*s.high, (room+gap)/float32(s.view.Count)-gap))
	width = min(width, max(room, 1))
	n = max(1, min(s.view.Count, int((room+gap)/(width+gap))))
	return width, n
}

func (s *Strip) shownWidth() int {
	w, _ := s.view.Photo.ShownSize()
	return w
}

// scrollTo moves the columns so that the chosen one is among the n that are seen.
func (s *Strip) scrollTo(n int) {
	if c := s.view.Chosen; c >= 0 {
		s.first = max(min(s.first, c), c-n+1)
	}
	s.first = max(0, min(s.first, s.view.Count-n))
}

// dress shows the faces of the columns that are seen.
func (s *Strip) dress(left, width float32) {
	v, scale := &s.view, s.scale()
	room := image.Pt(int(math.Round(float64(width*scale))), int(math.Round(float64(s.high*scale))))
	if v.Photo.Rotation%2 == 1 {
		room.X, room.Y = room.Y, room.X
	}
	face := make([]int, len(s.cells))
	for i := range face {
		face[i] = -1
	}
	for i, column := range v.Columns {
		if at := column - s.first; at >= 0 && at < len(face) {
			face[at] = i
		}
	}
	var crops []Crop
	for at, c := range s.cells {
		c.put(left+float32(at)*(width+gap), width, s.high)
		c.show(v, face[at], s.first+at == v.Chosen)
		if face[at] < 0 {
			c.sayStep(1)
			continue
		}
		crop := CropOf(&v.Faces[face[at]], v.Photo.Width, v.Photo.Height, room, v.Extents[s.first+at])
		crops = append(crops, crop)
		c.sayStep(crop.Step)
		s.fill(c, crop)
	}
	s.loader.load(v.Photo, crops)
}

// fill shows a close-up, or what stands in for it until it has been read.
func (s *Strip) fill(c *cell, crop Crop) {
	k := keyOf(s.view.Photo, crop)
	if c.of == k && c.sharp {
		return
	}
	pixels := s.loader.peek(s.view.Photo, crop)
	c.sharp = pixels != nil
	if pixels == nil && s.view.Small != nil && (c.of != k || c.shown == nil) {
		small := crop.enlarged(s.view.Small, s.view.Photo.Width, s.view.Photo.Height)
		pixels = picture.Turn(small, s.view.Photo.Rotation)
	}
	if pixels != nil || c.of != k {
		c.setImage(pixels, s.scale())
	}
	c.of, c.crop = k, crop
}

// tellMore says how many columns there is no room for.
func (s *Strip) tellMore(x, right float32, n int) {
	s.more.Text = ""
	if hidden := s.view.Count - n; hidden > 0 {
		s.more.Text = language.Plural("{{.N}} more", hidden)
	}
	size := s.more.MinSize()
	place(s.more, min(x, right-size.Width), above+(s.high-size.Height)/2, size.Width, size.Height)
	s.more.Refresh()
}
