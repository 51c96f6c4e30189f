// Package library holds the words that everyone in Keeplight shares: a photo,
// what the person decided about it, what the camera said about it, and how it
// was scored. Everything here is plain data without files, clocks or windows.
//
// Flows in: nothing. Flows out: types for every other package.
// Does not belong here: reading files (library/picture, library/exif), storing
// (library/catalog), judging (scoring), drawing (ui).
package library
