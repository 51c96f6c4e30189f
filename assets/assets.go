// Package assets holds what is shipped inside the program besides its code.
//
// Flows in: files of this folder at build time. Flows out: their bytes.
// Does not belong here: anything that is computed.
package assets

import _ "embed"

// Icon is the program's icon, a PNG of 512 x 512 pixels. icon.svg is its
// drawing.
//
//go:embed icon.png
var Icon []byte
