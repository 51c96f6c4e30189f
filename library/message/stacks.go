package message

import "keeplight.app/keeplight/library"

// What is said of the best frame of a burst. By is how far it is ahead of the next
// frame, of 0..10; lead is one of the leads, or two; name is a file's, made safe to show.
const (
	LeadOverall           = "stack.lead.overall"            // by: measure
	LeadComposition       = "stack.lead.composition"        // by: measure
	LeadEyeCatching       = "stack.lead.eye_catching"       // by: measure
	LeadSubjectBackground = "stack.lead.subject_background" // by: measure
	LeadSubjectIntegrity  = "stack.lead.subject_integrity"  // by: measure
	LeadSubjectClutter    = "stack.lead.subject_clutter"    // by: measure
	LeadBackgroundClutter = "stack.lead.background_clutter" // by: measure
	LeadLevelShot         = "stack.lead.level_shot"         // by: measure
	LeadClarity           = "stack.lead.clarity"            // by: measure
	LeadExposure          = "stack.lead.exposure"           // by: measure
	LeadSaturation        = "stack.lead.saturation"         // by: measure

	LeadNoneClosed   = "stack.lead.none_closed"   // nothing
	LeadFewestClosed = "stack.lead.fewest_closed" // count: count, of faces
	LeadEyeFocus     = "stack.lead.eye_focus"     // nothing

	LeadsTwo = "stack.leads" // first, second: message

	CloseOne  = "stack.close_one"  // lead: message, name: text
	CloseMany = "stack.close_many" // lead: message, count: count

	OnlyCloseOne  = "stack.only_close_one"  // name: text
	OnlyCloseMany = "stack.only_close_many" // count: count
)

// Lead is the code that says that a frame is the best of its burst by an attribute.
func Lead(a library.Attribute) string { return "stack.lead." + a.Key() }

func stackSentences() []entry {
	return []entry{
		{LeadOverall, "best overall by {{.by}}"},
		{LeadComposition, "best composed by {{.by}}"},
		{LeadEyeCatching, "most eye-catching by {{.by}}"},
		{LeadSubjectBackground, "subject stands out most, by {{.by}}"},
		{LeadSubjectIntegrity, "subject cut off least, by {{.by}}"},
		{LeadSubjectClutter, "calmest subject by {{.by}}"},
		{LeadBackgroundClutter, "calmest background by {{.by}}"},
		{LeadLevelShot, "most level by {{.by}}"},
		{LeadClarity, "sharpest by {{.by}}"},
		{LeadExposure, "best exposed by {{.by}}"},
		{LeadSaturation, "best colours by {{.by}}"},

		{LeadNoneClosed, "nobody’s eyes look closed"},
		{LeadFewestClosed, "fewest faces whose eyes look closed: {{.count}}"},
		{LeadEyeFocus, "sharper at the eye"},

		{LeadsTwo, "{{.first}}, {{.second}}"},

		{CloseOne, "{{.lead}}; {{.name}} is too close to call"},
		{CloseMany, "{{.lead}}; {{.count}} others are too close to call"},
		{OnlyCloseOne, "{{.name}} is too close to call"},
		{OnlyCloseMany, "{{.count}} others are too close to call"},
	}
}
