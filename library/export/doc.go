// Package export brings chosen photos to another folder: copied and proven,
// moved, or linked, under names made from a template, with their RAW or JPEG
// partners and sidecars beside them under the same new name.
//
// A Plan says beforehand what will be called what, and what to look out for.
// Running it never replaces a file, never leaves half of one, and goes on with
// the next photo when one cannot be brought over.
//
// Flows in: photos in the order in which they are to be numbered, Options.
// Flows out: a Plan, what arrived, photo by photo, and a Report of what was done.
// The catalogue is not told here: the caller of a move passes on what arrived
// (follow).
// Does not belong here: how a single file is brought over safely (verified),
// changing pixels or tags.
package export
