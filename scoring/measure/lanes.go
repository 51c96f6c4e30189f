package measure

// lanes are four numbers of 16 bits in one word, so that plain arithmetic works on
// four pixels at once (Lamport 1975). Words may be added, subtracted and multiplied
// by small numbers as long as no lane leaves 0..65535.
type lanes uint64

const (
	laneCount = 4
	allLanes  = ^lanes(0)
	// inLanes times a number is that number in every lane.
	inLanes lanes = 0x0001000100010001
	// laneHalf is half of what a lane holds; as a bias it lets a lane be negative.
	laneHalf  = 1 << 15
	laneHalfs = laneHalf * inLanes
)

// lanesAt gives four of p from x on, none of which may be negative. The compiler
// makes it one load.
func lanesAt(p []int16, x int) lanes {
	q := p[x : x+laneCount : x+laneCount]
	return lanes(uint16(q[0])) | lanes(uint16(q[1]))<<16 | lanes(uint16(q[2]))<<32 | lanes(uint16(q[3]))<<48
}

// magnitude gives how far each lane is from laneHalf.
func (a lanes) magnitude() lanes {
	under := ^a & laneHalfs
	flip := under<<1 - under>>15 // all bits of a lane that is under
	return (a ^ laneHalfs) ^ flip + under>>15
}

// apart gives the differences of numbers below laneHalf without their signs.
func (a lanes) apart(b lanes) lanes { return ((a | laneHalfs) - b).magnitude() }

// least gives the smaller of two numbers below laneHalf in each lane.
func (a lanes) least(b lanes) lanes {
	under := ^((a | laneHalfs) - b) & laneHalfs
	return b ^ (a^b)&(under<<1-under>>15)
}

// outside marks, by its highest bit, each lane that is below low or above high.
// All numbers are below laneHalf.
func (a lanes) outside(low, high int) lanes {
	over := a + lanes(laneHalf-1-high)*inLanes
	under := ^((a | laneHalfs) - lanes(low)*inLanes)
	return (over | under) & laneHalfs
}

// sum adds up the lanes.
func (a lanes) sum() int {
	const pairs = 0x0000ffff0000ffff
	a = a&pairs + a>>16&pairs
	return int(uint32(a + a>>32))
}
