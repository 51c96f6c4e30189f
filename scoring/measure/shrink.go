package measure

import (
	"encoding/binary"
	"image"
)

// workSide is the long side in pixels at which nearly all measures are taken,
// so that they mean the same for photos of all sizes. Smaller photos are
// measured at their own size, never enlarged.
const workSide = 512

// fine is how many units a level of luma is cut into: whole numbers are fast and
// the same on every machine, and a sixteenth of a level is below all noise.
const fine = 16

// mostUnits is the most that luma can be. Where a picture is shrunk by a broken
// number, rounded weights add up to a little more than white.
const mostUnits = 1<<12 - 1

// fitted gives the size of a w x h picture whose long side is at most side.
func fitted(w, h, side int) (int, int) {
	long := max(w, h)
	if long <= side {
		return w, h
	}
	return max(1, (w*side+long/2)/long), max(1, (h*side+long/2)/long)
}

// span is the run of source samples below one result sample, with the weights,
// in 256ths of a sample, of its first and last.
type span struct {
	from, to    int // to is the last one
	first, last uint64
}

// spans cuts n samples into m equal runs, m <= n, and appends them to s.
func spans(s []span, n, m int) []span {
	for i := range m {
		// In units of 1/m sample the run is [i*n, (i+1)*n): exact integers.
		lo, hi := i*n, (i+1)*n
		from, to := lo/m, (hi-1)/m
		s = append(s, span{
			from: from, to: to,
			first: uint64((min((from+1)*m, hi)-lo)*256+m/2) / uint64(m),
			last:  uint64((hi-max(to*m, lo))*256+m/2) / uint64(m),
		})
	}
	return s
}

// shrink fills the workspace's colour planes and luma with the area average of
// src, and reads light and colour on the way. Luma is Rec. 601: 0.299 R + 0.587 G
// + 0.114 B.
func (k *workspace) shrink(src *image.RGBA) {
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	k.cols, k.rows = spans(k.cols[:0], sw, k.w), spans(k.rows[:0], sh, k.h)
	k.across, k.sums = sized(k.across, 3*k.w), sized(k.sums, 3*k.w)
	done := -1
	for y, r := range k.rows {
		clear(k.sums)
		for sy := r.from; sy <= r.to; sy++ {
			weight := uint64(256)
			switch sy {
			case r.from:
				weight = r.first
			case r.to:
				weight = r.last
			}
			if sy != done {
				// A row that two results share is averaged across once.
				averageRow(k.across, src.Pix[sy*src.Stride:sy*src.Stride+4*sw], k.cols)
				done = sy
			}
			sums := k.sums[:len(k.across)]
			for i, v := range k.across {
				sums[i] += v * weight
			}
		}
		k.finishRow(y, uint64(sw)*uint64(sh))
	}
}

// shrinkHalf does the same for a preview of the usual size, of which every pixel
// of the result covers two by two; an odd last row or column is left out.
func (k *workspace) shrinkHalf(src *image.RGBA) {
	n := 8 * k.w
	for y := range k.h {
		luma, colours := k.row(y), k.colours(y)
		halveRow(src.Pix[2*y*src.Stride:][:n], src.Pix[(2*y+1)*src.Stride:][:n], luma, colours)
		k.readRow(y, luma, colours)
	}
}

// halveRow averages two rows of pixels, two by two, and gives two results at a
// time; of an odd number the last two overlap those before. Red and blue are added up
// as lanes of 16 bits in one word, so are green and alpha.
func halveRow(up, down []uint8, luma []int16, colours []rgb) {
	const (
		bytes, ones = 0x00ff00ff00ff00ff, 0x0001000100010001
		wide, pair  = 0x0000ffff0000ffff, 0x0000000100000001 // lanes of 32 bits
	)
	n := len(luma)
	colours = colours[:n]
	for x := 0; x < n; x += 2 {
		x = min(x, n-2)
		p, q := up[8*x:8*x+16:8*x+16], down[8*x:8*x+16:8*x+16]
		a, b := binary.LittleEndian.Uint64(p), binary.LittleEndian.Uint64(p[8:])
		c, d := binary.LittleEndian.Uint64(q), binary.LittleEndian.Uint64(q[8:])
		redBlue := joined(a&bytes+c&bytes, b&bytes+d&bytes)
		green := joined(a>>8&bytes+c>>8&bytes, b>>8&bytes+d>>8&bytes) & wide
		red, blue := redBlue&wide, redBlue>>16&wide
		// Sums of four samples, weights of 1024: sixteenths of a level.
		grey := (red*306 + green*601 + blue*117 + 128*pair) >> 8
		luma[x], luma[x+1] = int16(grey), int16(grey>>32)
		colour := (redBlue+2*ones)>>2&bytes | (green+2*pair)>>2&(0xff*pair)<<8
		colours[x], colours[x+1] = rgb(colour), rgb(colour>>32)
	}
}

// joined adds the halves of each word and gives both sums side by side.
func joined(first, second uint64) uint64 {
	return uint64(uint32(first+first>>32)) | (second+second<<32)>>32<<32
}

// averageRow sums the source samples below each result sample, in 256ths.
func averageRow(to []uint64, pix []uint8, cols []span) {
	for x, c := range cols {
		p := pix[4*c.from : 4*c.to+4]
		r, g, b := uint64(p[0])*c.first, uint64(p[1])*c.first, uint64(p[2])*c.first
		if c.to > c.from {
			n := len(p) - 4
			for i := 4; i < n; i += 4 {
				r += uint64(p[i]) << 8
				g += uint64(p[i+1]) << 8
				b += uint64(p[i+2]) << 8
			}
			r += uint64(p[n]) * c.last
			g += uint64(p[n+1]) * c.last
			b += uint64(p[n+2]) * c.last
		}
		t := to[3*x : 3*x+3 : 3*x+3]
		t[0], t[1], t[2] = r, g, b
	}
}

// finishRow turns the sums of row y into colours and luma. area is that of the
// source: a sum is 65536 area / (w h) times a level.
func (k *workspace) finishRow(y int, area uint64) {
	const shift = 40
	// The reciprocal gives 256ths of a level; luma keeps sixteenths.
	scale := (uint64(k.w)*uint64(k.h)<<(shift-8) + area/2) / area
	luma, colours := k.row(y), k.colours(y)
	sums := k.sums
	for x := range luma {
		s := sums[3*x : 3*x+3 : 3*x+3]
		r, g, b := s[0]*scale>>shift, s[1]*scale>>shift, s[2]*scale>>shift
		luma[x] = int16(min(mostUnits, (r*306+g*601+b*117+1<<13)>>14))
		colours[x] = rgb(min(255, (r+128)>>8) | min(255, (g+128)>>8)<<8 | min(255, (b+128)>>8)<<16)
	}
	k.readRow(y, luma, colours)
}
