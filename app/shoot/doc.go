// Package shoot turns folders into scored photos: it opens the catalogue, runs the
// reconcilers that fill it, and hands photos to the scorers. The window and the
// command line both stand on it, so that a photo is found, stored and scored in
// exactly one way.
//
// Flows in: folders, a scorer. Flows out: events (photos found, gone, scored), the
// scorers, the pictures, and the catalogue to decide in.
// Does not belong here: how photos are found (library/reconcile) or stored
// (library/catalog), who scores (app/scorers), pixels (app/pictures), what is shown
// (ui) or printed (cmd).
package shoot
