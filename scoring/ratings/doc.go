// Package ratings reads what people said of photos, from the files in which data
// sets publish it and from any table with a file and a score column.
//
// Flows in: an open file that nobody vouches for. Flows out: a rating a photo, with
// how it was read, or an error that names line and column.
// Does not belong here: finding the photos (app/evaluating), comparing them with
// scores (scoring/agreement).
package ratings
