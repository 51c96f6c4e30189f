// Package exif reads what the camera wrote down about a shot from the bytes of
// a picture file, and writes the few fields that made-up pictures carry.
//
// Flows in: a whole file's bytes and its format. Flows out: library.Capture,
// cleaned of what no camera can have meant.
// Does not belong here: opening files, pixels, previews in RAW files
// (library/raw), XMP ratings and sidecars.
package exif
