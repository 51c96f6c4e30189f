package catalog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// reading is how a catalogue is read where nothing may be written.
type reading struct {
	path    string
	access  access
	scratch string // a temporary folder that holds a copy, "" for none
}

// readingOf says how to read the catalogue in dir. SQLite wants to make files beside
// one in WAL mode; where it cannot (a read-only mount, a burnt disc, somebody else's
// folder) the file is taken for one that nobody changes, and with changes that are only
// in its WAL, since the program that had it open was killed, for one that is copied.
func readingOf(dir string) (reading, error) { return readingIn(dir, isWritable(dir)) }

// readingIn is readingOf for a folder of which it is known whether it can be written.
func readingIn(dir string, writable bool) (r reading, err error) {
	r = reading{path: filepath.Join(dir, fileName), access: readAccess()}
	if writable || exists(r.path+"-shm") {
		return r, nil
	}
	if info, err := os.Stat(r.path + "-wal"); errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		r.access.immutable = true
		return r, nil
	}
	if r.scratch, err = os.MkdirTemp("", "keeplight-"); err != nil {
		return r, fmt.Errorf("making a temporary folder for the catalogue: %w", err)
	}
	copied := filepath.Join(r.scratch, fileName)
	for _, suffix := range []string{"", "-wal"} {
		err = errors.Join(err, copyFile(r.path+suffix, copied+suffix))
	}
	if err != nil {
		return r, errors.Join(fmt.Errorf("copying the catalogue out of a read-only folder: %w", err), os.RemoveAll(r.scratch))
	}
	r.path = copied
	return r, nil
}
