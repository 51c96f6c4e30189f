package message

// What the built-in scorer says of light, colour and level.
const (
	ExposureLowKey     = "exposure.low_key" // mean, top: percent
	ExposureFull       = "exposure.full_range"
	ExposureHighlights = "exposure.highlights"     // share: percent
	ExposureShadows    = "exposure.shadows"        // share: percent
	ExposureDarkTop    = "exposure.dark_no_lights" // top, mean: percent
	ExposureDark       = "exposure.dark"           // mean: percent
	ExposureBright     = "exposure.bright"         // mean: percent

	ExposureHighKey        = "exposure.high_key" // mean: percent
	ExposureSilhouette     = "exposure.silhouette"
	ExposureLamps          = "exposure.lamps_clipped" // share: percent
	ExposureSoft           = "exposure.soft_range"    // span: percent
	ExposureFlat           = "exposure.flat"          // span: percent
	ExposureBlank          = "exposure.blank"
	ExposureSkyClipped     = "exposure.sky_clipped"     // share: percent
	ExposureSkinClipped    = "exposure.skin_clipped"    // share: percent
	ExposureSubjectClipped = "exposure.subject_clipped" // share: percent, of the subject
	ExposureSubjectDark    = "exposure.subject_dark"    // mean: percent
	ExposureSubjectBright  = "exposure.subject_bright"  // mean: percent

	SaturationMonochrome = "saturation.monochrome"
	SaturationNatural    = "saturation.natural"
	SaturationLimit      = "saturation.at_limit" // share: percent
	SaturationHardly     = "saturation.hardly"   // colourfulness: count
	SaturationMuted      = "saturation.muted"    // colourfulness: count
	SaturationVivid      = "saturation.vivid"    // colourfulness: count

	LevelNoLines      = "level.no_lines"
	LevelBlocks       = "level.jpeg_blocks"
	LevelHorizon      = "level.horizon"
	LevelLines        = "level.lines"
	HorizonLeft       = "level.horizon_left"       // tilt: degrees
	HorizonRight      = "level.horizon_right"      // tilt: degrees
	HorizontalsLeft   = "level.horizontals_left"   // tilt: degrees
	HorizontalsRight  = "level.horizontals_right"  // tilt: degrees
	UprightLinesLeft  = "level.upright_lines_left" // tilt: degrees
	UprightLinesRight = "level.upright_lines_right"
	ProbablyLevel     = "level.probably"
	ProbablyLeft      = "level.probably_left"
	ProbablyRight     = "level.probably_right"
	LevelUnclear      = "level.unclear"
)

func lightSentences() []entry {
	return []entry{
		{ExposureLowKey, "Low key: dark overall with bright highlights, as at night or on stage."},
		{ExposureFull, "Full tonal range, with detail in shadows and highlights."},
		{ExposureHighlights, "Highlights clipped in {{.share}} of the frame."},
		{ExposureShadows, "Shadows clipped in {{.share}} of the frame."},
		{ExposureDarkTop, "Dark: even the brightest parts reach only {{.top}} of full brightness."},
		{ExposureDark, "Rather dark overall (average brightness {{.mean}})."},
		{ExposureBright, "Rather bright overall (average brightness {{.mean}})."},

		{ExposureHighKey, "High key: bright overall, with detail kept in the subject."},
		{ExposureSilhouette, "A silhouette: dark shapes against a well exposed background."},
		{ExposureLamps, "Well exposed: only lamps, the sun or reflections are clipped ({{.share}} of the frame)."},
		{ExposureSoft, "Soft light without hard contrast; nothing is clipped (the tones use {{.span}} of the range)."},
		{ExposureFlat, "Flat, low in contrast: the tones use only {{.span}} of the range."},
		{ExposureBlank, "Nearly blank: there is hardly any light and shade in the frame."},
		{ExposureSkyClipped, "Blown sky or bright top edge: {{.share}} of the frame is clipped there."},
		{ExposureSkinClipped, "Highlights clipped on what looks like skin ({{.share}} of the frame)."},
		{ExposureSubjectClipped, "Highlights clipped on {{.share}} of the subject."},
		{ExposureSubjectDark, "The subject is rather dark (average brightness {{.mean}})."},
		{ExposureSubjectBright, "The subject is rather bright (average brightness {{.mean}})."},

		{SaturationMonochrome, "Black and white, so colour is not judged."},
		{SaturationNatural, "Natural, balanced colour."},
		{SaturationLimit, "Oversaturated: colours clip in {{.share}} of the frame."},
		{SaturationHardly, "Hardly any colour."},
		{SaturationMuted, "Muted colour."},
		{SaturationVivid, "Very vivid colour."},

		{LevelNoLines, "No horizon or long straight lines to judge the level by."},
		{LevelBlocks, "Heavy JPEG compression hides the lines to judge the level by."},
		{LevelHorizon, "The horizon is level."},
		{LevelLines, "The long straight lines run level."},
		{HorizonLeft, "The horizon tilts {{.tilt}} to the left."},
		{HorizonRight, "The horizon tilts {{.tilt}} to the right."},
		{HorizontalsLeft, "The horizontal lines tilt {{.tilt}} to the left."},
		{HorizontalsRight, "The horizontal lines tilt {{.tilt}} to the right."},
		{UprightLinesLeft, "The vertical lines tilt {{.tilt}} to the left."},
		{UprightLinesRight, "The vertical lines tilt {{.tilt}} to the right."},
		{ProbablyLevel, "Probably level; there are few straight lines to go by."},
		{ProbablyLeft, "Probably tilts to the left; there are few straight lines to go by."},
		{ProbablyRight, "Probably tilts to the right; there are few straight lines to go by."},
		{LevelUnclear, "Hard to tell whether it is level: the few straight lines disagree."},
	}
}
