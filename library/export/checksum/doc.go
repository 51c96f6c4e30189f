// Package checksum keeps the list of SHA-256 digests that lies in a folder of copies, in
// the form that `sha256sum -c` of GNU coreutils checks.
//
// Flows in: an open folder, the names and digests of files that were written into it.
// Flows out: the folder's list, with those in it and all else that it held.
// Does not belong here: which files are listed (library/export, app/jobs), copying and
// proving them (library/export/verified).
package checksum
