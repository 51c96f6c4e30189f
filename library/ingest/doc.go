// Package ingest copies the photos and films of a memory card into one or two folders,
// proven and under names made from a template, each photo with its RAW or JPEG, its
// sidecars and its voice memo under one new stem.
//
// The card is opened for reading alone, what was copied in before is known by its
// content, and a run that was interrupted is finished by the next one.
//
// Flows in: a card's folder, Options, and what was copied in before. Flows out: a Plan,
// what has arrived, photo by photo, and a Report.
// Does not belong here: how a file is brought over safely (library/export/verified), what
// a template means (library/export), and which cards there are (library/volumes).
package ingest
