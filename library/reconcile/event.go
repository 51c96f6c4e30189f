package reconcile

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/scan"
)

// Event is one piece of news. Only the fields that carry some are set.
type Event struct {
	Photos  []library.Photo // rows that are new or changed, as the catalogue has them
	Missing []library.ID    // photos whose file is no more; rows and decisions stay
	Merged  []library.ID    // rows that exist no more: each turned out to be a photo that had been missing
	Scanned Progress
	// Sidecars are photos that were seen again as they are known, beside which lies a
	// sidecar: that may have changed.
	Sidecars []library.ID
	Problem  string // something that the person should know, else ""
}

// Progress is how far the scan of one folder has come.
type Progress struct {
	Folder string
	Files  int  // photos found so far
	Done   bool // the scan of the folder is over

	Offline bool // the folder cannot be reached, or is the empty place of one that is not connected

	PassedOver scan.PassedOver // what the scan saw and did not take, so far; while a later scan goes on, what the last one saw
}
