// Package faces finds the faces in a photo, says whether their eyes look open, and
// measures how sharp the eyes are. It says nothing about who somebody is.
//
// # Finding
//
// A detector looks at the preview (look): at all of it, at all of it from twice as far,
// because a face that fills the photo is too large for the detector, and at six
// squares; where there are many or small faces at twenty more. What several looks saw
// becomes one (detection). A mesh then looks at each face twice, cropped level and, if
// it is small, from the full picture (inspect, mesh). A face on which the mesh finds no
// features is turned away where the detector is sure of it, else none; one of which the
// detector is not sure has to convince the mesh more, because animals and the windows
// of houses convince the detector.
//
// # Eyes
//
// What lids look like is said by the gap between them over the eye's width, from the
// mean of both eyes, in three bands: closed, open, and between them unknown (eyes). It
// is unknown too where an eye is too small, cut by the border or turned away, and where
// both differ, as they do in a wink. Lids that are apart with no iris seen between them,
// as on very dark skin and behind dark glasses, are unknown too (eyeball).
//
// Focus is the share of an eye's detail that is of the finest scale, at full size and
// without noise (focus, noise). It is comparable between frames of one scene. Alone, an
// eye is only called soft where another part of the photo is sharper (soft, elsewhere).
//
// For scores, Tiles reads the tile around the nearer eye of a face that is at least 128
// pixels wide (eyetile), whatever its lids do; a face also says how much of it the frame
// cuts off.
//
// Pixels are read by whole numbers and networks run in a fixed order, so that equal
// pictures give equal faces. At most partPixels of the full picture are held at a time.
//
// Flows in: scoring.Subject and two networks' files. Flows out: library.Face, left to
// right, and the values by which the catalogue keeps one.
// Does not belong here: running networks (scoring/tflite), storing what was found,
// the order in which photos are searched (app/faces).
package faces
