package standing

import (
	"math"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/calibration"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/language"
)

// given is the score that a photo is shown with, as it was given, or nil. A misfire is
// not compared with photos.
func (s *Standing) given(id library.ID) *library.Score {
	if s.Session.IsMisfire(id) {
		return nil
	}
	if raw := s.Session.RawScoreBy(s.Session.Chosen(), id); raw != nil {
		return raw
	}
	return s.Session.Score(id)
}

// Cell is a photo's place in the shoot for its cell: "92 %", or "3 of 12" among few.
// It is "" where cells show scores, and where the place is not known.
func (s *Standing) Cell(id library.ID) string {
	score := s.given(id)
	if !s.Chosen.Percentiles || score == nil {
		return ""
	}
	p, ok := s.inShoot(score)
	if !ok {
		return ""
	}
	if percent, ok := p.Percentile(); ok {
		return percentText(percent)
	}
	return lang.L("{{.Place}} of {{.Total}}", language.Args{"Place": language.Count(p.Rank()), "Total": language.Count(p.All)})
}

// Lines are what the inspector says of a photo's place: in its burst where that is asked
// for, in the shoot and in the library, each a sentence without a full stop.
func (s *Standing) Lines(id library.ID, inBurst bool) []string {
	score := s.given(id)
	if score == nil || !score.Overall.Known {
		return nil
	}
	var lines []string
	if b := s.shoot.bursts[member{id, score.By.Version}]; b != nil && inBurst {
		lines = append(lines, burstLine(b, score.Overall))
	}
	p, ok := s.inShoot(score)
	if !ok {
		return lines
	}
	var whole calibration.Place
	if all := s.library[score.By.Key()]; all != nil {
		whole, _ = all.Of(score.Overall)
	}
	lines = append(lines, placeLines(p, whole, s.Session.Chosen() == scorers.BuiltIn)...)
	if sharper := sharperLine(s.shoot.clarity[score.By.Version], score.Values[library.Clarity]); sharper != "" {
		lines = append(lines, sharper)
	}
	return lines
}

// inShoot is a score's place in the shoot; false for one that is not counted yet.
func (s *Standing) inShoot(score *library.Score) (calibration.Place, bool) {
	tally := s.shoot.tallies[score.By.Version]
	if tally == nil {
		return calibration.Place{}, false
	}
	p, ok := tally.Of(score.Overall)
	return p, ok && p.Equal > 0
}

// burstLine says a rank, and by how much it is missed or held; nothing by how much
// where the uncertainties leave that open.
func burstLine(b burst, v library.Value) string {
	p, _ := calibration.PlaceAmong(b, v)
	first, second := b.best()
	args := language.Args{"Rank": language.Ordinal(p.Rank()), "All": language.Count(p.All)}
	if p.Rank() > 1 {
		d := difference.Between(v, first)
		if args["Points"] = language.Decimal(d.By, 2); d.Clear {
			return lang.L("{{.Rank}} of {{.All}} in this burst, {{.Points}} below its best", args)
		}
		return lang.L("{{.Rank}} of {{.All}} in this burst, {{.Points}} below its best: too close to call", args)
	}
	if p.Equal > 1 {
		return lang.L("Equal best of {{.All}} in this burst", args)
	}
	d := difference.Between(second, first)
	if args["Points"] = language.Decimal(d.By, 2); d.Clear {
		return lang.L("Best of {{.All}} in this burst, by {{.Points}}", args)
	}
	return lang.L("Best of {{.All}} in this burst, by {{.Points}}: too close to call", args)
}

// sharperLine says than how much of the shoot a photo is sharper; "" where few photos
// have a clarity, or this one has none that was counted.
func sharperLine(tally *calibration.Tally, clarity library.Value) string {
	if tally == nil || !clarity.Known {
		return ""
	}
	p, ok := tally.Of(clarity)
	percent, many := p.Percentile()
	if !ok || !many || p.Equal == 0 {
		return ""
	}
	return lang.L("Sharper than {{.Shoot}} of this shoot", language.Args{"Shoot": percentText(percent)})
}

// placeLines say the place in the shoot, and in the library where that holds more
// photos.
func placeLines(shoot, library calibration.Place, measured bool) []string {
	inShoot, many := shoot.Percentile()
	inLibrary, more := library.Percentile()
	more = more && library.All > shoot.All
	args := language.Args{
		"Rank": language.Ordinal(shoot.Rank()), "All": language.Count(shoot.All),
		"Shoot": percentText(inShoot), "Library": percentText(inLibrary),
	}
	if !many {
		lines := []string{lang.L("{{.Rank}} of {{.All}} in this shoot", args)}
		switch {
		case more && measured:
			lines = append(lines, lang.L("Technically better than {{.Library}} of your library", args))
		case more:
			lines = append(lines, lang.L("Scored higher than {{.Library}} of your library", args))
		}
		return lines
	}
	switch {
	case more && measured:
		return []string{lang.L("Technically better than {{.Shoot}} of this shoot and {{.Library}} of your library", args)}
	case more:
		return []string{lang.L("Scored higher than {{.Shoot}} of this shoot and {{.Library}} of your library", args)}
	case measured:
		return []string{lang.L("Technically better than {{.Shoot}} of this shoot", args)}
	}
	return []string{lang.L("Scored higher than {{.Shoot}} of this shoot", args)}
}

// percentText writes a percentile rounded down, so that the best photo is never better
// than itself.
func percentText(percent float64) string {
	if percent < 1 {
		return lang.L("under 1 %")
	}
	return language.Decimal(math.Floor(percent), 0) + " %"
}
