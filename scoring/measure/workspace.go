package measure

import (
	"image"
	"math"
)

// workspace is the memory that measuring one picture takes, kept for the next
// one. It belongs to one goroutine at a time.
type workspace struct {
	w, h int

	// Filled by shrink and readRow.
	rgb   []rgb
	luma  []int16 // sixteenths of a level
	light light

	// Filled by measureDetail.
	gx, gy []int16 // Sobel sums, 128ths of a level per pixel
	energy grid    // root mean square gradient in each cell, levels per pixel
	blocks []block
	bcols  int // blocks in a row
	specks specks

	halves       [smearScales][]int16 // luma at each scale of smearCells, but the first
	slopes       [2][]int16           // a row of gradients
	smear        smearCells
	along        along
	tiles        []tileAt
	logPower     []float64
	hann         [gridSide]float64
	field        []float32
	spare        []float32
	lines        []float32
	fish         []fishBlock
	level        edges // near the horizontal
	upright      edges // and near the vertical
	cols         []span
	rows         []span
	across       []uint64
	sums         []uint64
	squares      []int
	cellFrom     [gridSide + 1]int
	order        []int
	values       []float64
	ranks        []float64
	channels     [3]grid // mean red, green and blue
	lab          [3]grid
	places       places
	clipping     clipping
	bands        []blockSums
	moments      [naturalTaps][]uint64
	natural      [2][]float32
	spectrum     []complex128
	unsorted     []complex128
	amplitude    [2][]float64
	boxes        [2][]float64
	fourier      *fourier
	linear       [256]float64  // see linear
	roots        [2050]float64 // of 0..1 in 2048ths, see labCurve
	octaves      [8192]float32 // log2(1 + i/4/fine)
	centre       grid          // see centred
	taper        grid          // see tapered
	sky          []float32     // see skySteps
	skyHeld      []int16
	skyLanes     []lanes
	skyTone      []float32
	skySums      []float32
	clippedParts [256]uint16 // of luma, see clippedPart
	levels       family
	uprights     family
	kernels      *leanKernels
	tints        [2][]int16 // differences of colours at half size
}

func newWorkspace() *workspace {
	k := &workspace{
		fourier: newFourier(), hann: hannWindow(),
		kernels: newLeanKernels(), levels: levelFamily(), uprights: uprightFamily(),
	}
	for v := range k.linear {
		k.linear[v] = linear(float64(v))
	}
	for v := range k.clippedParts {
		k.clippedParts[v] = uint16(255*clippedPart(float64(v)) + 0.5)
	}
	for i := range k.roots {
		k.roots[i] = labCurve(float64(i) / 2048)
	}
	for i := range k.octaves {
		k.octaves[i] = float32(math.Log2(1 + float64(i)/4/fine))
	}
	for i := range k.centre {
		k.centre[i], k.taper[i] = centred(i), tapered(i)
	}
	return k
}

// sized gives s with n elements of any value, using its memory where it is
// enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// begin makes room for a picture and shrinks it to its measuring size.
func (k *workspace) begin(src *image.RGBA) {
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	halved := max(sw, sh) == 2*workSide && min(sw, sh) > 1
	if k.w, k.h = fitted(sw, sh, workSide); halved {
		k.w, k.h = sw/2, sh/2
	}
	n := k.w * k.h
	k.rgb, k.luma = sized(k.rgb, n), sized(k.luma, n)
	k.cellFrom = cellStarts(k.w)
	k.light.reset(&k.clippedParts)
	if halved {
		k.shrinkHalf(src)
	} else {
		k.shrink(src)
	}
}

// colours gives row y of the colours.
func (k *workspace) colours(y int) []rgb { return k.rgb[y*k.w : (y+1)*k.w : (y+1)*k.w] }

// row gives row y of the luma.
func (k *workspace) row(y int) []int16 { return k.luma[y*k.w : (y+1)*k.w : (y+1)*k.w] }
