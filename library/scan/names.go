package scan

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/picture"
)

// isSidecar is true for the settings files that other programs keep beside a
// photo: Adobe and darktable, DxO, RawTherapee, Capture One.
func isSidecar(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xmp", ".dop", ".pp3", ".cos":
		return true
	}
	return false
}

// isRelevant is true for names that can be part of a photo. The names that copy
// tools and browsers give a file until it is whole (".part", ".crdownload",
// "~", rsync's ".IMG.jpg.Xy12ab") are hidden or promise no picture.
func isRelevant(name string) bool {
	if leftout.IsHidden(name) {
		return false
	}
	return isSidecar(name) || isImage(name)
}

// isImage is true for names that promise a picture.
func isImage(name string) bool {
	return picture.FormatByName(name) != library.UnknownFormat
}

func stripExt(name string) string { return name[:len(name)-len(filepath.Ext(name))] }

// fold makes names comparable without regard to case. A name that is not UTF-8
// keeps its bytes, so that two of them never become the same.
func fold(name string) string {
	if utf8.ValidString(name) {
		return strings.ToLower(name)
	}
	b := []byte(name)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// stems gives the folded stems of the shots that a file may belong to: an image
// has one; "IMG.CR2.xmp" may belong to IMG.CR2 or, stem form, to IMG.CR2.jpg.
func stems(name string) []string {
	base := stripExt(name)
	if !isSidecar(name) || picture.FormatByName(base) == library.UnknownFormat {
		return []string{fold(base)}
	}
	return []string{fold(stripExt(base)), fold(base)}
}
