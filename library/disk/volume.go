package disk

import (
	"os"
	"path/filepath"
)

// Volume is a number that is the same for all folders of one volume.
type Volume uint64

// Nearest gives a path itself or the nearest folder above it that is there.
func Nearest(path string) string {
	for {
		if _, err := os.Stat(path); err == nil {
			return path
		}
		up := filepath.Dir(path)
		if up == path {
			return path
		}
		path = up
	}
}
