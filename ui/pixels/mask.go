package pixels

import "image"

// Kind is what a pixel is marked as.
type Kind uint8

// The kinds. Clipping goes before an edge: what is lost matters more.
const (
	Plain Kind = iota
	Highlight
	Shadow
	Edge

	kinds = 4
)

// Want says what is marked.
type Want struct{ Clipping, Peaking bool }

// Any is true where something is.
func (w Want) Any() bool { return w.Clipping || w.Peaking }

// Mask marks the pixels of a picture.
type Mask struct {
	W, H int
	Of   []Kind // row by row

	count [kinds]int
}

// Find marks a picture. It is pure: the same pixels give the same mask.
func Find(img *image.RGBA, want Want) *Mask {
	m := &Mask{W: img.Rect.Dx(), H: img.Rect.Dy()}
	m.Of = make([]Kind, m.W*m.H)
	if want.Peaking {
		m.peak(img)
	}
	if want.Clipping {
		m.clip(img)
	}
	for _, k := range m.Of {
		m.count[k]++
	}
	return m
}

// clip marks lost highlights and blocked shadows.
func (m *Mask) clip(img *image.RGBA) {
	for y := range m.H {
		row := img.Pix[y*img.Stride : y*img.Stride+4*m.W]
		marks := m.Of[y*m.W : (y+1)*m.W]
		for x := range marks {
			switch r, g, b := row[4*x], row[4*x+1], row[4*x+2]; {
			case isHighlight(r, g, b):
				marks[x] = Highlight
			case isShadow(r, g, b):
				marks[x] = Shadow
			}
		}
	}
}

// Share is how much of the picture is marked as something, 0..1.
func (m *Mask) Share(k Kind) float64 {
	if len(m.Of) == 0 {
		return 0
	}
	return float64(m.count[k]) / float64(len(m.Of))
}
