package chart

import (
	"image"
	"math"
)

// Measure computes what follows from the pixels alone: exposure, saturation,
// warmth, top and left. The others are NaN. Luma is that of ITU-R BT.601.
func Measure(m *image.RGBA) Answers {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	var all, upper, lower, left, right mean
	var chroma, warm mean
	for y := range h {
		for x := range w {
			p := m.Pix[y*m.Stride+4*x:]
			r, g, b := float64(p[0])/255, float64(p[1])/255, float64(p[2])/255
			luma := 0.299*r + 0.587*g + 0.114*b
			all.add(luma)
			pick(y < h/2, &upper, &lower).add(luma)
			pick(x < w/2, &left, &right).add(luma)
			chroma.add(math.Hypot(b-luma, r-luma))
			warm.add(r - b)
		}
	}
	a := Unknown()
	light := all.value()
	a[Exposure] = digit(1 - max((0.45-light)/0.37, (light-0.45)/0.47))
	a[Saturation] = digit(chroma.value() / 0.25)
	a[Warmth] = balance(warm.value() / 0.30)
	a[Top] = balance((upper.value() - lower.value()) / 0.40)
	a[Left] = balance((left.value() - right.value()) / 0.40)
	return a
}

// balance gives -1..1 on the scale of 1 to 9.
func balance(v float64) float64 { return digit((1 + v) / 2) }

func pick(first bool, a, b *mean) *mean {
	if first {
		return a
	}
	return b
}

type mean struct{ sum, n float64 }

func (m *mean) add(v float64) { m.sum, m.n = m.sum+v, m.n+1 }

func (m *mean) value() float64 { return m.sum / max(1, m.n) }
