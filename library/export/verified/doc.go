// Package verified brings a file into a folder so that it is either there whole
// and proven, or not there at all, and so that nothing that stood there before
// is lost.
//
// A file is staged under a hidden name, read back and compared, and only then
// published under its own name, which fails where that name is taken. The
// source is opened for reading only; its bytes and times do not change.
//
// Flows in: a source's path and an open folder. Flows out: a File to publish.
// Does not belong here: which files, and what they are called
// (library/export).
package verified
