package measure

import (
	"math/rand/v2"
	"testing"
)

// each gives the four numbers of a word.
func (a lanes) each() (n [laneCount]int) {
	for i := range n {
		n[i] = int(a >> (16 * i) & 0xffff)
	}
	return n
}

func TestLanesWorkOnEachNumberAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 16))
	corner := []int16{0, 1, 80, 4000, 4095, 0x7ffe, 0x7fff}
	for range 20000 {
		var p, q [laneCount]int16
		for i := range p {
			p[i], q[i] = int16(r.IntN(laneHalf)), int16(r.IntN(laneHalf))
			if r.IntN(2) == 0 {
				p[i], q[i] = corner[r.IntN(len(corner))], corner[r.IntN(len(corner))]
			}
		}
		a, b := lanesAt(p[:], 0), lanesAt(q[:], 0)
		apart, least, marked, away := a.apart(b).each(), a.least(b).each(), a.outside(80, 4000).each(), (a + b).magnitude().each()
		sum := 0
		for i := range p {
			x, y := int(p[i]), int(q[i])
			sum += x
			if apart[i] != abs(x-y) || least[i] != min(x, y) || away[i] != abs(x+y-laneHalf) {
				t.Fatalf("%v and %v: apart %v, least %v, of the sum's %v", p, q, apart, least, away)
			}
			if outside := x < 80 || x > 4000; (marked[i] == laneHalf) != outside || marked[i]&(laneHalf-1) != 0 {
				t.Fatalf("%v: outside 80 to 4000 are %v", p, marked)
			}
		}
		if a.sum() != sum {
			t.Fatalf("%v add up to %d", p, a.sum())
		}
	}
}

// Widths that are no multiple of four make the last word of a row overlap.
func TestBlocksAreSummedUpPixelByPixel(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 17))
	for _, size := range [][2]int{{64, 64}, {67, 70}, {93, 65}, {130, 79}} {
		k := &workspace{w: size[0], h: size[1]}
		k.luma = make([]int16, k.w*k.h)
		for i := range k.luma {
			k.luma[i] = int16(r.IntN(mostUnits + 1))
			if r.IntN(3) == 0 {
				k.luma[i] = []int16{0, 255 * fine, mostUnits}[r.IntN(3)]
			}
		}
		k.cellFrom = cellStarts(k.w)
		k.measureDetail()
		specks := 0
		for i, got := range k.blocks {
			left, right := k.blockSpan(i % k.bcols)
			top, bottom := k.blockRows(i / k.bcols)
			want, n := k.plainly(area{left, top, right, bottom})
			if specks += n; got != want {
				t.Errorf("%v, block %d: %+v, want %+v", size, i, got, want)
			}
		}
		if k.specks.n != specks {
			t.Errorf("%v: %d specks, want %d", size, k.specks.n, specks)
		}
	}
}

// plainly sums up a block by the definitions of its measures.
func (k *workspace) plainly(in area) (block, int) {
	var b blockSums
	specks := 0
	for y := in.top; y < in.bottom; y++ {
		for x := in.left; x < in.right; x++ {
			at := func(dx, dy int) int { return int(k.luma[(y+dy)*k.w+x+dx]) }
			if x > reblurReach && x < k.w-reblurReach {
				b.differ(at(0, 0)-at(-1, 0), at(reblurReach, 0)-at(-reblurReach-1, 0))
			}
			if y > reblurReach && y < k.h-reblurReach {
				b.differ(at(0, 0)-at(0, -1), at(0, reblurReach)-at(0, -reblurReach-1))
			}
			if x == 0 || y == 0 || x == k.w-1 || y == k.h-1 {
				continue
			}
			b.n++
			corners, c := at(-1, -1)+at(1, -1)+at(-1, 1)+at(1, 1), at(0, 0)
			gx := at(1, -1) + 2*at(1, 0) + at(1, 1) - at(-1, -1) - 2*at(-1, 0) - at(-1, 1)
			gy := at(-1, 1) + 2*at(0, 1) + at(1, 1) - at(-1, -1) - 2*at(0, -1) - at(1, -1)
			b.gradient += gx*gx + gy*gy
			lap := at(0, -1) + at(0, 1) + at(-1, 0) + at(1, 0) - 4*c
			b.lap, b.lapSquared = b.lap+lap, b.lapSquared+lap*lap
			b.mask += abs(corners - 2*(lap+4*c) + 4*c)
			if c < leastLuma || c > mostLuma {
				b.clipped = 1
			}
			if n := [4]int{at(0, -1), at(0, 1), at(-1, 0), at(1, 0)}; c > max(n[0], n[1], n[2], n[3])+speckHeight || c < min(n[0], n[1], n[2], n[3])-speckHeight {
				specks++
			}
		}
	}
	return b.block(), specks
}

func (b *blockSums) differ(neighbours, strip int) {
	b.variation += abs(neighbours)
	b.lost += max(0, reblurLength*abs(neighbours)-abs(strip))
}
