package message

// What the built-in scorer says of clarity and of the whole. Codes are stored: one
// is never changed, and never reused for something else.
const (
	TooSmall = "measure.too_small" // width, height: pixels
	Taste    = "measure.taste"

	ClarityUniform    = "clarity.uniform"
	ClarityNoise      = "clarity.noise"       // levels: count
	ClarityCompressed = "clarity.compression" // times: measure
	ClaritySmeared    = "clarity.smeared"
	ClarityBlurred    = "clarity.blurred"      // sharpness: percent
	ClarityFullSize   = "clarity.soft_at_full" // sharpness: percent
	ClaritySoft       = "clarity.soft"         // sharpness: percent
	ClarityArea       = "clarity.crisp_area"   // share: percent
	ClarityCrisp      = "clarity.crisp"

	ClarityShaken      = "clarity.shaken"       // length: pixels; direction: message
	ClarityDoubled     = "clarity.doubled"      // length: pixels; direction: message
	ClarityDefocus     = "clarity.defocus"      // sharpness: percent
	ClarityFocusMissed = "clarity.focus_missed" // focused, elsewhere: percent
	ClarityHaze        = "clarity.haze"         // range: percent
	ClarityPanned      = "clarity.panned"       // direction: message
	ClarityFair        = "clarity.fair"         // sharpness: percent

	PathLevel   = "path.level"
	PathUpright = "path.upright"
	PathRising  = "path.rising"
	PathFalling = "path.falling"

	SummaryTooLittle = "summary.too_little"
	SummaryMeasured  = "summary.measured" // grade, best: message
	SummaryGain      = "summary.gain"     // grade, best, gain: message
	SummaryWorst     = "summary.worst"    // grade, gain: message; nothing to praise
	SummaryHeld      = "summary.held"     // grade, cause: message; below each of the attributes

	MisfireNothing = "misfire.nothing"

	HeldByDamage  = "held.damage"
	HeldByAbsence = "held.absence"

	GradeVeryGood = "grade.very_good"
	GradeGood     = "grade.good"
	GradeFair     = "grade.fair"
	GradeWeak     = "grade.weak"
	GradePoor     = "grade.poor"

	BestSharpness = "best.sharpness"
	BestExposure  = "best.exposure"
	BestColour    = "best.colour"
	BestLevel     = "best.level"

	GainSharpness = "gain.sharpness"
	GainExposure  = "gain.exposure"
	GainColour    = "gain.colour"
	GainLevel     = "gain.level"
)

func claritySentences() []entry {
	return []entry{
		{TooSmall, "The picture is too small to measure ({{.width}} x {{.height}} pixels)."},
		{Taste, "Taste needs a model: it cannot be measured."},

		{ClarityUniform, "The frame is nearly uniform: there is nothing to be sharp."},
		{ClarityNoise, "Visible noise in the calm areas (about {{.levels}} of 255 levels)."},
		{ClarityCompressed, "Strong JPEG compression has removed fine detail (rounded {{.times}} times as coarsely as at quality 50)."},
		{ClaritySmeared, "Blurred along one direction, as by camera shake or a moving subject."},
		{ClarityBlurred, "Blurred all over: not even the sharpest area is crisp (edge sharpness {{.sharpness}}; 75 % and more is crisp)."},
		{ClarityFullSize, "Looks crisp when small, but at full size even the sharpest area is soft (edge sharpness {{.sharpness}}; 55 % and more is crisp)."},
		{ClaritySoft, "Soft: the sharpest area could be crisper (edge sharpness {{.sharpness}}; 75 % and more is crisp)."},
		{ClarityArea, "The sharpest area is crisp; it covers {{.share}} of the frame."},
		{ClarityCrisp, "Crisp over most of the frame."},

		{ClarityShaken, "Shaken: smeared over about {{.length}} pixels {{.direction}}, by the camera or the subject."},
		{ClarityDoubled, "A double image: everything shows twice, about {{.length}} pixels apart {{.direction}}."},
		{ClarityDefocus, "Out of focus: even in the sharpest area fine detail is lost in all directions (edge sharpness {{.sharpness}}; 75 % and more is crisp)."},
		{ClarityFocusMissed, "Missed focus: where the camera focused it is soft (edge sharpness {{.focused}}), elsewhere crisp ({{.elsewhere}})."},
		{ClarityHaze, "Haze: even the darkest areas are lifted, and light and dark use only {{.range}} of the range."},
		{ClarityPanned, "Panned: the subject is crisp before a background smeared {{.direction}}."},
		{ClarityFair, "Fairly sharp: the finest detail could be crisper (edge sharpness {{.sharpness}}; 75 % and more is crisp)."},

		{PathLevel, "from side to side"},
		{PathUpright, "up and down"},
		{PathRising, "along the diagonal from lower left to upper right"},
		{PathFalling, "along the diagonal from upper left to lower right"},

		{SummaryTooLittle, "There is too little in this picture to measure its technical quality."},
		{SummaryMeasured, "Technically {{.grade}}; {{.best}} what is best here. " + onlyMeasured},
		{SummaryGain, "Technically {{.grade}}; {{.best}} what is best here. It could gain most from {{.gain}}. " + onlyMeasured},

		{SummaryWorst, "Technically {{.grade}}: it could gain most from {{.gain}}. " + onlyMeasured},
		{SummaryHeld, "Technically {{.grade}}. The overall is below each of the attributes, because {{.cause}}. " + onlyMeasured},
		{MisfireNothing, "The frame is empty: there is nothing to judge."},
		{HeldByDamage, "blur, noise and compression together do more damage than any one of them shows"},
		{HeldByAbsence, "what cannot be measured here counts as an ordinary photo's"},
		{GradeVeryGood, "very good"},
		{GradeGood, "good"},
		{GradeFair, "fair"},
		{GradeWeak, "weak"},
		{GradePoor, "poor"},

		{BestSharpness, "the sharpness is"},
		{BestExposure, "the exposure is"},
		{BestColour, "the colours are"},
		{BestLevel, "the level camera is"},

		{GainSharpness, "more clarity"},
		{GainExposure, "a better exposure"},
		{GainColour, "better colour"},
		{GainLevel, "being straightened"},
	}
}

const onlyMeasured = "This is measured from the pixels; whether the picture is a good one is for you to say."
