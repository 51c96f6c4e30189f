package window

import (
	"context"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/desk/installing"
)

// Options say what a window starts with.
type Options struct {
	Folders  []string // to open; none opens those of last time
	DemoDir  string   // where the demo shoot is drawn when it is asked for
	Demo     bool     // open the demo shoot at once
	Notice   string   // something to say at the start, such as that another window has the catalogue
	KeysFile string   // where keys are bound anew; "" is nowhere
	Log      func(string)

	// End ends the process once all is stored. Fyne's loop goes on until then and
	// is never asked to end: events that are under way while it does can hang the
	// program, or crash it. Nil, in tests, ends the loop.
	End func()

	OpenFile    func(path string) error                                           // shows a text file in the system's editor; nil does nothing
	StartModel  scorers.StartModel                                                // nil offers no model
	Store       *models.Store                                                     // of what can be installed; nil offers nothing
	CheckEngine installing.TestEngine                                             // nil offers no such thing
	ListDevices func(ctx context.Context, folder string) ([]engine.Device, error) // what a llama.cpp can run on; may be nil
}
