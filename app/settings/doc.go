// Package settings is what the program remembers from one start to the next, each
// part typed and stored under the name of its owner.
//
// Flows in: the catalogue's settings, changed values. Flows out: values that are
// within their bounds whatever was stored, and the rows of what changed.
// Does not belong here: what a setting does (its owner), older shapes of the rows
// (library/catalog's migrations).
package settings
