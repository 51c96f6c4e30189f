package measure

import (
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// What the words for clarity stand for, in points of its value: below soft a
// picture is called blurred in one way or another, from crisp on it is called
// crisp.
const (
	blurredBelow = 5.0
	softBelow    = 6.5
	crispFrom    = 7.0
	missedBelow  = 8.0 // a missed focus that costs less is not worth a word
)

// noticeable is the penalty from which a defect is named before a blur, if it is
// also the largest of the penalties.
const noticeable = 0.8

// reason names what matters most for the value. Each sentence belongs to a range
// of what it speaks of.
func (c *clarity) reason(f *Features) library.Message {
	if worst := max(c.noise, c.compression, c.haze); worst >= noticeable && c.lost() >= c.blurred() {
		return c.dulledBy(f)
	}
	switch {
	case c.crispness < softBelow:
		return c.blurReason(f)
	case f.Full.missed() && c.value < missedBelow && c.preview-c.crispness >= c.lost():
		return f.Full.missedReason()
	case c.value < softBelow:
		return c.dulledBy(f)
	case c.value < crispFrom:
		return message.New(message.ClarityFair, message.Percent("sharpness", f.Sharpness.Reblur))
	}
	return c.crispReason(f)
}

// lost is how many points the penalties take.
func (c *clarity) lost() float64 { return c.crispness - c.value }

// blurred is how many points a blur takes from a picture that is usually crisp.
func (c *clarity) blurred() float64 {
	const usual = 8.5
	return max(0, usual-c.crispness)
}

// dulledBy names the largest of the penalties.
func (c *clarity) dulledBy(f *Features) library.Message {
	switch max(c.noise, c.compression, c.haze) {
	case c.noise:
		return message.New(message.ClarityNoise, message.Count("levels", math.Ceil(f.Grain.Level)))
	case c.compression:
		return message.New(message.ClarityCompressed, message.Measure("times", f.Compression))
	}
	return message.New(message.ClarityHaze, message.Percent("range", f.Tone.P99-f.Tone.P1))
}

// blurReason names the kind of blur of a picture that is not crisp.
func (c *clarity) blurReason(f *Features) library.Message {
	const full = 0.8 // points that the full picture takes before it is named
	switch {
	case f.doubled():
		return moved(message.ClarityDoubled, f.Double.Length*f.scale(), f.Double.Degrees)
	case f.Smear.oneWay():
		return moved(message.ClarityShaken, f.Smear.Length*f.scale(), f.Smear.Degrees)
	case f.Full.shaken() && c.preview-c.crispness >= full:
		return moved(message.ClarityShaken, f.Full.Smear.Length, f.Full.Smear.Degrees)
	case f.Full.missed() && c.preview-c.crispness >= full:
		return f.Full.missedReason()
	case c.preview-c.crispness >= full && c.preview >= softBelow:
		return message.New(message.ClarityFullSize, message.Percent("sharpness", f.Full.Reblur))
	case c.crispness < blurredBelow && f.Sharpness.Contrast >= plainContrast:
		return message.New(message.ClarityDefocus, message.Percent("sharpness", f.Sharpness.Reblur))
	case c.crispness < blurredBelow:
		return message.New(message.ClarityBlurred, message.Percent("sharpness", f.Sharpness.Reblur))
	}
	return message.New(message.ClaritySoft, message.Percent("sharpness", f.Sharpness.Reblur))
}

// plainContrast is Sharpness.Contrast, in levels, from which a blur is told from a
// scene without detail, such as clouds.
const plainContrast = 3.0

// moved words a path of so many pixels of the photo.
func moved(code string, length, degrees float64) library.Message {
	return message.New(code,
		message.Pixels("length", rounded(length)),
		message.Of("direction", message.New(directionCode(degrees))))
}

// rounded gives a length to two significant figures, as it is not known better.
func rounded(length float64) int {
	step := 1.0
	for ; length/step >= 100; step *= 10 {
	}
	return int(math.Round(length/step) * step)
}

// directionCode words a direction, 0..180 anticlockwise from level, by the nearest
// of four.
func directionCode(degrees float64) string {
	const step = 45
	codes := [...]string{message.PathLevel, message.PathRising, message.PathUpright, message.PathFalling}
	return codes[int(math.Round(degrees/step))%len(codes)]
}

// crispReason says how far the crisp area reaches.
func (c *clarity) crispReason(f *Features) library.Message {
	const wide = 0.35
	switch {
	case f.Smear.panned():
		return message.New(message.ClarityPanned, message.Of("direction", message.New(directionCode(f.Smear.Rest.Degrees))))
	case f.Sharpness.Reach < wide:
		return message.New(message.ClarityArea, message.Percent("share", f.Sharpness.Reach))
	}
	return message.New(message.ClarityCrisp)
}
