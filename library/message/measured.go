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

	ClarityEyeSharpest = "clarity.eye_sharpest" // reason: message
	ClarityEyeSharp    = "clarity.eye_sharp"    // reason: message
	ClarityEyeSoft     = "clarity.eye_soft"     // reason: message

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

		{ClarityUniform, "Nearly one even tone: there is nothing here that could be sharp."},
		{ClarityNoise, "Visible noise in smooth areas, such as sky or skin."},
		{ClarityCompressed, "Heavy JPEG compression has wiped out fine detail."},
		{ClaritySmeared, "Motion blur in one direction: camera shake or a moving subject."},
		{ClarityBlurred, "Blurred all over: even the sharpest part is soft (sharpness {{.sharpness}}; crisp from 75 %)."},
		{ClarityFullSize, "Looks sharp when small, but at 1:1 even the sharpest part is soft (sharpness {{.sharpness}}; crisp from 55 %)."},
		{ClaritySoft, "A little soft: even the sharpest part could be crisper (sharpness {{.sharpness}}; crisp from 75 %)."},
		{ClarityArea, "Crisp in {{.share}} of the frame, softer elsewhere."},
		{ClarityCrisp, "Crisp across most of the frame."},

		{ClarityShaken, "Motion blur of about {{.length}} pixels {{.direction}}: camera shake or a moving subject."},
		{ClarityDoubled, "A double image: everything shows twice, about {{.length}} pixels apart {{.direction}}."},
		{ClarityDefocus, "Out of focus: even the sharpest part lacks fine detail (sharpness {{.sharpness}}; crisp from 75 %)."},
		{ClarityFocusMissed, "Missed focus: soft where the camera focused (sharpness {{.focused}}), crisp elsewhere ({{.elsewhere}})."},
		{ClarityHaze, "Hazy: the blacks are washed out, and the tones use only {{.range}} of the range."},
		{ClarityPanned, "A panning shot: the subject is crisp against a background blurred {{.direction}}."},
		{ClarityFair, "Fairly sharp: the finest detail could be crisper (sharpness {{.sharpness}}; crisp from 75 %)."},

		{ClarityEyeSharpest, "{{.reason}} The nearer eye is sharper than the rest, which raises the value."},
		{ClarityEyeSharp, "{{.reason}} The nearer eye is sharper than what stands out most, which raises the value."},
		{ClarityEyeSoft, "{{.reason}} The nearer eye is softer than the rest, which lowers the value."},

		{PathLevel, "from side to side"},
		{PathUpright, "up and down"},
		{PathRising, "along the diagonal from lower left to upper right"},
		{PathFalling, "along the diagonal from upper left to lower right"},

		{SummaryTooLittle, "There is too little in this picture to judge its technical quality."},
		{SummaryMeasured, "Technically {{.grade}}; {{.best}} its best point."},
		{SummaryGain, "Technically {{.grade}}; {{.best}} its best point. It would gain most from {{.gain}}."},

		{SummaryWorst, "Technically {{.grade}}: it would gain most from {{.gain}}."},
		{SummaryHeld, "Technically {{.grade}}: the overall is lower than any single value, because {{.cause}}."},
		{MisfireNothing, "The frame is empty: there is nothing to judge."},
		{HeldByDamage, "softness, noise and compression add up"},
		{HeldByAbsence, "what could not be judged counts as in an average photo"},
		{GradeVeryGood, "very good"},
		{GradeGood, "good"},
		{GradeFair, "fair"},
		{GradeWeak, "weak"},
		{GradePoor, "poor"},

		{BestSharpness, "the sharpness is"},
		{BestExposure, "the exposure is"},
		{BestColour, "the colour is"},
		{BestLevel, "the level horizon is"},

		{GainSharpness, "more sharpness"},
		{GainExposure, "a better exposure"},
		{GainColour, "better colour"},
		{GainLevel, "being straightened"},
	}
}

// IsGrade is true for the code of a summary that only words the number and what
// raises and lowers it.
func IsGrade(code string) bool {
	return code == SummaryMeasured || code == SummaryGain || code == SummaryWorst
}
