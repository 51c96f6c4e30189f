// Package fingerprint says how alike two pictures look, by a few hundred bytes
// made from a thumbnail: a perceptual hash that bears other exposure, a hand that
// moves and a person who does, and that finds where two frames of a panorama overlap.
//
// Flows in: the pixels of thumbnails, and stored bytes. Flows out: fingerprints,
// likeness 0..1, shifts as parts of the frame.
// Does not belong here: which photos form a group (library/burst), how thumbnails
// are made (app/pictures), equality of files (library.Hash).
package fingerprint
