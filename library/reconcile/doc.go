// Package reconcile keeps the catalogue in step with folders. It puts a row for
// every photo at once, so that a window can paint, and then reads the files:
// image hash, size, capture facts, and what is wrong with them. A photo that was
// renamed or moved is found again with all its decisions, whether its old place or
// its new one is opened first. One that another photo overwrote keeps its
// decision for when it turns up; the other one begins without.
//
// What it promises: a photo is called missing only when its folder could be read
// and the file was not in it; a file that is still being copied is not taken for
// a damaged one; nothing is ever written to the folders.
//
// Flows in: folders, through library/scan. Flows out: rows in the catalogue, and
// an Event for each change of them.
// Does not belong here: pixels for the window (library/picture), scores
// (scoring), decisions.
package reconcile
