package message

// What the built-in scorer says of subject, background and composition.
const (
	NoSubject    = "subject.none"
	NoBackground = "background.none"
	NothingSeen  = "subject.nothing_seen"

	SubjectByBoth      = "subject.apart_by_both"
	SubjectByColour    = "subject.apart_by_colour"
	SubjectBySharpness = "subject.apart_by_sharpness"
	SubjectALittle     = "subject.apart_a_little"
	SubjectHardly      = "subject.hardly_apart"

	IntegrityInside  = "integrity.inside"
	IntegrityCut     = "integrity.cut" // share: percent
	IntegrityTouches = "integrity.touches"

	IntegrityOutlineCut     = "integrity.outline_cut"     // share: percent
	IntegrityOutlineTouches = "integrity.outline_touches" // share: percent

	SubjectCalm      = "subject.calm"
	SubjectScattered = "subject.scattered"
	SubjectFull      = "subject.full_of_detail" // share: percent
	SubjectSome      = "subject.some_detail"    // share: percent
	SubjectBusy      = "subject.busy"           // share: percent
	SubjectVaried    = "subject.varied"         // share: percent

	BackgroundCalm = "background.calm"
	BackgroundSome = "background.some_detail" // share: percent
	BackgroundBusy = "background.busy"        // share: percent

	BackgroundCluttered = "background.cluttered" // share: percent
	BackgroundVaried    = "background.varied"    // share: percent

	CompositionOff        = "composition.off"
	CompositionSymmetry   = "composition.symmetrical"
	CompositionUpperLeft  = "composition.upper_left"
	CompositionUpperRight = "composition.upper_right"
	CompositionLowerLeft  = "composition.lower_left"
	CompositionLowerRight = "composition.lower_right"
	CompositionMiddle     = "composition.middle"
)

func subjectSentences() []entry {
	return []entry{
		{NoSubject, "No area stands out as a subject."},
		{NoBackground, "Without a subject there is no background to judge."},
		{NothingSeen, "Hardly anything can be told apart in this frame: there is no subject to judge."},

		{SubjectByBoth, "The subject stands out by colour and by sharpness."},
		{SubjectByColour, "The subject stands out by colour."},
		{SubjectBySharpness, "The subject stands out by sharpness."},
		{SubjectALittle, "The subject stands out a little."},
		{SubjectHardly, "The subject hardly differs from its surroundings."},

		{IntegrityInside, "The salient area lies well inside the frame."},
		{IntegrityCut, "The frame's edge may cut the subject: {{.share}} of the salient area lies on it."},
		{IntegrityTouches, "The salient area just touches the frame's edge."},
		{IntegrityOutlineCut, "The frame's edge seems to cut the subject: it makes up {{.share}} of its outline."},
		{IntegrityOutlineTouches, "The subject touches the frame's edge with {{.share}} of its outline."},

		{SubjectCalm, "The salient area is in one piece and calm."},
		{SubjectScattered, "What stands out is scattered over the frame."},
		{SubjectFull, "The salient area is full of fine structure: {{.share}} of it is fine detail."},
		{SubjectSome, "Some structure in the salient area: {{.share}} of it is fine detail."},
		{SubjectBusy, "The subject is busy: its colours change from place to place by {{.share}} of the picture's contrast."},
		{SubjectVaried, "Some variety in the subject: its colours change from place to place by {{.share}} of the picture's contrast."},

		{BackgroundCalm, "A calm background."},
		{BackgroundSome, "Some structure in the background: {{.share}} of it is fine detail."},
		{BackgroundBusy, "The background is busy: {{.share}} of it is fine detail."},
		{BackgroundCluttered, "The background is busy: its colours change from place to place by {{.share}} of the picture's contrast."},
		{BackgroundVaried, "Some variety in the background: its colours change from place to place by {{.share}} of the picture's contrast."},

		{CompositionOff, "What stands out lies off both the thirds and the middle."},
		{CompositionSymmetry, "Nearly symmetrical, with its weight in the middle."},
		{CompositionUpperLeft, "What stands out lies near the upper left crossing of thirds."},
		{CompositionUpperRight, "What stands out lies near the upper right crossing of thirds."},
		{CompositionLowerLeft, "What stands out lies near the lower left crossing of thirds."},
		{CompositionLowerRight, "What stands out lies near the lower right crossing of thirds."},
		{CompositionMiddle, "What stands out lies near the middle."},
	}
}
