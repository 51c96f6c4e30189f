package measure

import "math"

// Smear tells a picture that was blurred along one direction from one that was
// blurred evenly. A moving camera wipes out fine structure along its path and
// leaves that across it, while coarse structure keeps the directions of the scene.
type Smear struct {
	// OneWay is how much more the fine gradients lie in one direction than the
	// coarse ones, 0..2; below about 0.3 it is chance.
	OneWay float64
	// Degrees is the direction of the path, 0..180, anticlockwise from level.
	Degrees float64
}

// tensor sums up the directions of gradients (Bigün & Granlund 1987).
type tensor struct{ xx, yy, xy float64 }

// direction is the double-angle vector of the tensor, of length 0..1.
func (t tensor) direction() (x, y float64) {
	if sum := t.xx + t.yy; sum > 0 {
		return (t.xx - t.yy) / sum, 2 * t.xy / sum
	}
	return 0, 0
}

// measureSmear compares the gradients of the tenth of blocks with most variation
// with those of the picture at an eighth of the measuring size; halve must have
// run.
func (k *workspace) measureSmear() Smear {
	var fineGradients tensor
	for _, i := range k.ranked(func(b *block) float64 { return -b.variation })[:max(1, len(k.blocks)/10)] {
		// One strong edge must not outvote the rest.
		if n := blockSide * blockSide * k.blocks[i].gradient; n > 0 {
			xx, xy := k.gradientProducts(i)
			fineGradients.xx += xx / n
			fineGradients.yy += 1 - xx/n
			fineGradients.xy += xy / n
		}
	}
	fx, fy := fineGradients.direction()
	cx, cy := k.coarseGradients().direction()
	x, y := fx-cx, fy-cy
	// The gradient stands across the path; y grows downwards.
	across := math.Atan2(y, x) / 2 * 180 / math.Pi
	return Smear{OneWay: math.Hypot(x, y), Degrees: math.Mod(270-across, 180)}
}

// gradientProducts gives the sums over a block of the square of the gradient's
// part along the row, and of its product with that down the column.
func (k *workspace) gradientProducts(block int) (xx, xy float64) {
	left, right := k.blockSpan(block % k.bcols)
	top, bottom := k.blockRows(block / k.bcols)
	squares, products := 0, 0
	for y := top; y < bottom; y++ {
		gys := k.gy[y*k.w+left : y*k.w+right]
		for x, gx := range k.gx[y*k.w+left : y*k.w+right] {
			squares += int(gx) * int(gx)
			products += int(gx) * int(gys[x])
		}
	}
	const level = fine * fine * 64 // Sobel's sums are eightfold
	return float64(squares) / level, float64(products) / level
}

// coarseGradients reads central differences at an eighth of the measuring size.
func (k *workspace) coarseGradients() tensor {
	const by = 4 // k.coarse is at half size already
	hw := k.w / 2
	w, h := hw/by, k.h/2/by
	small := sized(k.values, w*h)
	k.values = small
	for y := range h {
		for x := range w {
			sum := 0
			for dy := range by {
				for _, v := range k.coarse[(y*by+dy)*hw+x*by:][:by] {
					sum += int(v)
				}
			}
			small[y*w+x] = float64(sum)
		}
	}
	var t tensor
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			i := y*w + x
			gx, gy := small[i+1]-small[i-1], small[i+w]-small[i-w]
			t.xx += gx * gx
			t.yy += gy * gy
			t.xy += gx * gy
		}
	}
	return t
}
