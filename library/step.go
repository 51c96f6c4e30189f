package library

import "strings"

// StepKind is what a step of the undo journal changes.
type StepKind string

// The kinds of steps. They are stored: a name is never changed or reused.
const (
	MarksStep    StepKind = "marks"    // flag, stars and label
	RotationStep StepKind = "rotation" // Photo.Rotation
	GroupingStep StepKind = "grouping" // corrections of the computed groups
	ImportStep   StepKind = "import"   // files that were copied in from a card
	TrashStep    StepKind = "trash"    // files that were put into the trash
)

// Origin says who made a step. The zero value is the person.
type Origin string

// Person is who uses this program.
const Person Origin = ""

const sidecarOrigin = "sidecar:"

// SidecarOf is the origin of what was read from a sidecar that another program
// wrote, such as "Adobe Lightroom"; the program may be "".
func SidecarOf(program string) Origin { return Origin(sidecarOrigin + program) }

// Sidecar gives the program whose sidecar the step came from; ok is false for
// every other origin.
func (o Origin) Sidecar() (program string, ok bool) {
	return strings.CutPrefix(string(o), sidecarOrigin)
}

// Step is one step of the undo journal. The zero value is none.
type Step struct {
	Kind    StepKind
	Origin  Origin
	Message Message     // what it did, such as "Pick for IMG_1.jpg"
	Files   []MovedFile // of steps that move files; nil for the others
}

// IsZero is true where there is no step.
func (s *Step) IsZero() bool { return s.Kind == "" }

// MovedFile is a file that a step moved or copied. Before and After are absolute
// paths, the bytes the operating system gave: those of a card and of the shoot,
// or of the shoot and of the trash.
type MovedFile struct {
	ID     ID
	Before string
	After  string
}
