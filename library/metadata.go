package library

// Rotation is how the person turned a photo in the program, in clockwise quarter
// turns of the upright picture, 0..3. The file is not touched.
type Rotation uint8

// MaxRotation is the most quarter turns that are not a full one.
const MaxRotation Rotation = 3

// Metadata is what the person, or another program's sidecar, says of a photo in
// words. All is plain text in UTF-8; the zero value says nothing.
type Metadata struct {
	Title    string
	Caption  string
	Keywords []string // in the order in which they were given
	Label    string   // a colour label that is none of the five, as another program spells it
}

// IsZero is true where nothing is said.
func (m *Metadata) IsZero() bool {
	return m.Title == "" && m.Caption == "" && len(m.Keywords) == 0 && m.Label == ""
}
