package tinymodel

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
)

// Format is how a matrix's numbers are stored.
type Format string

// The formats that large models can have. Each is as llama.cpp has it.
const (
	F32 Format = "F32"  // 32 bits a number
	F16 Format = "F16"  // 16 bits a number
	Q8  Format = "Q8_0" // 8.5 bits: 32 whole numbers and their scale
	Q4  Format = "Q4_K" // 4.5 bits: 256 numbers of 0..15 in eighths with a scale and a minimum each
)

// Formats gives all of them, the smallest last.
func Formats() []Format { return []Format{F32, F16, Q8, Q4} }

// layout is what a format's bytes are.
type layout struct {
	kind    uint32 // as GGUF numbers it
	numbers int    // of a block
	bytes   int    // of a block
	put     func(block []byte, deviation float64, random *rand.Rand)
}

// layout gives a format's layout. Formats that there are not are an error.
func (f Format) layout() (layout, error) {
	switch f {
	case F32:
		return layout{tensorFloat32, 1, 4, putFloat32}, nil
	case F16:
		return layout{tensorFloat16, 1, 2, putFloat16}, nil
	case Q8:
		return layout{tensorQ8, 32, 34, putQ8}, nil
	case Q4:
		return layout{tensorQ4, 256, 144, putQ4}, nil
	}
	return layout{}, fmt.Errorf("there is no format %q for matrices: use one of %v", f, Formats())
}

// size gives how many bytes so many numbers have.
func (l layout) size(numbers int) int { return numbers / l.numbers * l.bytes }

// uniform gives a number from an even distribution around 0 with a deviation.
func uniform(deviation float64, random *rand.Rand) float32 {
	return float32((2*random.Float64() - 1) * math.Sqrt(3) * deviation)
}

func putFloat32(block []byte, deviation float64, random *rand.Rand) {
	binary.LittleEndian.PutUint32(block, math.Float32bits(uniform(deviation, random)))
}

func putFloat16(block []byte, deviation float64, random *rand.Rand) {
	binary.LittleEndian.PutUint16(block, half(uniform(deviation, random)))
}

// putQ8 makes a block of Q8_0: a scale d in 16 bits and 32 signed bytes q, for
// the numbers d q.
func putQ8(block []byte, deviation float64, random *rand.Rand) {
	const most = 127
	spread := math.Sqrt((math.Pow(2*most+1, 2) - 1) / 12) // of whole numbers from -most to most
	binary.LittleEndian.PutUint16(block, half(float32(deviation/spread)))
	for i := range block[2:] {
		block[2+i] = byte(int8(random.IntN(2*most+1) - most))
	}
}

// putQ4 makes a block of Q4_K: two scales d and e in 16 bits; for each of eight
// parts a scale s and a minimum m in 6 bits; and 256 numbers q in 4 bits, for the
// numbers d s q - e m. Here e is 4 d and m is 15/8 s, so that they lie evenly
// around 0.
func putQ4(block []byte, deviation float64, random *rand.Rand) {
	const step, steps, fourBits = 8, 4, 16 // s is one of 8, 16, 24 and 32
	square := 0.0
	for i := range steps {
		square += math.Pow(step*float64(i+1), 2) / steps
	}
	const finest = 1 << 24 // steps to 1 in 16 bits: d has whole ones, so that e is 4 d to the last bit
	d := math.Round(finest*deviation/math.Sqrt(square*(fourBits*fourBits-1)/12)) / finest
	binary.LittleEndian.PutUint16(block, half(float32(d)))
	binary.LittleEndian.PutUint16(block[2:], half(float32(4*d)))
	var scales, minimums [8]byte
	for i := range scales {
		scales[i] = byte(step * (1 + random.IntN(steps)))
		minimums[i] = scales[i] / 8 * 15
	}
	packSixBits(block[4:16], scales, minimums)
	for i := 16; i < len(block); i += 8 {
		binary.LittleEndian.PutUint64(block[i:], random.Uint64())
	}
}

// packSixBits packs Q4_K's scales and minimums: the first four of each have a
// byte of their own, in whose two upper bits are those of the last four, whose
// lower four bits share the last bytes.
func packSixBits(packed []byte, scales, minimums [8]byte) {
	for i := range 4 {
		packed[i] = scales[i] | scales[4+i]>>4<<6
		packed[4+i] = minimums[i] | minimums[4+i]>>4<<6
		packed[8+i] = scales[4+i]&15 | minimums[4+i]<<4
	}
}

// half gives the nearest number of 16 bits (IEEE 754 binary16), of two the even
// one. Numbers below the smallest normal one are kept as well as they can be;
// those above the largest become infinite.
func half(f float32) uint16 {
	const least, shift = 1.0 / (1 << 14), 13 // the smallest normal number; bits that get lost
	bits := math.Float32bits(f)
	sign := uint16(bits >> 16 & 0x8000)
	magnitude := math.Abs(float64(f))
	switch {
	case magnitude >= 65520:
		return sign | 0x7C00
	case magnitude < least:
		return sign | uint16(math.RoundToEven(magnitude*(1<<24)))
	}
	bits = bits&0x7FFFFFFF - (127-15)<<23
	return sign | uint16((bits+(1<<(shift-1)-1)+bits>>shift&1)>>shift)
}
