// Package rendition writes JPEGs for the web and for clients: pixels in sRGB with their
// profile, and beside them as much of what is known of the photo as the person wants.
//
// Flows in: an upright picture, the facts and words of its photo. Flows out: the bytes
// of a JPEG file.
// Does not belong here: decoding and scaling (library/picture), naming and writing
// files (app/jobs).
package rendition
