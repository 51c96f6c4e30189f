package scan

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/picture"
)

// isSidecar is true for the files that cameras and other programs keep beside a
// photo and that go where it goes. A film is one only beside a picture (isFilm).
func isSidecar(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xmp", // Adobe, darktable, digiKam and many others
		".acr",    // Adobe Camera Raw's masks
		".aae",    // Apple's edits
		".arp",    // Adobe's, beside enhanced RAW files
		".cos",    // Capture One
		".dop",    // DxO
		".nksc",   // Nikon NX Studio
		".on1",    // ON1
		".pp3",    // RawTherapee
		".rrdata", // RAW Power and Nitro
		".thm",    // a camera's thumbnail
		".vrd",    // Canon DPP
		".wav":    // a voice memo
		return true
	}
	return isFilm(name)
}

// isFilm is true for the name of a film that may be the moving part of a Live Photo.
func isFilm(name string) bool { return strings.EqualFold(filepath.Ext(name), ".mov") }

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
