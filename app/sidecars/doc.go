// Package sidecars lets decisions travel: it takes over what other programs wrote into
// XMP sidecars, writes what the person decided where that was chosen, and asks where
// both changed the same to different values.
//
// Flows in: photos whose sidecars may have changed, decisions that were stored, the
// person's answers. Flows out: undo steps in the catalogue, sidecars, events of what was
// read, written, not written or asked.
// Does not belong here: the format (library/sidecar), how a file is replaced
// (library/sidecar/store), what is shown (ui) or printed (cmd).
package sidecars
