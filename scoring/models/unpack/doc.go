// Package unpack takes shared libraries out of a release archive (.zip or
// .tar.gz). It trusts nothing in it: of every entry only the last part of its
// name is used, everything lands in one flat folder, and names that try to leave
// it, devices, hard links, links to elsewhere, repeated names and more bytes than
// allowed are refused.
//
// Flows in: an archive, an empty folder. Flows out: files in that folder.
// Does not belong here: where archives come from, when the folder is given its
// name (scoring/models).
package unpack
