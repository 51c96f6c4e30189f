// Package follow tells the catalogue where a moved photo is now, so that
// decisions and scores stay with it.
//
// Flows in: an export.Done, as soon as its files are in their place. Flows out:
// the photo's row with its new path.
// Does not belong here: moving files (library/export), finding photos that
// somebody else moved (library/reconcile).
package follow
