// Package faces looks for faces in the photos of a shoot after all that a person
// waits for, keeps what was found in the catalogue, and forgets all of it when it is
// switched off.
//
// Flows in: photos, a finder, what a person looks at. Flows out: the faces of each
// photo, and which photos have news.
// Does not belong here: how a face is found (scoring/faces), what it is called on
// the screen (ui, cmd), and whose face it is, which nothing here asks.
package faces
