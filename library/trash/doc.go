// Package trash puts files into the trash that the desktop's file manager shows, and
// brings them back, as freedesktop.org's Trash Specification 1.0 says (Leuner and
// Larsson, 2014). A file stays on its volume and is only ever renamed: where a volume
// has no trash that can be used, it stays where it is.
//
// Nothing in the trash is lost when the program ends in the middle: a file is claimed
// first (Claim writes where it came from), then renamed (Move); the two can be done
// again, and undone (Back), from wherever they were ended.
//
// Flows in: paths of files. Flows out: where they are in the trash.
// Does not belong here: which photos are meant and what is recorded of them
// (app/jobs), emptying the trash.
package trash
