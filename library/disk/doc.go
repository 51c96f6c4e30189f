// Package disk asks how much room a volume has.
//
// Flows in: a folder, or an error of a write. Flows out: bytes, or whether the
// disk was full.
// Does not belong here: what to do about it.
package disk
