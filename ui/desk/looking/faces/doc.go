// Package faces is the room for what is known of the faces in photos: the strips of
// close-ups below them, the keys that step through the faces, the words elsewhere, and
// the switch that turns the search off.
//
// Flows in: findings, the photos that panes show, commands. Flows out: strips, places to
// be shown at 100 %, words.
// Does not belong here: how a strip is drawn (ui/faces), how faces are found and stored
// (app/faces).
package faces
