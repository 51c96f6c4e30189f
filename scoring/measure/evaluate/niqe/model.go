package niqe

import (
	"errors"
	"fmt"
	"image"
	"math"

	"keeplight.app/keeplight/scoring/measure/head"
)

// sharpShare is how sharp a block must be, against the sharpest of its picture, to
// count as pristine.
const sharpShare = 0.75

// ErrTooLittle says that there are too few blocks to fit a model from, or none in a
// picture to compare.
var ErrTooLittle = errors.New("too few blocks of 96 pixels that are not blank")

// Model is a multivariate Gaussian of the numbers of pristine blocks.
type Model struct {
	bells  *bells
	normal normal
}

type normal struct {
	mean       [blockNumbers]float64
	covariance [blockNumbers][blockNumbers]float64
}

// Fit makes a model from pristine pictures. It fails with ErrTooLittle.
func Fit(pristine []*image.RGBA) (*Model, error) {
	m := &Model{bells: newBells()}
	var sharp []patch
	for _, img := range pristine {
		patches, most := patchesOf(img, m.bells), 0.0
		for _, p := range patches {
			most = max(most, p.sharpness)
		}
		for _, p := range patches {
			if p.sharpness > sharpShare*most {
				sharp = append(sharp, p)
			}
		}
	}
	// Fewer blocks than numbers leave directions in which nothing is known.
	if len(sharp) < 2*blockNumbers {
		return nil, fmt.Errorf("fitting NIQE from %d pictures with %d sharp blocks: %w", len(pristine), len(sharp), ErrTooLittle)
	}
	m.normal = normalOf(sharp)
	return m, nil
}

// Distance is how far a picture's statistics lie from those of pristine ones, 0
// upwards, lower being better. It fails with ErrTooLittle.
func (m *Model) Distance(img *image.RGBA) (float64, error) {
	patches := patchesOf(img, m.bells)
	if len(patches) == 0 {
		return 0, fmt.Errorf("judging a picture of %d x %d pixels by NIQE: %w", img.Rect.Dx(), img.Rect.Dy(), ErrTooLittle)
	}
	n := normalOf(patches)
	apart, solved := make([]float64, blockNumbers), make([]float64, blockNumbers)
	a := make([][]float64, blockNumbers)
	for i := range a {
		apart[i] = m.normal.mean[i] - n.mean[i]
		a[i] = make([]float64, blockNumbers)
		for j := range a[i] {
			a[i][j] = (m.normal.covariance[i][j] + n.covariance[i][j]) / 2
		}
	}
	copy(solved, apart)
	if err := head.Solve(a, solved); err != nil {
		return 0, fmt.Errorf("comparing a picture with pristine ones: %w", err)
	}
	var square float64
	for i, d := range apart {
		square += d * solved[i]
	}
	return math.Sqrt(max(0, square)), nil
}

// normalOf gives mean and covariance of the blocks' numbers; one block alone has no
// spread.
func normalOf(patches []patch) normal {
	var n normal
	for _, p := range patches {
		for i, v := range p.numbers {
			n.mean[i] += v / float64(len(patches))
		}
	}
	for _, p := range patches {
		for i, v := range p.numbers {
			for j, u := range p.numbers {
				n.covariance[i][j] += (v - n.mean[i]) * (u - n.mean[j]) / float64(max(1, len(patches)-1))
			}
		}
	}
	return n
}
