// Package features holds the generic half of a small network that describes what a
// photo looks like: the layers of a MobileNet v2 that its package says were not trained
// further. README.md says where they come from.
//
// Flows in: files of this folder at build time. Flows out: their bytes. Does not
// belong here: running them, and what their numbers mean (scoring/features).
package features

import _ "embed"

// Network holds the weights of the layers from Conv1 to block_10_project_BN, 8 bits
// each, in the format that convert.js describes.
//
//go:embed mobilenet_v2_frozen.bin
var Network []byte
