// Package rescue shows the small window that stands in for the program's where the
// catalogue cannot be opened.
//
// Flows in: why, and what can take the catalogue's place. Flows out: which of that the
// person chose.
// Does not belong here: finding and restoring backups (library/catalog).
package rescue
