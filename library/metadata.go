package library

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
