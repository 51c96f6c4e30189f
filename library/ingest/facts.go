package ingest

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/safefile"
)

// captureOf reads a whole file for what its beginning did not tell.
func captureOf(f catalog.File) library.Capture {
	data, err := safefile.ReadAll(f.Path, wholeBytes)
	if err != nil {
		return library.Capture{} // copying it says why
	}
	capture, _ := exif.Read(data, picture.Sniff(data, f.Path)) // what can be read of it is enough
	return capture
}
