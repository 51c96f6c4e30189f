// Package faces shows close-ups of the faces in a photo in a strip: at 1:1, the same
// person in the same column through a stack, with what is known of the eyes.
//
// Flows in: a photo, the faces that were found in it and in the frames of its stack,
// and a reader of parts of photos. Flows out: pixels on the screen, words, and the face
// that was clicked.
// Does not belong here: how faces are found (scoring/faces, app/faces), where the photo
// goes when a face is chosen (ui/desk/looking/faces).
package faces
