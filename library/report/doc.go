// Package report writes scores for other programs and for people: JSON lines,
// CSV, and one HTML page that needs nothing else.
//
// Flows in: rows, one photo each. Flows out: text. The same rows always give
// the same bytes, except where a row's own facts differ.
// Does not belong here: scoring, reading photos; thumbnails come from a
// function that the caller gives.
package report
