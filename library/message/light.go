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
		{ExposureLowKey, "Low key: dark as a whole (mean brightness {{.mean}}) with lights that reach {{.top}}, as at night or on a stage."},
		{ExposureFull, "A full range of light, with shadows and highlights kept."},
		{ExposureHighlights, "Highlights clipped in {{.share}} of the frame."},
		{ExposureShadows, "Shadows clipped in {{.share}} of the frame."},
		{ExposureDarkTop, "Rather dark: the brightest parts reach only {{.top}}, the mean brightness is {{.mean}}."},
		{ExposureDark, "Rather dark: the mean brightness is {{.mean}}."},
		{ExposureBright, "Bright: the mean brightness is {{.mean}}."},

		{ExposureHighKey, "High key: bright as a whole (mean brightness {{.mean}}), with the tones of the subject kept."},
		{ExposureSilhouette, "A silhouette: dark shapes in front of a background that is exposed well."},
		{ExposureLamps, "Exposed well: only lamps, the sun or glints are clipped, {{.share}} of the frame."},
		{ExposureSoft, "Soft light: the tones span {{.span}} of the range, and nothing is lost."},
		{ExposureFlat, "Flat: the tones span only {{.span}} of the range."},
		{ExposureBlank, "Nearly blank: the frame holds hardly any light and shade."},
		{ExposureSkyClipped, "The sky, or what is bright along the upper edge, is clipped in {{.share}} of the frame."},
		{ExposureSkinClipped, "Highlights clipped on what looks like skin, {{.share}} of the frame."},
		{ExposureSubjectClipped, "Highlights clipped on the subject: {{.share}} of it."},
		{ExposureSubjectDark, "The subject is rather dark: its mean brightness is {{.mean}}."},
		{ExposureSubjectBright, "The subject is rather bright: its mean brightness is {{.mean}}."},

		{SaturationMonochrome, "Black and white: colour is not judged."},
		{SaturationNatural, "Natural, balanced colour."},
		{SaturationLimit, "Colours at their limit in {{.share}} of the frame."},
		{SaturationHardly, "Hardly any colour (colourfulness {{.colourfulness}}; 33 is average)."},
		{SaturationMuted, "Muted colour (colourfulness {{.colourfulness}}; 33 is average)."},
		{SaturationVivid, "Very vivid colour (colourfulness {{.colourfulness}}; 33 is average)."},

		{LevelNoLines, "No horizon and no long lines to judge the level by."},
		{LevelBlocks, "JPEG blocks hide the lines to judge the level by."},
		{LevelHorizon, "The horizon stands level."},
		{LevelLines, "The long lines stand level."},
		{HorizonLeft, "The horizon leans {{.tilt}} to the left."},
		{HorizonRight, "The horizon leans {{.tilt}} to the right."},
		{HorizontalsLeft, "The horizontal lines lean {{.tilt}} to the left."},
		{HorizontalsRight, "The horizontal lines lean {{.tilt}} to the right."},
		{UprightLinesLeft, "The upright lines lean {{.tilt}} to the left."},
		{UprightLinesRight, "The upright lines lean {{.tilt}} to the right."},
		{ProbablyLevel, "Probably level: there are few lines to go by."},
		{ProbablyLeft, "Probably leans to the left: there are few lines to go by."},
		{ProbablyRight, "Probably leans to the right: there are few lines to go by."},
		{LevelUnclear, "Hard to tell how level: the few lines lean in several ways."},
	}
}
