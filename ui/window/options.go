package window

import (
	"image"

	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/window/models"
)

// KeysFile is the name of the file in which keys are bound anew.
const KeysFile = command.FileName

// Engines is what can be installed and run on this machine.
type Engines = models.Engines

// Options say what a window starts with.
type Options struct {
	Folders  []string // to open; none opens those of last time
	DemoDir  string   // where the demo shoot is drawn when it is asked for
	Demo     bool     // open the demo shoot at once
	KeysFile string   // where keys are bound anew; "" is nowhere
	Version  string   // of the program, as About shows it
	Log      func(string)

	// End ends the process once all is stored. Fyne's loop goes on until then and
	// is never asked to end: events that are under way while it does can hang the
	// program, or crash it. Nil, in tests, ends the loop.
	End func()

	OpenFile func(path string) error // shows a text file in the system's editor; nil does nothing
	Desktop  bool                    // the desktop's own dialogs and file manager are used
	later    func(func())            // in tests, what the loupe does a moment later; nil draws it

	// Monitors gives where the monitors are on the desktop, in the windowing system's
	// own coordinates, the main one first. nil knows of one only.
	Monitors func() []image.Rectangle

	StartModel models.StartModel // nil offers no model
	Engines    Engines           // what can be installed and run
}
