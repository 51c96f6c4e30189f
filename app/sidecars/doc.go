// Package sidecars lists what the XMP sidecars of a folder say, and what writing the
// catalogue's decisions into them would change.
//
// Flows in: a folder, photos with their decisions. Flows out: one entry a sidecar, one
// change a photo; nothing is written.
// Does not belong here: the format (library/sidecar), which companions a photo has
// (library/scan), what is printed (cmd).
package sidecars
