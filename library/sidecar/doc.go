// Package sidecar reads XMP sidecars as the photo programs write them, and changes
// flag, stars and label in them without touching any other byte.
//
// Flows in: the bytes of a sidecar, a decision. Flows out: what the sidecar says, the
// changed bytes, and the names that sidecars have.
// Does not belong here: reading and writing files, and which decision wins.
package sidecar
