// Package grid is the work place: a virtualised wall of photographs with their
// flag, stars and score.
//
// Flows in: a Source that says what each place shows, and thumbnails. Flows
// out: clicks, and which photos are in view.
// Does not belong here: which photos are shown and in which order (ui/session),
// decoding (library/picture).
package grid
