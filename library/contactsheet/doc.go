// Package contactsheet lays photos out in rows on pages, 12 to 48 on each, as PDF or as
// one HTML file.
//
// Flows in: a title, photos with their decisions and overall scores, a function that
// gives thumbnails. Flows out: bytes; it holds one thumbnail at a time.
// Does not belong here: radars and reasons (library/report), choosing photos.
package contactsheet
