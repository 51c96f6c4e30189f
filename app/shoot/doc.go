// Package shoot joins the parts that turn folders into scored photos: the
// catalogue, the reconciler that fills it, the thumbnails and the scoring queue.
// The window and the command line both stand on it, so that a photo is found,
// stored and scored in exactly one way.
//
// Flows in: folders, a scorer. Flows out: events (photos found, gone, scored),
// thumbnails, and the catalogue to decide in.
// Does not belong here: how photos are found (library/reconcile), stored
// (library/catalog), judged (scoring/measure), shown (ui) or printed (cmd).
package shoot
