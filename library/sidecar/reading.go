package sidecar

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
)

// isRejectRating is true for the values of xmp:Rating that mean a reject: -1 in Bridge and
// darktable, 6 in old sidecars of darktable.
func isRejectRating(v float64) bool { return v == -1 || v == 6 }

// parseRating reads an xmp:Rating, which is a real number; ok is false for what is none
// from 0 to 5 and no reject.
func parseRating(s string) (stars library.Rating, reject, ok bool) {
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsNaN(v):
		return 0, false, false
	case isRejectRating(v):
		return 0, true, true
	case v < 0 || v > float64(library.MaxRating):
		return 0, false, false
	}
	return library.Rating(math.Round(v)), false, true
}

// microsoftStars reads MicrosoftPhoto:Rating, 0..99, in the steps of Windows.
func microsoftStars(s string) (stars library.Rating, ok bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= 99) {
		return 0, false
	}
	for _, from := range []float64{1, 13, 38, 63, 88} {
		if v >= from {
			stars++
		}
	}
	return stars, true
}

// microsoftPercent is the MicrosoftPhoto:Rating of so many stars.
func microsoftPercent(stars library.Rating) int { return [...]int{0, 1, 25, 50, 75, 99}[stars] }

// readRating reads the stars: xmp:Rating, else what Windows, ACDSee and Photo Mechanic
// keep beside it.
func (d *document) readRating(f *Facts) {
	said := func(n name, stars library.Rating) { f.Rating, f.RatingBy = stars, n.String() }
	if v, ok := d.value(name{nsXMP, "Rating"}); ok {
		if stars, reject, ok := parseRating(v); ok && !reject {
			said(name{nsXMP, "Rating"}, stars)
			return
		} else if ok {
			return // how many stars it had is not known any more
		}
	}
	for _, n := range []name{{nsMicrosoft, "Rating"}, {nsExiv2, "Rating"}} {
		if v, ok := d.value(n); ok {
			if stars, ok := microsoftStars(v); ok {
				said(n, stars)
				return
			}
		}
	}
	if v, ok := d.value(name{nsACDSee, "rating"}); ok {
		if stars, reject, ok := parseRating(v); ok && !reject {
			said(name{nsACDSee, "rating"}, stars)
			return
		}
	}
	if p, ok := d.prefs(); ok && p.rating <= int(library.MaxRating) {
		said(name{nsMechanic, "Prefs"}, library.Rating(p.rating))
	}
}

// readFlag reads the flag: Lightroom's first, then a reject among the stars, digiKam's
// and Photo Mechanic's.
func (d *document) readFlag(f *Facts) {
	said := func(n name, flag library.Flag) { f.Flag, f.FlagBy = flag, n.String() }
	if v, ok := d.value(name{nsDM, "good"}); ok {
		if good, ok := parseBool(v); ok {
			said(name{nsDM, "good"}, flagOf(good))
			return
		}
	}
	if v, ok := d.value(name{nsDM, "pick"}); ok {
		if n, err := strconv.Atoi(v); err == nil {
			said(name{nsDM, "pick"}, library.Flag(sign(n)))
			if n != 0 {
				return
			}
		}
	}
	if v, ok := d.value(name{nsXMP, "Rating"}); ok {
		if _, reject, _ := parseRating(v); reject {
			said(name{nsXMP, "Rating"}, library.Reject)
			return
		}
	}
	if v, ok := d.value(name{nsDigiKam, "PickLabel"}); ok {
		switch v {
		case "1":
			said(name{nsDigiKam, "PickLabel"}, library.Reject)
			return
		case "3":
			said(name{nsDigiKam, "PickLabel"}, library.Pick)
			return
		}
	}
	if v, ok := d.value(name{nsMechanic, "Tagged"}); ok {
		if tagged, ok := parseBool(v); ok && tagged {
			said(name{nsMechanic, "Tagged"}, library.Pick)
		}
	} else if p, ok := d.prefs(); ok && p.tagged != 0 {
		said(name{nsMechanic, "Prefs"}, library.Pick)
	}
}

// readLabel reads the colour: a name in xmp:Label that is known, photoshop:LabelColor,
// and only where neither says anything darktable's and digiKam's numbers. The name comes
// first because many programs change it alone, and leave the colour that Adobe's wrote.
func (d *document) readLabel(f *Facts, configured LabelNames) {
	said := func(n name, l library.Label) { f.Label, f.LabelBy = l, n.String() }
	text, _ := d.value(name{nsXMP, "Label"})
	if l := labelNamed(text, configured); l != library.NoLabel {
		said(name{nsXMP, "Label"}, l)
		return
	}
	if v, ok := d.value(name{nsPhotoshop, "LabelColor"}); ok {
		if l, err := library.ParseLabel(strings.ToLower(v)); err == nil && l != library.NoLabel {
			said(name{nsPhotoshop, "LabelColor"}, l)
			return
		}
	}
	if text != "" {
		f.Words.Label = text
		return
	}
	for _, item := range d.list(name{nsDarktable, "colorlabels"}) {
		if l := darktableLabel(item); l != library.NoLabel {
			said(name{nsDarktable, "colorlabels"}, l)
			return
		}
	}
	if v, ok := d.value(name{nsDigiKam, "ColorLabel"}); ok {
		l, other := digiKamLabel(v)
		if f.Words.Label = other; l != library.NoLabel {
			said(name{nsDigiKam, "ColorLabel"}, l)
		}
	}
}

// parseBool reads a boolean of XMP, which Adobe writes in two ways.
func parseBool(s string) (value, ok bool) {
	switch strings.ToLower(s) {
	case "true", "1":
		return true, true
	case "false", "0":
		return false, true
	}
	return false, false
}

func flagOf(good bool) library.Flag {
	if good {
		return library.Pick
	}
	return library.Reject
}

func sign(n int) int { return min(1, max(-1, n)) }

// prefs is photomechanic:Prefs, "Tagged:ColorClass:Rating:FrameNum".
type prefs struct {
	tagged, colour, rating int
	rest                   string // from the third colon on
}

var prefsForm = regexp.MustCompile(`^([0-9]):([0-9]):([0-9])(:.*)?$`)

// prefs gives Photo Mechanic's own field; ok is false where it is not there or not as
// documented, and then it is left alone.
func (d *document) prefs() (p prefs, ok bool) {
	v, _ := d.value(name{nsMechanic, "Prefs"})
	m := prefsForm.FindStringSubmatch(v)
	if m == nil {
		return prefs{}, false
	}
	digit := func(s string) int { return int(s[0] - '0') }
	return prefs{digit(m[1]), digit(m[2]), digit(m[3]), m[4]}, true
}
