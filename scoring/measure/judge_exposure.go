package measure

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// What departures from a full, unclipped range of light cost in points. Blown
// highlights cost more than blocked shadows, which are often meant; a dark
// picture with some bright light in it costs little, as night scenes do.
func highlightPenalty() curve {
	return curve{{0, 0}, {0.01, 0.12}, {0.03, 0.4}, {0.1, 1.3}, {0.25, 3}, {0.5, 5.5}, {0.8, 9}, {1, 14}}
}

func shadowPenalty() curve {
	return curve{{0, 0}, {0.03, 0.15}, {0.1, 0.4}, {0.3, 1}, {0.5, 1.7}, {0.7, 3}, {0.9, 6}, {1, 12}}
}

// reachPenalty is for a brightest hundredth (of the largest channel, 0..1) that
// stays dark.
func reachPenalty() curve {
	return curve{{0, 14}, {0.1, 9}, {0.25, 5.5}, {0.4, 3.4}, {0.55, 2.1}, {0.7, 1.2}, {0.85, 0.5}, {0.95, 0.12}, {1, 0}}
}

// meanPenalty is for a mean luma (0..1) away from the middle; Ke 2006 takes the
// distance from 0.47.
func meanPenalty() curve {
	return curve{{0, 5}, {0.05, 2.6}, {0.1, 1.4}, {0.2, 0.6}, {0.3, 0.2}, {0.42, 0.02}, {0.5, 0}, {0.62, 0.05}, {0.7, 0.2}, {0.8, 0.9}, {0.9, 2.5}, {1, 7}}
}

// lowKey says how far a dark picture holds bright light, 0..1: a street at night
// is mostly black and exposed correctly, and an underexposed day has no lights.
func lowKey(t Tone) float64 {
	return curve{{0.5, 0}, {0.85, 1}}.at(t.Top99) * curve{{0.18, 1}, {0.35, 0}}.at(t.Mean)
}

// lowKeyPardon is how much of the penalty for darkness a low key takes away.
const lowKeyPardon = 0.7

// judgeExposure starts from 9.7 and takes off what is lost at either end of the
// range and for a picture dark or bright as a whole. Doubt is largest for low
// key and high key pictures, which may be meant as they are.
func judgeExposure(f *Features) verdict {
	t := f.Tone
	high, low := highlightPenalty().at(t.Highlights), shadowPenalty().at(t.Shadows)
	reach, mean := reachPenalty().at(t.Top99), meanPenalty().at(t.Mean)
	sd := 0.6 + 0.35*(mean+low)
	pardon := 1 - lowKeyPardon*lowKey(t)
	low, mean = low*pardon, mean*pardon
	return known(dulled(9.7, high+low+reach+mean), min(2.5, sd), exposureReason(t, high, low, reach+mean))
}

func exposureReason(t Tone, high, low, key float64) library.Message {
	const noticeable = 0.7
	switch worst := max(high, low, key); {
	case lowKey(t) > 0.4 && worst > high:
		return message.New(message.ExposureLowKey, message.Percent("mean", t.Mean), message.Percent("top", t.Top99))
	case worst < noticeable:
		return message.New(message.ExposureFull)
	case worst == high:
		return message.New(message.ExposureHighlights, message.Percent("share", t.Highlights))
	case worst == low:
		return message.New(message.ExposureShadows, message.Percent("share", t.Shadows))
	case t.Mean < 0.5 && t.Top99 < 0.9:
		return message.New(message.ExposureDarkTop, message.Percent("top", t.Top99), message.Percent("mean", t.Mean))
	case t.Mean < 0.5:
		return message.New(message.ExposureDark, message.Percent("mean", t.Mean))
	default:
		return message.New(message.ExposureBright, message.Percent("mean", t.Mean))
	}
}
