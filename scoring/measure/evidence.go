package measure

import (
	"image"
	"math"

	"keeplight.app/keeplight/library"
)

// Evidence is what a view can draw over a photo to show what was measured. All
// places are shares of the upright picture's width and height, 0..1 from the top
// left, so that they fit any size of it.
type Evidence struct {
	ClippedHigh  Mask    // where highlights are lost
	ClippedLow   Mask    // where shadows are lost
	SharpestTile Rect    // where fine detail is crispest; empty where nothing is sharp
	Horizon      Horizon // the line that the level is judged by
	Salient      Mask    // what stands out; all off where nothing does
	SalientBox   Rect    // the box around it; empty where nothing stands out
	SalientX     float64 // where its weight lies
	SalientY     float64
	Weight       []uint8    // how much each cell of Salient belongs to it, 255 for wholly
	Thirds       [2]float64 // where the lines of thirds lie along both axes
}

// Mask marks cells of a coarse grid that is stretched over the picture.
type Mask struct {
	W, H int
	On   []bool // row by row
}

// At says whether the cell at column x and row y is marked.
func (m *Mask) At(x, y int) bool { return m.On[y*m.W+x] }

// Share is how much of the picture is marked, 0..1.
func (m *Mask) Share() float64 {
	if len(m.On) == 0 {
		return 0
	}
	n := 0
	for _, on := range m.On {
		if on {
			n++
		}
	}
	return float64(n) / float64(len(m.On))
}

// Rect is a box in shares of the picture.
type Rect struct{ X, Y, W, H float64 }

// Empty is true for the box of nothing.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Horizon is the longest of the lines on whose lean most agree.
type Horizon struct {
	Known          bool
	X1, Y1, X2, Y2 float64
	Degrees        float64 // by which the picture leans, clockwise positive
	Upright        bool    // the line is near the vertical
}

// EvidenceOf measures a picture, as Extract wants it, and says where. It is pure
// and takes about as long as scoring; call it when it is asked for.
func EvidenceOf(img *image.RGBA) Evidence { return EvidenceAt(img, library.Focus{}) }

// EvidenceAt does the same for a photo of which the camera may have said where it
// focused.
func EvidenceAt(img *image.RGBA, focus library.Focus) Evidence {
	k := newWorkspace()
	f := k.extract(img, focus)
	e := Evidence{Thirds: [2]float64{1.0 / 3, 2.0 / 3}}
	if !f.Measurable() {
		return e
	}
	e.ClippedHigh, e.ClippedLow = k.clipped()
	e.SharpestTile = k.sharpestTile()
	if judgeLevel(&f).value.Known {
		e.Horizon = k.horizon(&f.Lines)
	}
	e.Salient = Mask{W: gridSide, H: gridSide, On: make([]bool, gridSide*gridSide)}
	for i := range e.Salient.On {
		e.Salient.On[i] = f.Region.at(i) >= 0.5
	}
	e.Weight = f.Region.weight[:]
	e.SalientBox = e.Salient.box()
	e.SalientX, e.SalientY = f.Region.CentreX, f.Region.CentreY
	return e
}

// SharpestTile is Evidence's alone, at a small part of its cost: 10 ms for a picture of
// 1,024 pixels.
func SharpestTile(img *image.RGBA) Rect {
	f := Features{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
	if !f.Measurable() {
		return Rect{}
	}
	k := newWorkspace()
	k.begin(img)
	k.measureDetail()
	return k.sharpestTile()
}

// maskCell is the side in measured pixels of one cell of the clipping masks.
const maskCell = 4

// clipped marks cells of which half the pixels lie at an end of the range.
func (k *workspace) clipped() (high, low Mask) {
	w, h := (k.w+maskCell-1)/maskCell, (k.h+maskCell-1)/maskCell
	high, low = Mask{W: w, H: h, On: make([]bool, w*h)}, Mask{W: w, H: h, On: make([]bool, w*h)}
	for cy := range h {
		for cx := range w {
			blown, blocked, n := 0, 0, 0
			for y := cy * maskCell; y < min((cy+1)*maskCell, k.h); y++ {
				for x := cx * maskCell; x < min((cx+1)*maskCell, k.w); x++ {
					r, g, b := k.rgb[y*k.w+x].channels()
					n++
					if max(r, g, b) >= highlightTop {
						blown++
					}
					if k.luma[y*k.w+x] <= shadowFloor*fine {
						blocked++
					}
				}
			}
			high.On[cy*w+cx], low.On[cy*w+cx] = 2*blown > n, 2*blocked > n
		}
	}
	return high, low
}

// tileBlocks is the side of the sharpest tile in blocks: an eighth of the long
// side.
const tileBlocks = 4

// sharpestTile gives the window of blocks with the most of the variation that a
// blur would take away.
func (k *workspace) sharpestTile() Rect {
	rows := len(k.blocks) / k.bcols
	tw, th := min(tileBlocks, k.bcols), min(tileBlocks, rows)
	best, at := 0.0, -1
	for y := range rows - th + 1 {
		for x := range k.bcols - tw + 1 {
			sum := 0.0
			for dy := range th {
				for dx := range tw {
					sum += k.blocks[(y+dy)*k.bcols+x+dx].lost
				}
			}
			if sum > best {
				best, at = sum, y*k.bcols+x
			}
		}
	}
	if at < 0 {
		return Rect{}
	}
	const side = blockSide
	w, h := float64(k.w), float64(k.h)
	return Rect{
		X: float64(at%k.bcols*side) / w, Y: float64(at/k.bcols*side) / h,
		W: float64(tw*side) / w, H: float64(th*side) / h,
	}
}

// horizon turns the longest agreeing line from the transform's terms into two
// points on the picture's border.
func (k *workspace) horizon(l *Lines) Horizon {
	h := Horizon{Known: true, Degrees: l.Tilt, Upright: l.longest.vertical}
	across, along := float64(k.h), float64(k.w)
	slope := math.Tan(l.longest.lean * math.Pi / 180)
	if h.Upright {
		across, along, slope = along, across, -slope
	}
	at := func(u float64) float64 { return (l.longest.at+(u-along/2)*slope)/across + 0.5 }
	if h.Upright {
		h.X1, h.Y1, h.X2, h.Y2 = at(0), 0, at(along), 1
		return h
	}
	h.X1, h.Y1, h.X2, h.Y2 = 0, at(0), 1, at(along)
	return h
}

// box is the smallest box around the marked cells.
func (m *Mask) box() Rect {
	x0, y0, x1, y1 := m.W, m.H, -1, -1
	for i, on := range m.On {
		if on {
			x, y := i%m.W, i/m.W
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	if x1 < 0 {
		return Rect{}
	}
	w, h := float64(m.W), float64(m.H)
	return Rect{X: float64(x0) / w, Y: float64(y0) / h, W: float64(x1-x0+1) / w, H: float64(y1-y0+1) / h}
}
