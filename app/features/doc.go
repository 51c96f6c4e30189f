// Package features describes photos by the numbers of a small network once nothing else is
// to do, for My taste to learn from.
//
// Flows in: the catalogue's photos, previews, and whether anybody is at work. Flows out:
// vectors by image hash, which are kept beside the thumbnails and may be gone at any time.
// Does not belong here: the network (scoring/features), and learning (app/taste).
package features
