// Package discarding moves photos to the trash: it finds what belongs to them, lists
// that, and moves it once the person agrees.
//
// Flows in: the rejects, or the photos that the view's keys mean. Flows out: a job of
// the trash (app/jobs), and its step in the journal, through culling's door.
// Does not belong here: how files get into the trash (library/trash), drawing the list
// (ui/sheets).
package discarding
