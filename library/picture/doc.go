// Package picture turns a picture file's bytes into upright pixels: it tells
// formats apart, decodes at about the size that is wanted, applies the EXIF
// orientation, and keeps bounded caches of the results.
//
// Flows in: bytes or a path, and the long side that is wanted. Flows out:
// opaque RGBA pixels with what is known about them, JPEG bytes, hashes of image
// data.
// Does not belong here: capture facts (library/exif), finding previews inside
// RAW files (library/raw), judging pictures (scoring), drawing (ui).
//
// Untrusted bytes are met with bounds, not with hope: every decoder here gets
// its picture's size checked before it may allocate.
package picture
