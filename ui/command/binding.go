package command

import "keeplight.app/keeplight/ui/change"

// ID names a command for good: in the file of rebound keys, in tests, in code.
// It is lower-case English with dashes: "pick", "sort-again".
type ID string

// Section is a group of commands in the keys sheet.
type Section string

// The sections, in the order of the sheet.
const (
	Decide Section = "Decide"
	Move   Section = "Navigate"
	View   Section = "View"
	Work   Section = "General"
)

// Sections gives the sections in the order of the keys sheet.
func Sections() []Section { return []Section{Decide, Move, View, Work} }

// Binding is a command: what it is called, which keys give it, whether it can run
// now, and what it does.
type Binding struct {
	ID      ID
	Section Section
	Title   string // what it does, in a few words, as the palette and menus say it: "Remove flag"
	// Now says in the window's language what it would do now, where that says more than
	// the Title: "Pick IMG_0127.jpg, reject the other 6". Menus say it. nil, and "", is
	// the Title.
	Now func() string
	// Row is the text of the keys sheet's line. Neighbours with the same Row share
	// a line; "" is a line of its own with the Title.
	Row string
	// Unlisted keeps a command out of the keys sheet, where another line speaks of it.
	Unlisted bool
	// Menu is the submenu in which the command stands, with its neighbours of the
	// same one: "Stars"; "" is none.
	Menu string
	// Photo puts the command into the menu of a photo too.
	Photo bool
	// Stack puts the command into the menus of a stack: that of its head, that of a
	// photo, and the one among all commands.
	Stack bool
	Keys  []Key // by default; Table knows what is bound now
	// Enabled says whether the command can run now, and else why not, in words
	// for people. nil is always.
	Enabled func() (ok bool, why string)
	// Run does it and says what has changed.
	Run func() change.Set
}

// State is Enabled, where nil is always.
func (b *Binding) State() (ok bool, why string) {
	if b.Enabled == nil {
		return true, ""
	}
	return b.Enabled()
}

// row is the text of the binding's line in the keys sheet.
func (b *Binding) row() string {
	if b.Row != "" {
		return b.Row
	}
	return b.Title
}
