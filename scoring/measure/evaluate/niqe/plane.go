package niqe

import (
	"image"
	"math"
)

// plane is a picture of one channel.
type plane struct {
	w, h int
	pix  []float64
}

// greyOf gives the luma of the largest part of a picture that whole blocks cover.
func greyOf(img *image.RGBA) plane {
	p := plane{w: img.Rect.Dx() / blockSide * blockSide, h: img.Rect.Dy() / blockSide * blockSide}
	p.pix = make([]float64, p.w*p.h)
	for i := range p.pix {
		c := img.Pix[i/p.w*img.Stride+i%p.w*4:]
		p.pix[i] = math.Round(0.2989*float64(c[0]) + 0.587*float64(c[1]) + 0.114*float64(c[2]))
	}
	return p
}

// filtered filters rows and columns by a kernel of odd length; the border repeats.
func (p plane) filtered(kernel []float64) plane {
	across := plane{p.w, p.h, make([]float64, len(p.pix))}
	down := plane{p.w, p.h, make([]float64, len(p.pix))}
	reach := len(kernel) / 2
	for i := range p.pix {
		x, row := i%p.w, p.pix[i/p.w*p.w:]
		for j, k := range kernel {
			across.pix[i] += k * row[min(max(x+j-reach, 0), p.w-1)]
		}
	}
	for i := range p.pix {
		x, y := i%p.w, i/p.w
		for j, k := range kernel {
			down.pix[i] += k * across.pix[min(max(y+j-reach, 0), p.h-1)*p.w+x]
		}
	}
	return down
}

// window is a Gaussian of seven samples and a deviation of 7/6.
func window() []float64 {
	kernel, sum := make([]float64, 7), 0.0
	for i := range kernel {
		d := float64(i-3) / (7.0 / 6)
		kernel[i] = math.Exp(-d * d / 2)
		sum += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= sum
	}
	return kernel
}

// normalised takes off each sample the local mean and divides by the local
// deviation, which it gives too (Ruderman 1994).
func (p plane) normalised() (values, deviation plane) {
	kernel := window()
	squares := plane{p.w, p.h, make([]float64, len(p.pix))}
	for i, v := range p.pix {
		squares.pix[i] = v * v
	}
	mean, deviation := p.filtered(kernel), squares.filtered(kernel)
	values = squares
	for i, v := range p.pix {
		m := mean.pix[i]
		deviation.pix[i] = math.Sqrt(math.Abs(deviation.pix[i] - m*m))
		values.pix[i] = (v - m) / (deviation.pix[i] + 1)
	}
	return values, deviation
}

// halved gives the plane at half size by Keys's cubic, stretched so that nothing
// aliases.
func (p plane) halved() plane {
	kernel, sum := make([]float64, 8), 0.0
	for i := range kernel {
		kernel[i] = keys(math.Abs(float64(i)-3.5) / 2)
		sum += kernel[i]
	}
	half := plane{p.w / 2, p.h / 2, make([]float64, p.w/2*(p.h/2))}
	rows := make([]float64, half.w*p.h)
	for i := range rows {
		x, row := i%half.w, p.pix[i/half.w*p.w:]
		for j, k := range kernel {
			rows[i] += k / sum * row[min(max(2*x+j-3, 0), p.w-1)]
		}
	}
	for i := range half.pix {
		x, y := i%half.w, i/half.w
		for j, k := range kernel {
			half.pix[i] += k / sum * rows[min(max(2*y+j-3, 0), p.h-1)*half.w+x]
		}
	}
	return half
}

// keys is the cubic of Keys (1981) at a distance.
func keys(d float64) float64 {
	switch {
	case d < 1:
		return 1.5*d*d*d - 2.5*d*d + 1
	case d < 2:
		return -0.5*d*d*d + 2.5*d*d - 4*d + 2
	}
	return 0
}
