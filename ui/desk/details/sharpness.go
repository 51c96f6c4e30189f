package details

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/language"
)

// sharpness says where a photo stands by clarity among the frames of its stack of which
// one is to be chosen, and that were scored as it was; nil where it stands alone.
func (d *Details) sharpness(id library.ID, score *library.Score) *inspector.Sharpness {
	own := score.Values[library.Clarity]
	var frames []library.Value
	for _, other := range d.stacks.Choice(id) {
		s := d.session.Score(other)
		if s == nil || d.session.IsMisfire(other) {
			continue
		}
		if by := difference.Compare(score, s); by.Why == difference.Comparable && by.Attributes[library.Clarity].Known {
			frames = append(frames, s.Values[library.Clarity])
		}
	}
	if len(frames) < 2 || d.session.IsMisfire(id) {
		return nil
	}
	shown := &inspector.Sharpness{Here: own.Mean, SD: own.SD, Words: sharpnessText(own, frames)}
	for _, f := range frames {
		shown.Frames = append(shown.Frames, f.Mean)
	}
	return shown
}

// sharpnessText says a place among frames by clarity, the photo's own among them. Where
// the uncertainties leave open which is the sharpest, nobody is said to be.
func sharpnessText(own library.Value, frames []library.Value) string {
	var first, second library.Value // the two sharpest
	rank := 1
	for _, f := range frames {
		if f.Mean > own.Mean {
			rank++
		}
		switch {
		case !first.Known || f.Mean > first.Mean:
			first, second = f, first
		case !second.Known || f.Mean > second.Mean:
			second = f
		}
	}
	args := language.Args{"Count": language.Count(len(frames)), "Rank": language.Count(rank)}
	d := difference.Between(own, first)
	if rank == 1 {
		d = difference.Between(second, first)
	}
	args["Points"] = language.Decimal(d.By, 1)
	switch {
	case !d.Clear:
		return lang.L("Among the sharpest of {{.Count}}", args)
	case rank == 1:
		return lang.L("Sharpest of {{.Count}}, by {{.Points}}", args)
	}
	return lang.L("Place {{.Rank}} of {{.Count}} by sharpness, {{.Points}} below the sharpest", args)
}
