// Package catalog keeps what Keeplight knows: which photos there are, what the
// person decided about each, how each was scored, what models wrote about that,
// and the settings. It is one SQLite file, catalog.db, that only one program
// writes; thumbs.db beside it holds thumbnails and may be thrown away at any
// time.
//
// # What is kept
//
// A step of the undo journal has a kind, which says what it changed, and an
// origin, the person or another program's sidecar. Doing, undoing and redoing go
// through one table of statements by kind; a kind that a newer version made is
// refused in words and stays. Sentences (reasons, problems, what a step did) are
// library.Message; text that an older version stored stays as it is.
//
// The outbox lists photos whose sidecars are to be written. It is filled in the
// transaction of each change, once a photo, but only below folders for which the
// person chose so, the innermost answer counting; choosing it queues whatever was
// decided there before. What was read from sidecars is an undo step of their origin
// and is never queued to be written back. Corrections of groups, findings in
// pictures, sidecars, conflicts with them and what came from cards have tables of
// their own.
//
// # What is promised
//
// A call that writes and returns nil has written: the decision and its entry in
// the undo journal are one transaction, and SQLite (WAL, synchronous=FULL) has
// asked the disk to keep it before the call returns. A call that returns an
// error has written nothing, SaveScores' rows apart. A killed program or a power
// cut loses no returned decision, and leaves no half of one.
//
// A catalogue that is damaged, or that a newer program made, is refused before
// anything in it is touched. Before an older one is migrated, a backup is made,
// checked whole and by the rows of its tables, and named in Upgrade; a migration
// that was killed starts again. A catalogue is made, migrated, backed up and
// restored under a temporary name or in a transaction, so that none of these
// leaves half a file. A restore keeps the replaced file under another name.
//
// Findings that are deleted are overwritten in the file, and no backup holds any: they
// can be found again.
//
// A photo's row, its ID and its decisions stay when its file goes missing,
// changes, or turns up elsewhere. Scores hang on the hash of the image data, so
// copies share them and an edited tag keeps them. So do explanations, which stay
// when the score that they explain goes or changes.
//
// Flows in: facts about files, marks, scores, explanations, findings. Flows out:
// library.Photo, library.Score, library.Explanation.
// Does not belong here: looking at files (library/scan, library/picture),
// choosing and ordering photos (library/query).
package catalog
