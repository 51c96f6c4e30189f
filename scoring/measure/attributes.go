package measure

import "keeplight.app/keeplight/library"

// Attributes gives what this scorer can judge at all, in the order of the radar: all but
// eye-catching, which is taste. In one photo or another any of them may be absent.
func Attributes() []library.Attribute {
	return []library.Attribute{
		library.Composition, library.SubjectBackground, library.SubjectIntegrity, library.SubjectClutter,
		library.BackgroundClutter, library.LevelShot, library.Clarity, library.Exposure, library.Saturation,
	}
}
