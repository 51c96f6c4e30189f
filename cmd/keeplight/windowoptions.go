package main

import (
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/models"
)

// windowOptions is what the command line hands to the window. Both builds have
// it: window.go opens a window, window_nogui.go says that it cannot.
//
//	func runWindow(opts windowOptions) error
type windowOptions struct {
	Folders    []string       // folders to open, absolute; none opens those of last time
	CatalogDir string         // where the catalogue lives
	Home       string         // what KEEPLIGHT_HOME says, "" for nothing
	Demo       bool           // draw the demo shoot into a folder of its own and open it
	Scorer     scoring.Scorer // judges every photo
	Store      *models.Store  // of what can be installed
	Log        func(string)   // notes for a developer
	Signals    *signals       // that ask the window to end
	Exit       func(error)    // ends the process with what went wrong, or nil
}
