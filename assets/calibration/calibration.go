// Package calibration holds tables that were fitted offline. README.md says how
// and on what.
//
// Flows in: files of this folder at build time. Flows out: their bytes. Does not
// belong here: anything that is computed.
package calibration

import _ "embed"

// Technical is the technical head's table: JSON, see scoring/measure/head.
//
//go:embed technical.json
var Technical []byte
