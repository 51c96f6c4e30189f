// Package models holds the table of models and engine libraries that Keeplight
// offers. README.md says how each figure was verified.
//
// Flows in: files of this folder at build time. Flows out: their bytes. Does not
// belong here: reading the table, fetching what it names (scoring/models).
package models

import _ "embed"

// Offers is the table: JSON, read by scoring/models.
//
//go:embed offers.json
var Offers []byte
