package measure

import "keeplight.app/keeplight/library/message"

// Misfire is a frame with nothing in it: a covered lens, a flash that did not fire,
// a release in the pocket.
type Misfire int

// The kinds of misfires. NoMisfire is any frame with something in it.
const (
	NoMisfire Misfire = iota
	BlackFrame
	WhiteFrame
	BlankFrame
)

const (
	// A frame is black where not even one pixel in a thousand is above blackTop, of
	// the largest channel: stars and city lights are. It is white where hardly one is
	// below whiteFoot.
	blackTop, whiteFoot = 0.08, 0.965
	fewPixels           = 0.001
	// A frame is blank where the light varies by no more than blankRange and no more
	// than fewCells of the cells hold a gradient above blankGradient, levels per
	// pixel, beyond that of the noise. Fog holds more.
	blankRange    = 0.2
	blankGradient = 1.5
	fewCells      = 0.004
	// misfireSD is the doubt, in points, of the overall of 0 that a misfire gets.
	misfireSD = 0.3
)

// findMisfire needs the light counted and the detail measured.
func (k *workspace) findMisfire(t Tone, noiseSD float64) Misfire {
	switch {
	case percentile(&k.light.top, 1-fewPixels) < blackTop:
		return BlackFrame
	case percentile(&k.light.luma, fewPixels) > whiteFoot:
		return WhiteFrame
	case t.P99-t.P1 < blankRange && k.structured(noiseSD) < fewCells:
		return BlankFrame
	}
	return NoMisfire
}

// structured gives the share of cells, 0..1, that hold more than noise and a slow
// change of light.
func (k *workspace) structured(noiseSD float64) float64 {
	// Over a cell's few pixels the noise's own gradient scatters: four times its mean
	// square is seldom reached.
	least := blankGradient*blankGradient + 4*gradientGain*noiseSD*noiseSD
	n := 0
	for _, e := range k.energy {
		if e*e > least {
			n++
		}
	}
	return float64(n) / float64(len(k.energy))
}

// summary gives the code of the sentence that says what happened.
func (m Misfire) summary() string {
	switch m {
	case BlackFrame:
		return message.SummaryBlack
	case WhiteFrame:
		return message.SummaryWhite
	}
	return message.SummaryBlank
}
