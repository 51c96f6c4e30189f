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

	IntegrityFaceCut = "integrity.face_cut" // share: percent

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
	CompositionUpper      = "composition.upper"
	CompositionFace       = "composition.face" // reason: message
)

func subjectSentences() []entry {
	return []entry{
		{NoSubject, "No clear subject stands out."},
		{NoBackground, "Without a clear subject there is no background to judge."},
		{NothingSeen, "Hardly anything can be made out in this frame: there is no subject to judge."},

		{SubjectByBoth, "The subject stands out from the background by colour and sharpness."},
		{SubjectByColour, "The subject stands out from the background by colour."},
		{SubjectBySharpness, "The subject stands out from the background by sharpness."},
		{SubjectALittle, "The subject stands out only a little from the background."},
		{SubjectHardly, "The subject blends into its surroundings."},

		{IntegrityInside, "The subject sits well inside the frame."},
		{IntegrityCut, "The edge of the frame may cut off the subject: {{.share}} of it lies there."},
		{IntegrityTouches, "The subject just touches the edge of the frame."},
		{IntegrityOutlineCut, "The edge of the frame seems to cut off the subject, along {{.share}} of its outline."},
		{IntegrityOutlineTouches, "The subject touches the edge of the frame, along {{.share}} of its outline."},

		{IntegrityFaceCut, "The edge of the frame cuts off {{.share}} of a face."},

		{SubjectCalm, "One clear, uncluttered subject."},
		{SubjectScattered, "Several things compete for attention across the frame."},
		{SubjectFull, "The subject is busy: {{.share}} of it is fine detail."},
		{SubjectSome, "The subject is a little busy: {{.share}} of it is fine detail."},
		{SubjectBusy, "The subject is busy, with many changes of colour and tone."},
		{SubjectVaried, "The subject is a little busy, with some changes of colour and tone."},

		{BackgroundCalm, "A calm, uncluttered background."},
		{BackgroundSome, "The background is a little busy: {{.share}} of it is fine detail."},
		{BackgroundBusy, "The background is busy: {{.share}} of it is fine detail."},
		{BackgroundCluttered, "The background is busy, with many changes of colour and tone."},
		{BackgroundVaried, "The background is a little busy, with some changes of colour and tone."},

		{CompositionOff, "The main point of interest sits neither on a third nor in the centre."},
		{CompositionSymmetry, "Nearly symmetrical, with its weight in the centre."},
		{CompositionUpperLeft, "The main point of interest sits near the upper left third."},
		{CompositionUpperRight, "The main point of interest sits near the upper right third."},
		{CompositionLowerLeft, "The main point of interest sits near the lower left third."},
		{CompositionLowerRight, "The main point of interest sits near the lower right third."},
		{CompositionMiddle, "The main point of interest sits near the centre."},
		{CompositionUpper, "The main point of interest sits in the middle of the upper third."},
		{CompositionFace, "{{.reason}} It is where the face is."},
	}
}
