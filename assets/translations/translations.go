// Package translations holds the window's texts in other languages, a JSON a
// language. README.md says how to add one.
//
// Flows in: files of this folder at build time. Flows out: their bytes.
// Does not belong here: English, which is the source and stands in the code,
// except for its plurals.
package translations

import "embed"

// Files are the translations: "de.json" is German.
//
//go:embed *.json
var Files embed.FS
