package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// What the measures of crispness are worth in points. The corners were set on
// clean photos blurred in steps and on TID2013's blurs: 9 is crisp at this size,
// 5 a blur of about one pixel, 2 of two and more.
func reblurPoints() curve {
	return curve{{0.05, 0}, {0.1, 0.8}, {0.2, 2}, {0.3, 3}, {0.4, 4}, {0.55, 5.8}, {0.65, 6.9}, {0.75, 8.3}, {0.85, 9.5}, {1, 10}}
}

func waveletPoints() curve {
	return curve{{0, 0}, {1.5, 0.3}, {3, 0.7}, {6, 1.9}, {8, 2.8}, {12, 5}, {16, 7.8}, {20, 9.2}, {30, 10}}
}

// medianPoints is for the middle block: an honest focus on a near subject leaves
// it soft, so it is generous early.
func medianPoints() curve {
	return curve{{0, 0}, {0.3, 3}, {0.7, 5.6}, {1.2, 7}, {2, 8.7}, {3, 9.7}, {4, 10}}
}

// noisePenalty and compressionPenalty say how many points a defect costs, see
// dulled. They were set near the mean opinions of TID2013 for the same damage.
func noisePenalty() curve {
	return curve{{0, 0}, {0.6, 0.06}, {1.5, 0.28}, {3, 0.65}, {5, 1.15}, {8, 1.8}, {12, 2.6}, {20, 4.4}, {30, 6.5}, {80, 14}}
}

func compressionPenalty() curve {
	return curve{{0, 0}, {0.1, 0.02}, {0.3, 0.08}, {0.5, 0.16}, {0.8, 0.32}, {1.3, 0.65}, {2, 1.05}, {3, 1.55}, {5, 2.6}, {8, 3.8}, {12, 5.3}, {20, 8.5}}
}

// judgeClarity takes mostly the crispness of the crispest area, so that a blurred
// background costs little, and lowers it for noise and compression. Doubt grows
// where there is little contrast to see blur by (a mist and a blurred picture
// look alike), where the two measures of crispness differ, and where noise could
// not be told from texture.
func judgeClarity(f *Features) verdict {
	if f.Uniform() {
		return absent(message.ClarityUniform)
	}
	byReblur, byWavelet := reblurPoints().at(f.Sharpness.Reblur), waveletPoints().at(f.Sharpness.Wavelet)
	crispness := 0.35*byReblur + 0.45*byWavelet + 0.2*medianPoints().at(f.Sharpness.Median)
	preview := crispness
	if w := f.Full.weight(); w > 0 {
		// Only what is crisp on the preview can be crisp at full size.
		crispness = (1-w)*preview + w*min(preview+1, f.Full.crispness())
	}
	noise, compression := noisePenalty().at(f.Noise*f.Grain.evenly()), compressionPenalty().at(f.Compression)
	sd := doubt(0.5, 2, f.Sharpness.Contrast/12) + math.Abs(byReblur-byWavelet)/6
	if !f.NoiseKnown {
		sd += 0.5
	}
	sd += (noisePenalty().at(f.Noise) - noise) / 3
	return known(dulled(crispness, noise+compression), sd, clarityReason(f, preview, crispness, noise, compression))
}

// smearedFrom is Smear.OneWay from which a blur is said to have a direction.
const smearedFrom = 0.32

// smearedBelow is the crispness below which that is said. A smear leaves what lies
// along its path crisp, so the plainer it is the crisper a smeared picture may be;
// a crisp one of slats or blades of grass is above 8.
func smearedBelow() curve { return curve{{smearedFrom, 5.5}, {0.52, 7.5}} }

// clarityReason names what matters most; preview is the crispness before the full
// picture was looked at.
func clarityReason(f *Features, preview, crispness, noise, compression float64) library.Message {
	const noticeable, missed = 0.8, 0.8
	switch {
	case noise >= noticeable && noise >= compression:
		return message.New(message.ClarityNoise, message.Count("levels", f.Noise*f.Grain.evenly()))
	case compression >= noticeable:
		return message.New(message.ClarityCompressed, message.Measure("times", f.Compression))
	case f.Smear.OneWay >= smearedFrom && preview < smearedBelow().at(f.Smear.OneWay):
		return message.New(message.ClaritySmeared)
	case crispness < 3:
		return message.New(message.ClarityBlurred, message.Percent("sharpness", f.Sharpness.Reblur))
	case preview-crispness >= missed && preview > 6:
		return message.New(message.ClarityFullSize, message.Percent("sharpness", f.Full.Reblur))
	case crispness < 6:
		return message.New(message.ClaritySoft, message.Percent("sharpness", f.Sharpness.Reblur))
	case f.Sharpness.Reach < 0.35:
		return message.New(message.ClarityArea, message.Percent("share", f.Sharpness.Reach))
	default:
		return message.New(message.ClarityCrisp)
	}
}
