package exiftool

import (
	"os"
	"time"
)

// maxCostly bounds what is remembered; a folder full of such files is an attack,
// and each costs its time once more.
const maxCostly = 10_000

// costly remembers which files cost ExifTool all the time or memory that it may
// take. A nil one remembers none yet.
type costly map[fileState]error

// fileState is a file as it was when it was asked about.
type fileState struct {
	path    string
	size    int64
	changed time.Time
}

// find gives the error of a file that has not changed since, or nil.
func (c costly) find(path string) error {
	if len(c) == 0 {
		return nil
	}
	state, ok := stateOf(path)
	if !ok {
		return nil
	}
	return c[state]
}

func (c *costly) add(path string, err error) {
	state, ok := stateOf(path)
	if !ok {
		return
	}
	if *c == nil || len(*c) >= maxCostly {
		*c = costly{}
	}
	(*c)[state] = err
}

func stateOf(path string) (s fileState, ok bool) {
	info, err := os.Stat(path)
	if err != nil {
		return s, false
	}
	return fileState{path, info.Size(), info.ModTime().UTC()}, true
}
