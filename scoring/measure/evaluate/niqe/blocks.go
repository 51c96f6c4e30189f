package niqe

import "image"

const (
	blockSide    = 96 // pixels at full size, half of it at half size
	scaleNumbers = 18
	blockNumbers = 2 * scaleNumbers
)

// patch is what is known of one block: its numbers, and how sharp it is.
type patch struct {
	numbers   [blockNumbers]float64
	sharpness float64 // mean local deviation at full size, levels
}

// patchesOf gives the blocks of a picture that are not blank.
func patchesOf(img *image.RGBA, b *bells) []patch {
	full := greyOf(img)
	if len(full.pix) == 0 {
		return nil
	}
	values, deviation := full.normalised()
	halfValues, _ := full.halved().normalised()
	var found []patch
	for y := 0; y < full.h; y += blockSide {
		for x := 0; x < full.w; x += blockSide {
			var p patch
			fine := b.numbers(values, x, y, blockSide, p.numbers[:scaleNumbers])
			coarse := b.numbers(halfValues, x/2, y/2, blockSide/2, p.numbers[scaleNumbers:])
			if fine && coarse {
				p.sharpness = deviation.meanOf(x, y, blockSide)
				found = append(found, p)
			}
		}
	}
	return found
}

func (p plane) meanOf(x0, y0, side int) (mean float64) {
	for y := y0; y < y0+side; y++ {
		for _, v := range p.pix[y*p.w+x0:][:side] {
			mean += v
		}
	}
	return mean / float64(side*side)
}

// numbers fills in the 18 numbers of one block at one scale: two of its values,
// four of the products with each of four neighbours, counted around the block's
// border.
func (b *bells) numbers(p plane, x0, y0, side int, to []float64) bool {
	at := func(x, y int) float64 { return p.pix[(y0+y)*p.w+x0+x] }
	var m moments
	for i := range side * side {
		m.add(at(i%side, i/side))
	}
	own, known := b.fit(&m)
	if !known {
		return false
	}
	to[0], to[1] = own.shape, (own.left+own.right)/2
	for n, step := range [4][2]int{{1, 0}, {0, 1}, {1, 1}, {1, -1}} {
		m = moments{}
		for i := range side * side {
			x, y := i%side, i/side
			m.add(at(x, y) * at((x-step[0]+side)%side, (y-step[1]+side)%side))
		}
		pair, known := b.fit(&m)
		if !known {
			return false
		}
		copy(to[2+4*n:], []float64{pair.shape, pair.mean(), pair.left, pair.right})
	}
	return true
}
