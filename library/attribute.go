package library

import "fmt"

// Attribute is one of the ten fine-grained attributes of RealQA
// (arXiv 2503.06141), in the order in which a radar draws them.
type Attribute uint8

// The ten attributes. All are scored 0..10 and higher is better: a high
// BackgroundClutter means an uncluttered background.
const (
	Composition Attribute = iota
	EyeCatching
	SubjectBackground
	SubjectIntegrity
	SubjectClutter
	BackgroundClutter
	LevelShot
	Clarity
	Exposure
	Saturation

	// NumAttributes is how many there are.
	NumAttributes = 10
)

// Level is the height at which RealQA places an attribute.
type Level uint8

// The three levels, from pixels to meaning.
const (
	LowLevel Level = iota
	MiddleLevel
	HighLevel
)

type attributeWords struct {
	key, title, short string
	level             Level
}

func (a Attribute) words() attributeWords {
	switch a { // and not a table, which would be made for each question: a large shoot asks a million times
	case Composition:
		return attributeWords{"composition", "Composition", "Composition", HighLevel}
	case EyeCatching:
		return attributeWords{"eye_catching", "Eye-catching", "Eye-catching", HighLevel}
	case SubjectBackground:
		return attributeWords{"subject_background", "Subject & background", "Subject", MiddleLevel}
	case SubjectIntegrity:
		return attributeWords{"subject_integrity", "Subject integrity", "Integrity", MiddleLevel}
	case SubjectClutter:
		return attributeWords{"subject_clutter", "Subject clutter", "Clutter", MiddleLevel}
	case BackgroundClutter:
		return attributeWords{"background_clutter", "Background clutter", "Background", MiddleLevel}
	case LevelShot:
		return attributeWords{"level_shot", "Level shot", "Level", MiddleLevel}
	case Clarity:
		return attributeWords{"clarity", "Clarity", "Clarity", LowLevel}
	case Exposure:
		return attributeWords{"exposure", "Exposure", "Exposure", LowLevel}
	case Saturation:
		return attributeWords{"saturation", "Saturation", "Saturation", LowLevel}
	}
	return attributeWords{key: fmt.Sprintf("attribute_%d", uint8(a)), title: "Unknown", short: "Unknown"}
}

// Attributes gives all ten in the order of the radar, the first at the top and
// then clockwise.
func Attributes() [NumAttributes]Attribute {
	return [NumAttributes]Attribute{
		Composition, EyeCatching, SubjectBackground, SubjectIntegrity, SubjectClutter,
		BackgroundClutter, LevelShot, Clarity, Exposure, Saturation,
	}
}

// Key is the attribute's stable name in files and on the command line, such as
// "level_shot".
func (a Attribute) Key() string { return a.words().key }

// Title is the attribute's name for people, such as "Level shot".
func (a Attribute) Title() string { return a.words().title }

// Short is a name that fits beside a radar, such as "Subject".
func (a Attribute) Short() string { return a.words().short }

// Level is the height at which RealQA places the attribute.
func (a Attribute) Level() Level { return a.words().level }

// ParseAttribute finds an attribute by its Key. ok is false for any other text.
func ParseAttribute(key string) (a Attribute, ok bool) {
	for _, a := range Attributes() {
		if a.Key() == key {
			return a, true
		}
	}
	return 0, false
}
