package contradiction

import (
	"strings"

	"keeplight.app/keeplight/library"
)

// entry is a phrase that says something about an attribute.
type entry struct {
	says []string // its words; a star ends one that may go on
	of   []library.Attribute
	good bool
	near []string // one of these words has to stand in the same clause; nil asks for none
	not  []string // none of these may
}

// Words that make another thing of a phrase.
const (
	elsewhere = "background backdrop bokeh behind foreground surroundings distance distant"
	weather   = "light lighting lit sunlight glow sky clouds cloud water waterfall mist fog air evening morning dusk dawn"
	looks     = "colour* color* tone* hue* palette shadow* contrast texture* gradient* pastel* fur petals skin"
	pictures  = "photograph photo picture image shot frame it everything"
	colours   = "colour* color* palette tone* hue*"
)

// lexicon is what models say of photographs. Words that are as often said of
// something else (bright, clear, simple, dramatic) stand only in phrases.
func lexicon() []entry {
	var all []entry
	add := func(good bool, near, not string, phrases string, of ...library.Attribute) {
		for phrase := range strings.SplitSeq(phrases, ", ") {
			all = append(all, entry{strings.Fields(phrase), of, good, strings.Fields(near), strings.Fields(not)})
		}
	}
	const good, bad = true, false

	add(bad, "", elsewhere+" "+weather+" "+looks, "soft, fuzzy, hazy, unsharp", library.Clarity)
	add(bad, "", elsewhere+" "+weather, "blur*, out of focus, soft focus, unfocused, motion blur", library.Clarity)
	add(bad, "", elsewhere, "grainy, pixelated, could be sharper, could be crisper, could have been sharper", library.Clarity)
	add(bad, "", elsewhere, "lacks sharpness, lack of sharpness, without sharpness", library.Clarity)
	add(good, "", elsewhere+" contrast* angle* turn* corner* difference* shadow* light colour* color*", "sharp, sharply, crisp, crisply, in focus, tack sharp", library.Clarity)
	add(good, "", elsewhere, "fine detail*, well defined", library.Clarity)

	add(bad, "", "background sky", "underexposed, under exposed, overexposed, over exposed, poorly exposed, badly exposed", library.Exposure)
	add(bad, "", "", "blown out, blown highlights, burnt out, clipped highlights, crushed shadows, underexposure, overexposure", library.Exposure)
	add(bad, pictures, "background sky forest night", "too dark, too bright, is dark, looks dark, appears dark", library.Exposure)
	add(good, "", "", "well exposed, properly exposed, correctly exposed, perfectly exposed, nicely exposed, well lit, evenly lit, balanced exposure", library.Exposure)
	add(bad, "", "background sky", "washed out", library.Exposure, library.Saturation)

	add(bad, "", "", "oversaturated, over saturated, undersaturated, under saturated, desaturated, garish", library.Saturation)
	add(bad, colours, "", "dull, muted, faded, lifeless, drab, pale", library.Saturation)
	add(good, "", "over under", "vivid, vibrant, saturated, rich colour*, rich color*, colourful, colorful", library.Saturation)

	add(bad, "", "head face hat bird* neck", "tilted, tilts, crooked, slanted, skewed, leaning horizon, horizon leans, horizon slopes, sloping horizon, off level", library.LevelShot)
	add(good, "", "eye of with", "is level, are level, held level, perfectly level, level horizon, level camera, camera level, horizon level, and level", library.LevelShot)
	add(bad, "", "eye of with", "not level, isn't level, not quite level, not perfectly level", library.LevelShot)
	add(good, "", "", "straight horizon, horizon is straight", library.LevelShot)

	add(bad, "", "background sky", "cut off, cropped off, chopped off, cropped out, truncated, partly hidden, partially hidden, obscured, incomplete", library.SubjectIntegrity)
	add(good, "", "", "fully visible, entirely visible, wholly visible, subject is complete, subject is whole, complete subject, fully in frame, entirely in frame", library.SubjectIntegrity)

	clutter := []library.Attribute{library.BackgroundClutter, library.SubjectClutter}
	add(bad, "", "", "clutter*, busy, messy, distracting, distraction*, crowded, untidy, chaotic", clutter...)
	add(good, "", "", "uncluttered, tidy, clean background, clean backdrop, plain background, simple background", clutter...)

	add(bad, "", "", "poorly composed, badly composed, unbalanced, awkward composition, awkward framing, poorly framed", library.Composition)
	add(good, "", "", "well composed, carefully composed, balanced composition, well framed, thoughtfully composed", library.Composition)
	add(bad, "", "background colour* color*", "boring, uninteresting, unremarkable, forgettable, bland", library.EyeCatching)
	add(good, "", "", "eye catching, striking, captivating, attention grabbing, catches the eye, stunning", library.EyeCatching)
	add(bad, "", "", "blends into, blend into, lost in the background, merges with the background, merges into the background", library.SubjectBackground)
	add(good, "", "", "stands out, clear separation, well separated, set apart", library.SubjectBackground)
	return all
}

// nouns name an attribute, so that a word like "excellent" beside one is about it.
func nouns() map[string]library.Attribute {
	return map[string]library.Attribute{
		"composition": library.Composition, "framing": library.Composition,
		"clarity": library.Clarity, "sharpness": library.Clarity,
		"exposure": library.Exposure, "saturation": library.Saturation,
		"integrity": library.SubjectIntegrity, "horizon": library.LevelShot,
	}
}

// verdict is what a word by itself says of what it stands beside.
func verdict(word string) (good, known bool) {
	switch word {
	case "excellent", "great", "good", "strong", "superb", "outstanding", "perfect", "impressive", "high", "flawless", "exceptional":
		return true, true
	case "poor", "weak", "bad", "terrible", "inadequate", "mediocre", "flawed", "disappointing", "low", "awful", "lacking":
		return false, true
	}
	return false, false
}
