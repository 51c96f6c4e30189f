package sidecar

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// ErrUnverified says that a changed sidecar did not read back as it was meant, and is
// not to be written.
var ErrUnverified = errors.New("the changed sidecar does not read back as it was meant")

// Options is how a decision is written.
type Options struct {
	Labels LabelNames // what xmp:Label calls the colours; the zero value is EnglishLabels
	// RejectAsRating writes a reject as xmp:Rating -1, as Bridge and darktable do. The
	// stars then stand nowhere in the file.
	RejectAsRating bool
	Now            time.Time // for xmp:MetadataDate, which is set only where something changes
}

func (o *Options) labels() LabelNames {
	if o.Labels == (LabelNames{}) {
		return EnglishLabels()
	}
	return o.Labels
}

// Write gives a sidecar's bytes with a decision in them. Only the properties that hold
// a decision change, all their occurrences alike, and xmp:MetadataDate with them; every
// other byte stays, and with nothing to change all do. What other programs keep of it
// beside Adobe's properties is changed where it is there and never added. A label that
// is none of the five stays where the decision has none.
//
// The flag is written as Lightroom does: xmpDM:pick 1, -1 or 0 and xmpDM:good true,
// false or nothing. Errors are those of Read, and ErrUnverified.
func Write(b []byte, want library.Decision, o Options) ([]byte, error) {
	if want.Rating > library.MaxRating || want.Label > library.Purple || want.Flag < library.Reject || want.Flag > library.Pick {
		return nil, fmt.Errorf("there is no such decision as %+v", want)
	}
	d, err := open(b)
	if err != nil {
		return nil, err
	}
	was := d.facts(o.labels())
	e := newEditor(d)
	e.writeRating(want, &o)
	e.writeFlag(want.Flag)
	e.writeLabel(want.Label, &was, &o)
	if len(e.edits) == 0 && len(e.fresh) == 0 && e.err == nil {
		return b, nil
	}
	e.set(name{nsXMP, "MetadataDate"}, o.Now.Format(time.RFC3339), func(string) bool { return false })
	text, err := e.apply()
	if err != nil {
		return nil, err
	}
	out := d.charset.encode(text)
	if err := verify(out, want, &o); err != nil {
		return nil, err
	}
	return out, nil
}

// verify reads back what was written.
func verify(b []byte, want library.Decision, o *Options) error {
	now, err := Read(b, o.labels())
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnverified, err)
	}
	if o.RejectAsRating && want.Flag == library.Reject {
		want.Rating = now.Rating
	}
	if got := now.Decision(); got != want {
		return fmt.Errorf("%w: it says %+v and not %+v", ErrUnverified, got, want)
	}
	return nil
}

func (e *editor) writeRating(want library.Decision, o *Options) {
	stars := strconv.Itoa(int(want.Rating))
	asRating := o.RejectAsRating && want.Flag == library.Reject
	if asRating {
		stars = "-1"
	}
	isRight := func(now string) bool {
		got, reject, ok := parseRating(now)
		switch {
		case asRating:
			return reject
		case reject: // says no less where there are no stars to lose
			return want.Flag == library.Reject && want.Rating == 0
		}
		return ok && got == want.Rating && isWhole(now)
	}
	rating := name{nsXMP, "Rating"}
	if len(e.all(rating)) > 0 || want.Rating > 0 || asRating {
		e.set(rating, stars, isRight)
	}
	percent := strconv.Itoa(microsoftPercent(want.Rating))
	for _, uri := range []string{nsMicrosoft, nsExiv2} {
		e.change(name{uri, "Rating"}, percent, func(now string) bool {
			got, ok := microsoftStars(now)
			return ok && got == want.Rating
		})
	}
	e.change(name{nsACDSee, "rating"}, strconv.Itoa(int(want.Rating)), func(now string) bool {
		got, reject, ok := parseRating(now)
		return ok && !reject && got == want.Rating
	})
	e.writePrefs(want)
}

// isWhole is true for a number without a fraction: half a star is shown as a whole one,
// but a decision is written as it is.
func isWhole(s string) bool {
	v, err := strconv.ParseFloat(s, 64)
	return err == nil && v == math.Trunc(v)
}

// writePrefs changes the first and the third number of Photo Mechanic's field.
func (e *editor) writePrefs(want library.Decision) {
	p, ok := e.prefs()
	if !ok {
		return
	}
	tagged := 0
	if want.Flag == library.Pick {
		tagged = 1
	}
	value := fmt.Sprintf("%d:%d:%d%s", tagged, p.colour, want.Rating, p.rest)
	e.change(name{nsMechanic, "Prefs"}, value, func(now string) bool { return now == value || !prefsForm.MatchString(now) })
}

func (e *editor) writeFlag(want library.Flag) {
	pick, good := name{nsDM, "pick"}, name{nsDM, "good"}
	isPick := func(now string) bool {
		n, err := strconv.Atoi(now)
		return err == nil && library.Flag(sign(n)) == want
	}
	if want == library.Undecided {
		e.change(pick, "0", isPick)
		e.remove(good)
	} else {
		e.set(pick, strconv.Itoa(int(want)), isPick)
		e.set(good, strconv.FormatBool(want == library.Pick), func(now string) bool {
			v, ok := parseBool(now)
			return ok && flagOf(v) == want
		})
	}
	number := map[library.Flag]string{library.Pick: "3", library.Reject: "1", library.Undecided: "0"}[want]
	e.change(name{nsDigiKam, "PickLabel"}, number, func(now string) bool {
		return now == number || want == library.Undecided && now != "1" && now != "3"
	})
	tagged := map[bool]string{true: "True", false: "False"}[want == library.Pick]
	e.change(name{nsMechanic, "Tagged"}, tagged, func(now string) bool {
		v, ok := parseBool(now)
		return ok && v == (want == library.Pick)
	})
}

func (e *editor) writeLabel(want library.Label, was *Facts, o *Options) {
	text, colour := name{nsXMP, "Label"}, name{nsPhotoshop, "LabelColor"}
	if want == library.NoLabel {
		if was.Label == library.NoLabel {
			return // it has none, or one that is not ours to remove
		}
		if v, _ := e.value(text); labelNamed(v, o.labels()) != library.NoLabel {
			e.remove(text)
		}
		e.remove(colour)
		e.remove(name{nsDarktable, "colorlabels"})
		e.change(name{nsDigiKam, "ColorLabel"}, "0", func(now string) bool { return now == "0" })
		return
	}
	e.set(text, o.labels().of(want), func(now string) bool { return labelNamed(now, o.labels()) == want })
	e.set(colour, want.String(), func(now string) bool { return strings.EqualFold(now, want.String()) })
	number := strconv.Itoa(digiKamNumber(want))
	e.change(name{nsDigiKam, "ColorLabel"}, number, func(now string) bool { return now == number })
}
