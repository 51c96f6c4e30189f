package sidecar

import (
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// Extension is that of every sidecar.
const Extension = ".xmp"

// Style is how a sidecar's name follows from its photo's.
type Style uint8

// Adobe's programs, Capture One and Photo Mechanic put the extension in place of the
// photo's (IMG_1.xmp); darktable and digiKam put it behind (IMG_1.CR2.xmp).
const (
	StemStyle Style = iota
	FullStyle
)

// Name gives the name, or path, of a photo's sidecar.
func Name(photo string, style Style) string {
	if style == FullStyle {
		return photo + Extension
	}
	return strings.TrimSuffix(photo, filepath.Ext(photo)) + Extension
}

// Names is a photo's sidecars as they are called in its folder; "" where there is none.
type Names struct {
	Full string // IMG_1.CR2.xmp
	Stem string // IMG_1.xmp
}

// Find finds a photo's sidecars among the names of its folder, in whatever case. One
// that is spelled exactly is taken before others, and alone where another photo's name
// in the folder differs from this one's only in case.
func Find(photo string, folder []string) Names {
	var found Names
	full, stem := Name(photo, FullStyle), Name(photo, StemStyle)
	exactly := slices.Contains(folder, photo) &&
		slices.ContainsFunc(folder, func(name string) bool { return name != photo && isSameName(name, photo) })
	take := func(into *string, want, have string) {
		if have == want || *into == "" && !exactly && isSameName(have, want) {
			*into = have
		}
	}
	for _, have := range folder {
		if have == photo {
			continue
		}
		take(&found.Full, full, have)
		if stem != full { // as for a photo without an extension
			take(&found.Stem, stem, have)
		}
	}
	return found
}

// isSameName compares names without regard to case.
func isSameName(a, b string) bool { return library.FoldName(a) == library.FoldName(b) }

// Belongs is true where a sidecar called by the stem is a photo's: it names the photo's
// extension or none, or no other photo shares the stem.
func Belongs(said Facts, photo string, alone bool) bool {
	extension := strings.TrimPrefix(filepath.Ext(photo), ".")
	return said.Extension == "" || alone || strings.EqualFold(strings.TrimPrefix(said.Extension, "."), extension)
}
