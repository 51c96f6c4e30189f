// Package fonts carries the window's two fonts: Inter (The Inter Project
// Authors, SIL Open Font License 1.1) with tabular figures, renamed as the
// licence asks of changed versions. make_fonts.py says how they were made and
// LICENSE.txt is their licence.
package fonts

import _ "embed"

// Regular is the text font as OpenType.
//
//go:embed KeeplightSans-Regular.otf
var Regular []byte

// SemiBold is the font for titles and for numbers that matter.
//
//go:embed KeeplightSans-SemiBold.otf
var SemiBold []byte
