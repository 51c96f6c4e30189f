// Package sidecars lets decisions travel as XMP sidecars: it tells what other programs
// decided, asks whether to write for them and where both differ, and writes on request.
//
// Flows in: what a sidecars.Sync tells, decisions that were stored, the person's answers.
// Flows out: words on cells, inspector and folders, a strip beside the photos, and what
// is to be written.
// Does not belong here: reading and writing files (app/sidecars), drawing (ui/sheets).
package sidecars
