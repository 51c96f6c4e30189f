package inspector

import "keeplight.app/keeplight/library"

// View is all that the panel shows about one photo. The zero value is no photo.
type View struct {
	Name         string // the file's name; "" shows the calm empty panel
	Overall      library.Value
	OverallTitle string   // such as "overall" or "technical quality"
	Places       []string // where the overall stands among other photos, a sentence each
	Values       [library.NumAttributes]library.Value
	Measured     bool                                  // Values come from the built-in scorer
	Checks       *[library.NumAttributes]library.Value // the built-in scorer's values beside a model's, shown as dots; nil for none
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
	Rating       library.Rating
	Flag         library.Flag
	Label        library.Label
}
