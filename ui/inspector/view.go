package inspector

import (
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style"
)

// View is all that the panel shows about one photo. The zero value is no photo.
type View struct {
	Name         string // the file's name; "" shows the calm empty panel
	Overall      library.Value
	OverallTitle string                                // such as "overall" or "technical quality"
	Among                                              // where the photo stands among others
	Axes         []library.Attribute                   // what the scorer can judge at all; none is all ten
	Values       [library.NumAttributes]library.Value  // of those
	Measured     bool                                  // Values come from the built-in scorer
	Checks       *[library.NumAttributes]library.Value // the built-in scorer's values beside a model's, shown as dots; nil for none
	Against                                            // the mean that the photo is held against
	Reasons      [library.NumAttributes]string         // one plain sentence each; for an absent value, why
	Summary      string                                // a few plain sentences
	Words        *Words                                // the explanation; nil shows none
	Warning      string                                // why not to rely on the values; "" when all is well
	State        string                                // "scoring…", "not scored"; "" when scored
	Problem      string                                // why the photo cannot be read or scored; "" when all is well
	CanTryAgain  bool                                  // another try may end the problem
	Damage       string                                // what is wrong with a file that is shown all the same; "" when nothing is
	CaptureLines []string                              // "Canon EOS R5", "RF50mm F1.2 L USM", "1/250 s · f/2.0 · ISO 400"
	FileLines    []string                              // "JPEG · 6000 × 4000 · 12.4 MB", the folder, companions
	Decided      library.Decision                      // by the person
}

// Among is where a photo stands among others, and who is in it.
type Among struct {
	Faces  string     // "7 faces, 1 looks closed"; "" says nothing
	Places []string   // a sentence each
	Stack  *Sharpness // among the frames of its stack; nil where it stands alone
	Frames Frames     // of its stack by their scores; none where it stands alone
}

// Against is the mean of other photos that a photo is held against.
type Against struct {
	Mean     *[library.NumAttributes]library.Value // shown as a dashed ring; nil for none
	MeanName string                                // whose mean that is, with the number of photos
	Choices  []string                              // the means that can be chosen, the first is none; fewer than two hide the choice
	Chosen   int                                   // of Choices
}

// axes gives what the scorer can judge.
func (v *View) axes() []library.Attribute {
	if len(v.Axes) > 0 {
		return v.Axes
	}
	all := library.Attributes()
	return all[:]
}

// absent gives what the scorer could judge and did not for this photo.
func (v *View) absent() []library.Attribute {
	return slices.DeleteFunc(slices.Clone(v.axes()), func(a library.Attribute) bool { return v.Values[a].Known })
}

// uncertain is true when a value says how uncertain it is.
func (v *View) uncertain() bool {
	return slices.ContainsFunc(v.axes(), func(a library.Attribute) bool { return v.Values[a].Known && v.Values[a].SD > 0 })
}

// judged is true when there is a value, or a reason why there is none.
func (v *View) judged() bool {
	return slices.ContainsFunc(v.axes(), func(a library.Attribute) bool { return v.Values[a].Known || v.Reasons[a] != "" })
}

// tint tells a measurement from a judgement.
func (v *View) tint() style.Color {
	if v.Measured {
		return style.Measured
	}
	return style.Accent
}
