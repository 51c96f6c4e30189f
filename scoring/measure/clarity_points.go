package measure

import "math"

// What the measures of crispness are worth in points. The corners were set on
// clean photos that were blurred and moved in known steps: 9 is crisp at the
// measuring size, 6 a Gaussian blur of one pixel, 4 a path of five pixels, and 2 one
// of ten.
func alongPoints() curve {
	return curve{
		{-1.4, 0},
		{-1.2, 0.6},
		{-1.1, 1.3},
		{-1.03, 2},
		{-0.97, 2.7},
		{-0.88, 3.6},
		{-0.79, 4.5},
		{-0.7, 5.4},
		{-0.6, 6.4},
		{-0.5, 7.2},
		{-0.39, 8},
		{-0.3, 8.6},
		{-0.16, 9.2},
		{0, 9.6},
		{0.4, 10},
	}
}

// acutancePoints is for the contrast of the crispest tenth of the picture, in octaves
// of Sharpness.Contrast less its noise: an edge looks the sharper the stronger it is.
// Undamaged photos lie between 2 levels (mist) and 55 (needles of a fir).
func acutancePoints() curve { return curve{{-2, 2}, {1, 5}, {3, 7.5}, {5.5, 10}} }

// acutance gives those octaves. The mean difference of neighbours that white noise
// makes is 2/sqrt(pi) of its deviation, and adds up in squares.
func acutance(f *Features) float64 {
	noise := 2 / math.SqrtPi * f.Grain.Level
	return math.Log2(math.Sqrt(max(0, f.Sharpness.Contrast*f.Sharpness.Contrast-noise*noise)) + 0.1)
}

// crispnessOf joins what is left along the most blurred direction, which does not
// depend on the light, with acutance, which does: so S3 joins the slope of the
// spectrum and the variation of luma (Vu, Phan & Chandler 2012). Acutance exceeds
// what is left by a tenth at most: strong edges across a path do not hide it.
func crispnessOf(f *Features) float64 {
	const byAcutance, most = 0.35, 1.1
	along := alongPoints().at(f.Smear.Along)
	points := (1-byAcutance)*along + byAcutance*min(most*along, acutancePoints().at(acutance(f)))
	if f.Smear.oneWay() {
		return points
	}
	return min(points, doublePoints().at(f.Double.Lead))
}

// doublePoints is the most that a picture with an echo of that lead is worth. Of 49
// undamaged photos none read above 0.32.
func doublePoints() curve { return curve{{0.3, 10}, {doubledFrom, 6.4}, {0.6, 4}} }

// doubledFrom is Double.Lead from which a picture is called double.
const doubledFrom = 0.35

// doubled says whether a second image shows. A smear has echoes too, and goes
// first.
func (f *Features) doubled() bool { return f.Double.Lead >= doubledFrom && !f.Smear.oneWay() }

// noisePenalty and compressionPenalty say how many points a defect costs, see
// dulled. They were set near the mean opinions of TID2013 for the same damage.
func noisePenalty() curve {
	return curve{{0, 0}, {0.6, 0.06}, {1.5, 0.28}, {3, 0.65}, {5, 1.15}, {8, 1.8}, {12, 2.6}, {20, 4.4}, {30, 6.5}, {80, 14}}
}

func compressionPenalty() curve {
	return curve{{0, 0}, {0.1, 0.02}, {0.3, 0.08}, {0.5, 0.16}, {0.8, 0.32}, {1.3, 0.65}, {2, 1.05}, {3, 1.55}, {5, 2.6}, {8, 3.8}, {12, 5.3}, {20, 8.5}}
}

// hazePenalty is for the part of the range of light that a veil takes: air that
// scatters light lifts the darkest tones, dims the lightest and leaves little
// between them (Koschmieder 1924). Only all three together are haze: a high key
// has dark tones somewhere, an overexposed picture has white ones, and a dark one
// of little contrast has no lifted ones.
func hazePenalty(t *Tone) float64 {
	flat := curve{{0.2, 1.6}, {0.35, 0.8}, {0.45, 0.25}, {0.55, 0}}
	lifted := curve{{0.25, 0}, {0.42, 1}}
	dimmed := curve{{0.9, 1}, {0.97, 0}}
	return flat.at(t.P99-t.P1) * lifted.at(t.P1) * dimmed.at(t.P99)
}
