package main

import (
	"encoding/binary"
	"math"
)

// unpacker reads the samples of a page as they come from libtiff: in the
// machine's order of bytes where they are whole bytes, packed from the highest
// bit on where they are not.
type unpacker struct {
	bits, format int
	white        float64 // of samples whose bits do not say it
}

// row fills out with every step-th sample of data from the first on, 0..65535.
func (u unpacker) row(out []uint16, data []byte, first, step int) {
	switch {
	case u.format == formatFloat:
		u.floats(out, data, first, step)
	case u.bits > 16:
		u.wide(out, data, first, step)
	case u.bits == 16:
		for i := range out {
			out[i] = binary.NativeEndian.Uint16(data[2*(first+i*step):])
		}
	case u.bits == 8:
		for i := range out {
			out[i] = uint16(data[first+i*step]) * 257
		}
	default:
		u.packed(out, data, first, step)
	}
	// Of 8 bits the sign is a mistake of whoever wrote it: other viewers take them
	// for what they are without it.
	if u.format == formatSigned && u.bits == 16 {
		for i := range out {
			out[i] ^= 0x8000 // the middle of the range is zero
		}
	}
}

// packed is for samples of less than 16 bits that are not whole bytes.
func (u unpacker) packed(out []uint16, data []byte, first, step int) {
	most := uint32(1)<<u.bits - 1
	for i := range out {
		out[i] = uint16((u.at(data, first+i*step)*0xffff + most/2) / most)
	}
}

// at gives sample i of rows that are packed bit by bit, of 24 bits at most.
func (u unpacker) at(data []byte, i int) uint32 {
	bit := i * u.bits
	var v uint32
	for b := bit / 8; b <= (bit+u.bits-1)/8; b++ {
		v = v<<8 | uint32(data[b])
	}
	v >>= 7 - (bit+u.bits-1)%8
	return v & (1<<u.bits - 1)
}

// wide is for whole numbers of more than 16 bits.
func (u unpacker) wide(out []uint16, data []byte, first, step int) {
	for i := range out {
		out[i] = toUint16(u.number(data, first+i*step) / u.white)
	}
}

func (u unpacker) floats(out []uint16, data []byte, first, step int) {
	for i := range out {
		out[i] = toUint16(u.number(data, first+i*step) / u.white)
	}
}

// toUint16 takes 0..1; what is no number is black.
func toUint16(v float64) uint16 {
	switch {
	case !(v > 0):
		return 0
	case v >= 1:
		return math.MaxUint16
	}
	return uint16(v*math.MaxUint16 + 0.5)
}

// number gives sample i of those whose bits do not say what is white.
func (u unpacker) number(data []byte, i int) float64 {
	order := binary.NativeEndian
	switch {
	case u.format == formatFloat && u.bits == 64:
		return math.Float64frombits(order.Uint64(data[8*i:]))
	case u.format == formatFloat && u.bits == 32:
		return float64(math.Float32frombits(order.Uint32(data[4*i:])))
	case u.format == formatFloat && u.bits == 24:
		return smallFloat(u.whole24(data, i), 7, 16)
	case u.format == formatFloat:
		return smallFloat(uint32(order.Uint16(data[2*i:])), 5, 10)
	case u.bits == 32 && u.format == formatSigned:
		return float64(int32(order.Uint32(data[4*i:])))
	case u.bits == 32:
		return float64(order.Uint32(data[4*i:]))
	case u.bits == 24:
		return float64(u.whole24(data, i))
	}
	return float64(u.at64(data, i))
}

// whole24 gives three bytes in the machine's order, as libtiff leaves them.
func (u unpacker) whole24(data []byte, i int) uint32 {
	b := data[3*i : 3*i+3]
	if binary.NativeEndian.Uint16([]byte{1, 0}) == 1 {
		return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
	}
	return uint32(b[0])<<16 | uint32(b[1])<<8 | uint32(b[2])
}

// at64 is at for samples of more than 24 bits.
func (u unpacker) at64(data []byte, i int) uint64 {
	bit := i * u.bits
	var v uint64
	for b := bit / 8; b <= (bit+u.bits-1)/8; b++ {
		v = v<<8 | uint64(data[b])
	}
	v >>= 7 - (bit+u.bits-1)%8
	return v & (1<<u.bits - 1)
}

// smallFloat reads a float of 16 or 24 bits (IEEE 754 binary16, and Adobe's of
// three bytes) with so many bits of exponent and of fraction.
func smallFloat(v uint32, exponentBits, fractionBits int) float64 {
	sign, most := 1.0, 1<<exponentBits-1
	if v>>(exponentBits+fractionBits)&1 != 0 {
		sign = -1
	}
	exponent, fraction := int(v>>fractionBits)&most, float64(v&(1<<fractionBits-1))
	bias := most / 2
	switch exponent {
	case 0:
		return sign * math.Ldexp(fraction, 1-bias-fractionBits)
	case most:
		if fraction != 0 {
			return math.NaN()
		}
		return sign * math.Inf(1)
	}
	return sign * math.Ldexp(fraction+math.Ldexp(1, fractionBits), exponent-bias-fractionBits)
}

// whiteOf says what is white among samples whose bits do not say it. Programs
// write 0..1, or the numbers of 8 or 16 bits as they are. Linear light may well
// exceed 1 where it is brighter than white: four stops are allowed for, and one
// sample in fifty above that.
//
// full is the most that whole numbers can be, 0 for floats.
func whiteOf(sorted []float64, full float64) float64 {
	if len(sorted) == 0 {
		return 1
	}
	const brightest = 16
	top := sorted[len(sorted)-1]
	if full == 0 {
		if top = sorted[(len(sorted)-1)*49/50]; top <= brightest {
			return 1
		}
	}
	for _, white := range []float64{math.MaxUint8, math.MaxUint16} {
		if top <= white {
			return white
		}
	}
	if full == 0 {
		return top
	}
	return full
}
