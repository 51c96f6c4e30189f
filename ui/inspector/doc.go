// Package inspector is the right panel: one photo's number, radar, ten values,
// the reason in words, and the capture facts, read top down.
//
// Flows in: a plain View. Flows out: nothing; it advises and decides nothing.
// Does not belong here: finding or scoring the photo.
package inspector
