package measure

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// What departures from a full, unclipped range of light cost in points, see dulled.
// Blown highlights cost more than blocked shadows, which are often meant.
func highlightPenalty() curve {
	return curve{{0, 0}, {0.005, 0.06}, {0.02, 0.25}, {0.05, 0.65}, {0.1, 1.2}, {0.25, 2.4}, {0.5, 4.3}, {0.8, 7}, {1.5, 13}}
}

// clippedSubjectPenalty is for the share of the subject that is clipped, however
// small the subject is.
func clippedSubjectPenalty() curve {
	return curve{{0.03, 0}, {0.1, 0.3}, {0.25, 1}, {0.6, 2.2}, {1, 3.2}}
}

func shadowPenalty() curve {
	return curve{{0, 0}, {0.02, 0.2}, {0.1, 0.7}, {0.3, 1.6}, {0.5, 2.5}, {0.7, 4}, {0.9, 7}, {1, 12}}
}

// reachPenalty is for a brightest hundredth (of the largest channel, 0..1) that
// stays dark.
func reachPenalty() curve {
	return curve{{0, 14}, {0.1, 9}, {0.25, 5.8}, {0.4, 3.8}, {0.55, 2.3}, {0.7, 1.3}, {0.85, 0.7}, {0.95, 0.16}, {1, 0}}
}

// flatPenalty is for tones that spread little, see Key.Contrast. A nearly blank frame
// has next to no contrast.
func flatPenalty() curve {
	return curve{{0, 12}, {0.07, 8}, {0.2, 4}, {0.35, 2}, {0.5, 0.9}, {0.65, 0.3}, {0.8, 0}}
}

// meanPenalty is for a mean luma (0..1) away from the middle; Ke 2006 takes the
// distance from 0.47.
func meanPenalty() curve {
	return curve{{0, 6}, {0.05, 3.6}, {0.1, 2.4}, {0.2, 1.1}, {0.3, 0.4}, {0.4, 0.06}, {0.45, 0}, {0.5, 0.02}, {0.56, 0.1}, {0.65, 0.35}, {0.75, 1}, {0.85, 2.3}, {1, 7}}
}

// subjectPenalty is for the mean luma of the subject: wide, because coal is dark and
// snow bright.
func subjectPenalty() curve {
	return curve{{0, 4}, {0.1, 2.2}, {0.2, 0.9}, {0.3, 0.25}, {0.4, 0}, {0.55, 0}, {0.7, 0.4}, {0.8, 1.1}, {0.9, 2.6}, {1, 5}}
}

// How much of a penalty is taken away where the departure is meant.
const (
	lowKeyPardon  = 0.85
	highKeyPardon = 0.8
	veilPardon    = 0.85
	litPardon     = 0.3 // of a frame without lights whose subject has its light
)

// faults are the penalties of one picture, in points.
type faults struct {
	highlights, shadows float64
	reach, flat         float64 // no lights, little contrast
	frame, subject      float64 // dark or bright as a whole
	pardoned            float64 // what was taken off, because it may be meant
}

func (p *faults) sum() float64 {
	return p.highlights + p.shadows + p.reach + p.flat + p.frame + p.subject
}

// pardon lowers a penalty by a part, 0..1, and keeps count.
func (p *faults) pardon(penalty, part float64) float64 {
	p.pardoned += penalty * part
	return penalty * (1 - part)
}

func faultsOf(f *Features) faults {
	t, k := f.Tone, f.Key
	dark := max(k.Low, k.Silhouette)
	var p faults
	p.highlights = highlightPenalty().at(f.Highlights.Lost) + clippedSubjectPenalty().at(f.Highlights.Subject)
	p.shadows = p.pardon(shadowPenalty().at(t.Shadows), lowKeyPardon*dark)
	p.flat = p.pardon(flatPenalty().at(k.Contrast), veilPardon*k.Veil)
	lit := litPardon * curve{{0.25, 0}, {0.4, 1}}.at(k.Subject)
	p.reach = p.pardon(reachPenalty().at(t.Top99), max(lowKeyPardon*dark, veilPardon*k.Veil, lit))
	frame, subject := lowKeyPardon*dark, lowKeyPardon*dark
	if t.Mean >= middleLuma {
		frame = max(highKeyPardon*k.High, veilPardon*k.Veil)
	}
	if k.Subject >= middleLuma {
		subject = highKeyPardon * k.High
	}
	p.frame = p.pardon(meanPenalty().at(t.Mean), frame)
	p.subject = p.pardon(subjectPenalty().at(k.Subject), subject)
	return p
}

const middleLuma = 0.47

// judgeExposure takes off what is lost at either end of the range, for a frame and
// a subject that are dark or bright, and for tones that spread little. High key, low
// key, silhouettes and mist are pardoned as surely as they are meant; doubt grows
// with what was pardoned, and with what may have been meant and was not.
func judgeExposure(f *Features) verdict {
	p := faultsOf(f)
	value := dulled(bestExposure, exposureScale*p.sum())
	sd := 0.6 + 0.2*p.pardoned + 0.12*(p.reach+p.frame+p.subject+p.shadows)
	return known(value, min(2.5, sd), exposureReason(f, &p, value))
}

const (
	bestExposure  = 9.9
	goodExposure  = 8.0 // from here nothing is blamed
	meantExposure = 6.0 // and from here not what is meant
	meantPardon   = 0.5 // points that must have been pardoned before a light is called meant
	meantSurely   = 0.45
	exposureScale = 1.35
)

// exposureReason says what was pardoned of a good exposure, and names the largest
// fault of another.
func exposureReason(f *Features, p *faults, value float64) library.Message {
	t, k := f.Tone, f.Key
	mean := message.Percent("mean", t.Mean)
	meant := value >= meantExposure && p.pardoned >= meantPardon
	switch {
	case f.Blank():
		return message.New(message.ExposureBlank)
	case meant && k.Silhouette >= max(meantSurely, k.Low):
		return message.New(message.ExposureSilhouette)
	case meant && k.Low >= meantSurely:
		return message.New(message.ExposureLowKey, mean, message.Percent("top", t.Top999))
	case meant && k.High >= meantSurely:
		return message.New(message.ExposureHighKey, mean)
	case meant && k.Veil >= meantSurely && k.Span < fullSpan:
		return message.New(message.ExposureSoft, message.Percent("span", k.Span))
	case value < goodExposure:
		return faultReason(f, p)
	}
	return praiseReason(f)
}

// fullSpan is the span of tones from which the range is called full.
const fullSpan = 0.7

// praiseReason is for a good exposure.
func praiseReason(f *Features) library.Message {
	const some = 0.004 // of the frame
	lamps, clipped := f.Highlights.Lamp, f.Tone.Highlights
	switch {
	case lamps >= some && lamps > 2*(clipped-lamps):
		return message.New(message.ExposureLamps, message.Percent("share", lamps))
	case f.Key.Span < fullSpan:
		return message.New(message.ExposureSoft, message.Percent("span", f.Key.Span))
	}
	return message.New(message.ExposureFull)
}

// faultReason names the largest fault.
func faultReason(f *Features, p *faults) library.Message {
	t, k := f.Tone, f.Key
	switch max(p.highlights, p.shadows, p.reach, p.flat, p.frame, p.subject) {
	case p.highlights:
		return highlightReason(&f.Highlights, t)
	case p.shadows:
		return message.New(message.ExposureShadows, message.Percent("share", t.Shadows))
	case p.flat:
		return message.New(message.ExposureFlat, message.Percent("span", k.Span))
	case p.reach:
		return message.New(message.ExposureDarkTop, message.Percent("top", t.Top99), message.Percent("mean", t.Mean))
	case p.subject:
		return message.New(side(k.Subject < middleLuma, message.ExposureSubjectDark, message.ExposureSubjectBright), message.Percent("mean", k.Subject))
	}
	return message.New(side(t.Mean < middleLuma, message.ExposureDark, message.ExposureBright), message.Percent("mean", t.Mean))
}

// highlightReason says what is clipped where most of it is one thing.
func highlightReason(h *Highlights, t Tone) library.Message {
	const most = 0.5
	switch {
	case h.Skin >= 0.003 && h.Skin > 0.3*t.Highlights:
		return message.New(message.ExposureSkinClipped, message.Percent("share", h.Skin))
	case h.Subject > 0.05 && h.Subject > 2*t.Highlights:
		return message.New(message.ExposureSubjectClipped, message.Percent("share", h.Subject))
	case h.Sky > most*t.Highlights:
		return message.New(message.ExposureSkyClipped, message.Percent("share", h.Sky))
	}
	return message.New(message.ExposureHighlights, message.Percent("share", t.Highlights))
}
