package tinymodel

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
)

// widen gives the value of a number of 16 bits by its definition (IEEE 754).
func widen(h uint16) float64 {
	sign := 1.0
	if h>>15 == 1 {
		sign = -1
	}
	exponent, fraction := int(h>>10&31), float64(h&1023)
	switch exponent {
	case 0:
		return sign * math.Ldexp(fraction, -24)
	case 31:
		return sign * math.Inf(1)
	}
	return sign * math.Ldexp(1024+fraction, exponent-25)
}

func TestHalfGivesTheNearestNumberOfSixteenBits(t *testing.T) {
	const infinite = 31 << 10
	for _, sign := range []uint16{0, 1 << 15} {
		for h := range uint16(infinite) {
			own, next := widen(sign|h), widen(sign|(h+1))
			if got := half(float32(own)); got != sign|h {
				t.Fatalf("half(%g) = %#x, want %#x", own, got, sign|h)
			}
			if h+1 == infinite {
				break
			}
			middle := float32((own + next) / 2)
			even := sign | (h + h&1)
			below := math.Nextafter32(middle, float32(own))
			above := math.Nextafter32(middle, float32(next))
			for i, f := range []float32{middle, below, above} {
				want := []uint16{even, sign | h, sign | (h + 1)}[i]
				if got := half(f); got != want {
					t.Fatalf("half(%g) = %#x, want %#x", f, got, want)
				}
			}
		}
	}
	for f, want := range map[float32]uint16{65519: 0x7BFF, 65520: infinite, 1e9: infinite, -1e9: infinite | 1<<15} {
		if got := half(f); got != want {
			t.Errorf("half(%g) = %#x, want %#x", f, got, want)
		}
	}
}

// numbers reads a tensor's bytes back as llama.cpp's formats are defined, number
// by number.
func numbers(f Format, raw []byte) []float32 {
	at16 := func(i int) float64 { return widen(binary.LittleEndian.Uint16(raw[i:])) }
	var all []float32
	switch f {
	case F32:
		for i := 0; i < len(raw); i += 4 {
			all = append(all, math.Float32frombits(binary.LittleEndian.Uint32(raw[i:])))
		}
	case F16:
		for i := 0; i < len(raw); i += 2 {
			all = append(all, float32(at16(i)))
		}
	case Q8:
		for i := 0; i < len(raw); i += 34 {
			scale := at16(i)
			for _, q := range raw[i+2 : i+34] {
				all = append(all, float32(scale*float64(int8(q))))
			}
		}
	case Q4:
		for i := 0; i < len(raw); i += 144 {
			all = appendQ4(all, raw[i:i+144], at16(i), at16(i+2))
		}
	}
	return all
}

func appendQ4(all []float32, block []byte, d, e float64) []float32 {
	packed := block[4:16]
	for part := range 8 {
		var scale, minimum byte
		if part < 4 {
			scale, minimum = packed[part]&63, packed[part+4]&63
		} else {
			scale = packed[part+4]&15 | packed[part-4]>>6<<4
			minimum = packed[part+4]>>4 | packed[part]>>6<<4
		}
		for _, pair := range block[16+32*(part/2):][:32] {
			q := pair >> (4 * (part % 2)) & 15
			all = append(all, float32(d*float64(scale)*float64(q)-e*float64(minimum)))
		}
	}
	return all
}

func TestBlocksOfEveryFormatLieEvenlyAroundZero(t *testing.T) {
	const n = 1 << 17
	for _, f := range Formats() {
		for _, deviation := range []float64{1, 0.02, 0.5 / math.Sqrt(12288)} {
			l, err := f.layout()
			if err != nil {
				t.Fatal(err)
			}
			random := rand.New(rand.NewPCG(1, 1))
			raw := make([]byte, l.size(n))
			for at := 0; at < len(raw); at += l.bytes {
				l.put(raw[at:at+l.bytes], deviation, random)
			}
			all := numbers(f, raw)
			if len(all) != n {
				t.Fatalf("%s: there are %d numbers, not %d", f, len(all), n)
			}
			var sum, squares float64
			for _, v := range all {
				sum += float64(v) / n
				squares += float64(v) * float64(v) / n
			}
			// The mean of n numbers lies within a few of its own deviations.
			if got := math.Sqrt(squares); math.Abs(sum) > 5*deviation/math.Sqrt(n) || math.Abs(got-deviation) > 0.03*deviation {
				t.Errorf("%s: mean %g, deviation %g, want 0 and %g", f, sum, got, deviation)
			}
		}
	}
}

func TestUnknownFormatsAreNamed(t *testing.T) {
	if _, err := Format("Q5_0").layout(); err == nil || err.Error() != `there is no format "Q5_0" for matrices: use one of [F32 F16 Q8_0 Q4_K]` {
		t.Errorf("the error is %v", err)
	}
}
