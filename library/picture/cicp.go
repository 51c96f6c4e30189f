package picture

import (
	"image"
	"math"

	"keeplight.app/keeplight/library"
)

// foreignToSRGB turns a decoded picture's colours into sRGB in place: by its ICC
// profile where it has one that fits its channels, else by the code points of
// ITU-T H.273.
func foreignToSRGB(f *ForeignPicture, format library.Format) {
	foreignColours(f, format).toSRGB(f.Pixels)
}

// foreignChannels is channelsOf for decoded pixels. Of HEIF and AVIF only they
// tell: 0 for a picture without any colour, which may have one channel or three.
func foreignChannels(img *image.RGBA, format library.Format) int {
	if channels := channelsOf(nil, format); channels != 0 || isGrey(img) {
		return channels
	}
	return 3
}

// The code points of ITU-T H.273 that photographs carry.
const (
	primariesBT709   = 1
	primariesBT2020  = 9
	primariesP3      = 12 // SMPTE EG 432-1, "Display P3"
	transferLinear   = 8
	transferGamma22  = 4
	transferGamma28  = 5
	transferPQ       = 16 // SMPTE ST 2084
	transferHLG      = 18 // ARIB STD-B67
	transferSMPTE428 = 17
)

// codedProfile makes a profile of code points, for so many different stored values.
// ok is false where they say nothing that is understood: then sRGB is the best
// guess.
func codedProfile(primaries, transfer, values int) (p profile, ok bool) {
	switch primaries {
	case primariesBT709:
		p.matrix = [3][3]float64{
			{0.4360747, 0.3850649, 0.1430804},
			{0.2225045, 0.7168786, 0.0606169},
			{0.0139322, 0.0971045, 0.7141733},
		}
	case primariesP3:
		p.matrix = [3][3]float64{
			{0.5151020, 0.2919653, 0.1571530},
			{0.2411820, 0.6922360, 0.0665819},
			{-0.0010505, 0.0418818, 0.7843780},
		}
	case primariesBT2020:
		p.matrix = [3][3]float64{
			{0.6734241, 0.1656642, 0.1250950},
			{0.2790445, 0.6753380, 0.0456175},
			{-0.0019323, 0.0299784, 0.7968054},
		}
	default:
		return p, false
	}
	light := transferCurve(transfer)
	for c := range p.curves {
		p.curves[c] = make([]float64, values)
	}
	for i := range values {
		v := light(float64(i) / float64(values-1))
		for c := range p.curves {
			p.curves[c][i] = min(max(v, 0), 1)
		}
	}
	return p, true
}

// transferCurve gives the curve from stored value to light, both 0..1.
func transferCurve(transfer int) func(float64) float64 {
	switch transfer {
	case transferLinear:
		return func(x float64) float64 { return x }
	case transferGamma22:
		return func(x float64) float64 { return math.Pow(x, 2.2) }
	case transferGamma28:
		return func(x float64) float64 { return math.Pow(x, 2.8) }
	case transferSMPTE428:
		return func(x float64) float64 { return math.Pow(x, 2.6) * 52.37 / 48 }
	case transferPQ:
		return pqToLight
	case transferHLG:
		// Made so that a screen without HDR may show it as it is.
		return func(x float64) float64 { return math.Pow(x, 2.4) }
	}
	// BT.709's camera curve is meant for screens of about sRGB's, and is what
	// files say that mean sRGB.
	return decodeSRGB
}

// decodeSRGB is sRGB's curve from the stored value to light (IEC 61966-2-1).
func decodeSRGB(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// pqToLight is the curve of SMPTE ST 2084, laid down for a screen without HDR:
// paper white at 203 cd/m2 (ITU-R BT.2408) comes to half of the screen's light,
// and highlights up to 1000 cd/m2 are drawn together above it (Reinhard et al.,
// 2002, with that as the white point).
func pqToLight(x float64) float64 {
	const (
		m1, m2     = 2610.0 / 16384, 2523.0 / 4096 * 128
		c1, c2, c3 = 3424.0 / 4096, 2413.0 / 4096 * 32, 2392.0 / 4096 * 32
		peak       = 10000.0
		paper      = 203.0
		brightest  = 1000.0 / paper
	)
	root := math.Pow(x, 1/m2)
	light := peak / paper * math.Pow(max(root-c1, 0)/(c2-c3*root), 1/m1)
	return light * (1 + light/(brightest*brightest)) / (1 + light)
}
