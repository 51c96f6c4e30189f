package scan

import (
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/picture"
)

// isSidecar is true for the files that cameras and other programs keep beside a
// photo and that go where it goes. A video is one only beside a picture (isVideo).
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
	return isVideo(name)
}

// isVideo is true for the name of a video that may be the moving part of a Live Photo.
func isVideo(name string) bool { return strings.EqualFold(filepath.Ext(name), ".mov") }

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

// stems gives the folded stems of the shots that a file may belong to: an image
// has one; "IMG.CR2.xmp" may belong to IMG.CR2 or, stem form, to IMG.CR2.jpg.
func stems(name string) []string {
	base := stripExt(name)
	if !isSidecar(name) || picture.FormatByName(base) == library.UnknownFormat {
		return []string{library.FoldName(base)}
	}
	return []string{library.FoldName(stripExt(base)), library.FoldName(base)}
}
