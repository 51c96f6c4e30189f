// Package details says of a photo what the views show: a cell's words, the
// inspector's facts and numbers, the chips over the loupe.
//
// Flows in: a session. Flows out: view values.
// Does not belong here: drawing, and what is decided of the photo.
package details
