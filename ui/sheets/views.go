package sheets

import "fyne.io/fyne/v2"

// KeyLine is one command and the keys that do it.
type KeyLine struct {
	Keys string // "P", "Shift+P", "Ctrl+E"
	Does string // "Pick"
}

// KeySection is one group of commands.
type KeySection struct {
	Title string
	Lines []KeyLine
}

// WelcomeView is what the first screen offers.
type WelcomeView struct {
	Recent   []string // folders, most recent first
	OnOpen   func()
	OnDemo   func()
	OnRecent func(path string)
}

// ExportMode is what export does with the files.
type ExportMode uint8

// The ways to export. A link is offered only where the caller says it can be.
const (
	CopyFiles ExportMode = iota
	MoveFiles
	LinkFiles
)

// ExportState is how far an export is.
type ExportState uint8

// The states of the form, in their order.
const (
	ExportChoosing ExportState = iota
	ExportRunning
	ExportDone
)

// ExportView is what the export form shows.
type ExportView struct {
	State    ExportState
	Count    int    // photos that would be exported
	What     string // "214 picks", how the photos were chosen
	Dest     string // "" until a folder was chosen
	Template string // "{name}"
	Mode     ExportMode
	Preview  []string // "IMG_1.jpg → 2026-11-20/IMG_1.jpg", the first few
	More     int      // further lines than those in Preview
	Warnings []string
	Blocked  string // why it cannot start now, "" when it can

	Done, Total int      // while running
	Current     string   // the file at work
	Report      []string // after the end: what happened, in plain lines
	Failed      []string // files that were not exported, with the reason
}

// ExportCallbacks are what the form asks for.
type ExportCallbacks struct {
	OnChooseFolder func()
	OnTemplate     func(string)
	OnMode         func(ExportMode)
	OnExport       func()
	OnCancel       func() // close the form, or stop the running export
	OnOpenFolder   func() // after the end; nil leaves it out
}

// Keys is the sheet of all keys; onClose closes it.
func Keys(sections []KeySection, onClose func()) fyne.CanvasObject { return nil }

// Welcome is the first screen.
func Welcome(v WelcomeView) fyne.CanvasObject { return nil }

// Empty says calmly that there is nothing to show and what to do about it.
// actionTitle "" leaves the action out.
func Empty(title, text, actionTitle string, action func()) fyne.CanvasObject { return nil }

// Notice is a message that has to be read: title, text, one or two answers.
func Notice(title, text string, answers ...Answer) fyne.CanvasObject { return nil }

// Answer is a button of a Notice.
type Answer struct {
	Title   string
	Primary bool
	Do      func()
}

// Over puts sheet in the middle of a shade over the whole window; a tap beside
// it calls onBeside.
func Over(sheet fyne.CanvasObject, onBeside func()) fyne.CanvasObject { return nil }

// Export is the export form; it is updated in place with Set.
type Export struct{ fyne.CanvasObject }

// NewExport makes the form.
func NewExport(c ExportCallbacks) *Export { return nil }

// Set shows v.
func (e *Export) Set(v ExportView) {}
