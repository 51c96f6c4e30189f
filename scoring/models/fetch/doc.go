// Package fetch downloads one large file whose size and digest are known
// beforehand, and gives it its name only when they fit: there is never a half
// file that looks whole.
//
// What has arrived lies beside the file as NAME.part, survives interruptions and
// restarts, and is gone on with by a range request. Only HTTPS is spoken, also
// after redirects. Where the bytes come from is not trusted at all: the digest
// decides.
//
// It is our own code on net/http, because the download libraries that were
// looked at each lack some of this: go-getter follows redirects to plain HTTP
// and does not resume tar archives, grab renames before it has checked, and
// neither bounds an answer by an announced size or leaves room on the disk.
//
// Flows in: an address, a size, a SHA-256. Flows out: a file, and how far it is.
// Does not belong here: what is fetched and where that is written down
// (scoring/models), archives (scoring/models/unpack).
package fetch
