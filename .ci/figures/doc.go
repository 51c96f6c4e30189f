// Command figures measures the shape of this repository's own code and fails
// where a figure has passed its bound, so that no part of it grows into one that
// knows everything.
//
// Flows in: the Go files below a folder, parsed and not built. Flows out: a
// table with each figure, its bound and the worst offender; every violation by
// file and line; exit status 1 where there is one.
// Does not belong here: who may import whom (.depguard.yaml), formatting, and
// what vet and staticcheck find.
//
// Tests are left out of all figures: a table of cases may be as long as it needs
// to be, and nothing imports it. Files for every system and build tag count.
package main
