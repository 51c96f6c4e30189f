// Package leftout knows the folders in which no photos are looked for: hidden ones,
// and those that systems and other programs keep for themselves.
//
// Flows in: names and paths. Flows out: whether to read there, and whether a person
// should hear of it.
// Does not belong here: what a person leaves out (scan.Options), walking (library/scan).
package leftout
