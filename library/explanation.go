package library

import (
	"fmt"
	"math"
	"time"
)

// ExplanationForm is how an explanation is laid out. Both forms are those of
// RealQA's answers (arXiv 2503.06141).
type ExplanationForm string

// The two forms. They end with the same sentence, "The final score is <6.59>."
const (
	Prose  ExplanationForm = "prose"  // a few sentences
	Fields ExplanationForm = "fields" // "1.1 Reason for Composition Score: …", "1.2 Composition Score: 8.10" and so on
)

// ExplanationForms gives both forms, the usual one first.
func ExplanationForms() []ExplanationForm { return []ExplanationForm{Prose, Fields} }

// ParseExplanationForm reads a form by its name; "" is Prose.
func ParseExplanationForm(name string) (ExplanationForm, error) {
	switch f := ExplanationForm(name); f {
	case "":
		return Prose, nil
	case Prose, Fields:
		return f, nil
	}
	return "", fmt.Errorf("there is no form of explanations %q: use %s or %s", name, Prose, Fields)
}

// ExplanationEnd says how the writing of an explanation ended.
type ExplanationEnd string

// The ways in which it can end.
const (
	Whole   ExplanationEnd = "whole"   // the model came to an end by itself
	CutOff  ExplanationEnd = "cut_off" // a limit was reached, or the engine stopped
	Stopped ExplanationEnd = "stopped" // somebody did not want it any more
)

// Explanation is what a model wrote about a score that had been read before. It
// did not cause the score and changes none.
type Explanation struct {
	Text      string // plain text, cleaned: lines parted by "\n", no other control characters
	Form      ExplanationForm
	End       ExplanationEnd
	By        Provenance // what wrote it: model, prompt and all that changes the text
	Hash      Hash       // of the image data that the model saw
	WrittenAt time.Time

	// What the model was told to explain. Of the values only Known and Mean
	// count, and of the mean two decimals, as they were told.
	ScoreKey string // of the explained score's provenance
	Overall  Value
	Values   [NumAttributes]Value
}

// Of gives the value that an attribute was said to have.
func (e *Explanation) Of(a Attribute) Value {
	if int(a) >= NumAttributes {
		return Value{}
	}
	return e.Values[a]
}

// Explains is true when the explanation was told the numbers that a score holds.
// Where it is false the text is about an earlier score.
func (e *Explanation) Explains(s *Score) bool {
	if !sameTold(e.Overall, s.Overall) {
		return false
	}
	for i := range e.Values {
		if !sameTold(e.Values[i], s.Values[i]) {
			return false
		}
	}
	return true
}

// sameTold compares values as they are told, with two decimals.
func sameTold(a, b Value) bool {
	return a.Known == b.Known && (!a.Known || math.Round(100*a.Mean) == math.Round(100*b.Mean))
}

// CloseUpSetting is the setting of an explanation's provenance that says of which face
// the model saw a close-up beside the photo. One about the whole photo has none.
const CloseUpSetting = "close_up"

const closeUpWords = "close-up of face at %.4f,%.4f %.4fx%.4f"

// CloseUpOf is the value of CloseUpSetting for a face at a box: its left upper corner
// and its size, "close-up of face at 0.3125,0.2500 0.1000x0.1250".
func CloseUpOf(face Box) string {
	return fmt.Sprintf(closeUpWords, face.X, face.Y, face.Width, face.Height)
}

// Face gives the box of the face that the explanation is about, of which the model saw
// a close-up; ok is false for one about the whole photo.
func (e *Explanation) Face() (face Box, ok bool) {
	text := e.By.Settings[CloseUpSetting]
	n, err := fmt.Sscanf(text, "close-up of face at %f,%f %fx%f", &face.X, &face.Y, &face.Width, &face.Height)
	if err != nil || n != 4 || CloseUpOf(face) != text {
		return Box{}, false
	}
	return face, true
}

// IsAbout is true for an explanation about this face. It may have been found anew since,
// a little elsewhere.
func (e *Explanation) IsAbout(face Box) bool {
	own, ok := e.Face()
	return ok && own.Overlap(face) >= sameFace
}

// sameFace is the overlap from which two boxes are of one face: neighbours in a crowd
// overlap less.
const sameFace = 0.5

// Contradiction is a part of an explanation that does not fit a value which the
// model was told.
type Contradiction struct {
	From, To  int       // bytes of the text, half open
	Attribute Attribute // meaningless where Overall is true
	Overall   bool      // it contradicts the overall
	Reason    string    // for people: "It says soft, but clarity is 8.30."
}
