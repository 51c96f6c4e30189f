package contradiction

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

// told is an explanation that was told the same value for everything, those
// apart that are named.
func told(text string, all float64, others map[library.Attribute]float64) *library.Explanation {
	known := func(v float64) library.Value { return library.Value{Known: true, Mean: v} }
	e := &library.Explanation{Text: text, Overall: known(all)}
	for i := range e.Values {
		e.Values[i] = known(all)
	}
	for a, v := range others {
		e.Values[a] = known(v)
	}
	return e
}

// keys names what is contradicted, in the order of the text.
func keys(found []library.Contradiction) string {
	var all []string
	for _, c := range found {
		if c.Overall {
			all = append(all, "overall")
		} else {
			all = append(all, c.Attribute.Key())
		}
	}
	return strings.Join(all, " ")
}

// A sentence is held against values that are all good and all bad. What is
// praise contradicts the bad ones only, what is blame the good ones only.
func TestPraiseAndBlameAreToldApart(t *testing.T) {
	const nothing = ""
	for _, c := range []struct{ text, whenGood, whenBad string }{
		// Clarity.
		{"The photo is soft.", "clarity", nothing},
		{"It is slightly soft.", "clarity", nothing},
		{"The frame is blurred.", "clarity", nothing},
		{"The bird is blurry and out of focus.", "clarity", nothing},
		{"It is not sharp.", "clarity", nothing},
		{"It isn’t sharp at all.", "clarity", nothing},
		{"It isn't very sharp.", "clarity", nothing},
		{"It lacks sharpness.", "clarity", nothing},
		{"The eyes could be sharper.", "clarity", nothing},
		{"It is far from crisp.", "clarity", nothing},
		{"The feathers are tack sharp.", nothing, "clarity"},
		{"It is not soft.", nothing, "clarity"},
		{"There is no blur.", nothing, "clarity"},
		{"It is free of blur.", nothing, "clarity"},
		{"It is blur-free.", nothing, "clarity"},
		{"It is not only sharp, it glows.", nothing, "clarity"},
		{"The eye is in focus.", nothing, "clarity"},
		{"Soft light falls on a sharp face.", nothing, nothing}, // one clause: which is meant is open
		{"The soft light is warm.", nothing, nothing},
		{"The background is softly blurred.", nothing, nothing},
		{"A blurred backdrop sets the flower apart.", nothing, nothing},
		{"The water is blurred by a long exposure.", nothing, nothing},
		{"Sharp contrasts run through it.", nothing, nothing},
		{"It would be soft if the wind had been stronger.", nothing, nothing},
		{"Sharp rather than soft.", nothing, "clarity"},
		{"Is it sharp?", nothing, nothing},
		// Exposure.
		{"It is underexposed.", "exposure", nothing},
		{"It is under-exposed.", "exposure", nothing},
		{"The highlights are blown out.", "exposure", nothing},
		{"The photo is too dark.", "exposure", nothing},
		{"It is not underexposed.", nothing, "exposure"},
		{"It is well exposed.", nothing, "exposure"},
		{"It is not well exposed.", "exposure", nothing},
		{"The scene is evenly lit.", nothing, "exposure"},
		{"A dark forest fills the left side.", nothing, nothing},
		{"The background is overexposed.", nothing, nothing},
		// Saturation.
		{"The colours are dull.", "saturation", nothing},
		{"The colors are muted.", "saturation", nothing},
		{"It is oversaturated.", "saturation", nothing},
		{"Vivid reds catch the sun.", nothing, "saturation"},
		{"The colours are not vivid.", "saturation", nothing},
		{"The sea is dull today.", nothing, nothing},
		// Level shot.
		{"The horizon is tilted.", "level_shot", nothing},
		{"The camera was not level.", "level_shot", nothing},
		{"The horizon is not quite level.", "level_shot", nothing},
		{"The horizon is level.", nothing, "level_shot"},
		{"It is not tilted.", nothing, "level_shot"},
		{"The camera was held level.", nothing, "level_shot"},
		{"It was taken at eye level.", nothing, nothing},
		{"Her tilted head looks curious.", nothing, nothing},
		{"There is a high level of detail.", nothing, nothing},
		// Subject.
		{"The wing is cut off at the edge.", "subject_integrity", nothing},
		{"Nothing is cut off.", nothing, "subject_integrity"},
		{"The animal is fully visible.", nothing, "subject_integrity"},
		{"The subject stands out.", nothing, "subject_background"},
		{"The subject does not stand out; it blends into the hedge.", "subject_background", nothing},
		{"The background is cluttered.", "background_clutter", nothing},
		{"The background is uncluttered.", nothing, "background_clutter"},
		{"A busy background distracts.", "background_clutter", nothing},
		{"The subject is cluttered.", "subject_clutter", nothing},
		{"There is no clutter.", nothing, "background_clutter"},
		{"A clean backdrop helps.", nothing, "background_clutter"},
		{"The background is free from distractions.", nothing, "background_clutter"},
		// Composition and appeal.
		{"It is well composed.", nothing, "composition"},
		{"The composition is weak.", "composition", nothing},
		{"A strong composition carries it.", nothing, "composition"},
		{"The framing is not good.", "composition", nothing},
		{"It is a boring picture.", "eye_catching", nothing},
		{"It is striking.", nothing, "eye_catching"},
		{"Its exposure is excellent and its sharpness is poor.", "clarity", "exposure"},
		{"The clarity is high.", nothing, "clarity"},
		{"The clarity is low.", "clarity", nothing},
		// Several at once, and none.
		{"It is soft but the horizon is level.", "clarity", "level_shot"},
		{"It is tilted, dull in its colours and hazy.", "level_shot saturation", nothing},
		{"A woman in a red coat crosses the street.", nothing, nothing},
		{"Background clutter and level shot were judged too.", nothing, nothing},
		{"", nothing, nothing},
	} {
		if got := keys(Find(told(c.text, 9, nil))); got != c.whenGood {
			t.Errorf("%q with good values: %q, want %q", c.text, got, c.whenGood)
		}
		if got := keys(Find(told(c.text, 1, nil))); got != c.whenBad {
			t.Errorf("%q with bad values: %q, want %q", c.text, got, c.whenBad)
		}
		if got := keys(Find(told(c.text, 5, nil))); got != nothing {
			t.Errorf("%q with middling values: %q", c.text, got)
		}
	}
}

func TestMildWordsNeedAStrongerContradiction(t *testing.T) {
	for _, c := range []struct {
		text  string
		value float64
		want  string
	}{
		{"It is soft.", 7, "clarity"},
		{"It is slightly soft.", 7, ""},
		{"It is slightly soft.", 8.5, "clarity"},
		{"It is not very sharp.", 7, ""},
		{"It is very soft.", 7, "clarity"},
		{"It is sharp.", 3, "clarity"},
		{"It is fairly sharp.", 3, ""},
		{"It is very sharp.", 3, "clarity"},
	} {
		if got := keys(Find(told(c.text, 5, map[library.Attribute]float64{library.Clarity: c.value}))); got != c.want {
			t.Errorf("%q at %v: %q, want %q", c.text, c.value, got, c.want)
		}
	}
}

func TestNumbersAreHeldAgainstTheValues(t *testing.T) {
	values := map[library.Attribute]float64{library.Composition: 8.1, library.Clarity: 8.304}
	for _, c := range []struct{ text, want string }{
		{"1.1 Reason for Composition Score: On the thirds.\n1.2 Composition Score: 8.10\n3.2 Clarity Score: 8.30", ""},
		{"1.2 Composition Score: 8.1", ""},
		{"1.2 Composition Score: 8", ""},
		{"1.2 Composition Score: 7", "composition"},
		{"1.2 Composition Score: 8.20", "composition"},
		{"1.2 composition score : <3>", "composition"},
		{"1.1 Reason for Composition Score: Fine. 1.2 Composition Score: 3 3.1 Reason for Clarity Score: Fine. 3.2 Image Clarity Score: 8.3", "composition"},
		{"2.2 Subject and Background Score: 9.99\n2.4 Subject & Background Score: 5.00", "subject_background"},
		{"1.2 Beauty Score: 3", ""},
		{"The final score is <5.00>.", ""},
		{"The final score is <5>.", ""},
		{"The final score is <7.00>.", "overall"},
		{"the final score is 7", "overall"},
		{"Composition 8.10 is the highest, exposure 5.00 the lowest.", ""},
		{"Its clarity is 2.10.", "clarity"},
		{"With a clarity score of 2.10 it is weak.", "clarity"},
		{"Clarity (8.30) and exposure (9.00).", "exposure"},
		{"It was taken at 1/250 s and f/2.8.", ""},
	} {
		if got := keys(Find(told(c.text, 5, values))); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestAnAbsentValueIsContradictedByAnyNumberAndByNoWord(t *testing.T) {
	e := told("3.1 Reason for Clarity Score: Soft.\n3.2 Clarity Score: 4.00\nThe final score is <5.00>.", 5, nil)
	e.Values[library.Clarity], e.Overall = library.Value{}, library.Value{}
	found := Find(e)
	if keys(found) != "clarity overall" || !strings.Contains(found[0].Reason, "no value") || !strings.Contains(found[1].Reason, "no overall") {
		t.Errorf("%+v", found)
	}
}

func TestAReasonInAFieldIsAboutItsAttribute(t *testing.T) {
	values := map[library.Attribute]float64{library.LevelShot: 2, library.Clarity: 9}
	text := "2.9 Reason for Level Shot Score: Excellent.\n2.10 Level Shot Score: 2.00\n" +
		"3.1 Reason for Clarity Score: The detail is poor everywhere.\n3.2 Clarity Score: 9.00\nThe final score is <5.00>."
	if got := keys(Find(told(text, 5, values))); got != "level_shot clarity" {
		t.Errorf("%q", got)
	}
}

func TestTheSentenceIsMarkedAndTheReasonQuotesIt(t *testing.T) {
	const text = "A calm scene at 7.30 in the morning. It is not soft, and the horizon is tilted! The final score is <5.00>."
	found := Find(told(text, 5, map[library.Attribute]float64{library.LevelShot: 9.1, library.BackgroundClutter: 8}))
	if len(found) != 1 {
		t.Fatalf("%+v", found)
	}
	c := found[0]
	if marked := text[c.From:c.To]; marked != "It is not soft, and the horizon is tilted!" {
		t.Errorf("it marks %q", marked)
	}
	if c.Reason != "It says “tilted”, but level shot is 9.10." {
		t.Errorf("the reason is %q", c.Reason)
	}
	found = Find(told("The background is cluttered.", 8, nil))
	if len(found) != 1 || found[0].Reason != "It says “cluttered”, but background clutter is 8.00, and 10 is uncluttered." {
		t.Errorf("%+v", found)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("It is not soft, but the horizon is tilted. 1.2 Composition Score: 3\nThe final score is <7.84>.", 8.0)
	f.Add("1.1 Reason for Clarity Score: poor. 3.2 Clarity Score:", 2.0)
	f.Add("no no no never isn’t sharp…", 9.0)
	f.Fuzz(func(t *testing.T, text string, value float64) {
		if len(text) > 8<<10 {
			return
		}
		e := told(text, value, nil)
		found := Find(e)
		for _, c := range found {
			if c.From < 0 || c.To > len(text) || c.From >= c.To || c.Reason == "" {
				t.Fatalf("%+v of %d bytes", c, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[c.From:c.To]) {
				t.Errorf("%+v cuts a letter", c)
			}
		}
		if !slices.Equal(found, Find(e)) {
			t.Error("it finds something else each time")
		}
	})
}
