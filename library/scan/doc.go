// Package scan finds photos in folders and notices when they change. Walk lists
// what is there now; Watcher says what appeared, changed or went, once a file
// has stopped growing. Both join the files of one shot (RAW, JPEG, sidecars) by
// their stem, and leave out folders of systems and other programs (library/leftout).
//
// Flows in: folders. Flows out: catalog.File values and changes, and what was passed
// over.
// Does not belong here: opening or judging a file's bytes (library/picture,
// library/reconcile), deciding what a change means for the catalogue
// (library/reconcile).
package scan
