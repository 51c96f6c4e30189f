// Package faces finds the faces in a photo, says whether their eyes look open, and
// measures how sharp the eyes are. It says nothing about who somebody is.
//
// Flows in: scoring.Subject and two networks' files. Flows out: library.Face, left to
// right, and the values by which the catalogue keeps one.
// Does not belong here: running networks (scoring/tflite), storing what was found,
// the order in which photos are searched (app/faces).
package faces
