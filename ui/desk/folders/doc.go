// Package folders opens and closes folders of photos and takes in what is read
// from them.
//
// Flows in: paths that a person names, drops or opened last time, and the events
// of a shoot. Flows out: photos and scores for the session, rows for the left
// panel, and why nothing is shown.
// Does not belong here: reading (app/shoot), filtering (ui/desk/filtering).
package folders
