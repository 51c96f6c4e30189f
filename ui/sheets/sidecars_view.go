package sheets

// SidecarsState is how far writing sidecars is.
type SidecarsState uint8

// The states of the sheet, in their order.
const (
	SidecarsPreview SidecarsState = iota
	SidecarsWriting
	SidecarsDone
)

// SidecarLine is what writing does to one file.
type SidecarLine struct {
	File    string // "IMG_1.xmp"
	Change  string // "new: Pick · ★★★★", or why it cannot be written
	Problem bool   // Change is why not
}

// SidecarCounts are files, by what writing does to them.
type SidecarCounts struct{ New, Changed, Same, Refused int }

// SidecarChoices are the answers that the sheet shows as chosen, each a place in the
// list of its segments.
type SidecarChoices struct {
	Policy  int // on request, at once, never
	Naming  int // Adobe, darktable and digiKam, as found
	Labels  int // English, Bridge, German, Japanese
	Rejects int // as a flag alone, also as a rating of -1
}

// SidecarsView is what the sheet for writing sidecars shows.
type SidecarsView struct {
	State SidecarsState

	What     string // whose decisions are written: "12 selected photos"
	Planning bool   // what would change is still being found out
	Counts   SidecarCounts
	Lines    []SidecarLine // the first few, those that cannot be written before the others
	More     int           // further ones than those in Lines
	Blocked  string        // why nothing can be written, "" where something can
	Folder   string        // for which folder Policy counts; "" hides the choice
	Choices  SidecarChoices

	Done, Total int    // while it writes
	Current     string // the file at work

	Report []string // at the end: what happened, in plain lines
	Again  bool     // what was not written can be tried again
}

// SidecarsCallbacks are what the sheet asks for.
type SidecarsCallbacks struct {
	OnWrite   func()
	OnAgain   func()
	OnCancel  func() // close the sheet, or stop what is being written
	OnChoices func(SidecarChoices)
}

// writes is how many files would be written.
func (v *SidecarsView) writes() int { return v.Counts.New + v.Counts.Changed }
