// Command keeplight-media is the decode worker: it turns HEIC and AVIF files
// into pixels with libheif and WebP files with libwebp, in a process of its own,
// because a C library can crash, loop or ask for gigabytes over a file that
// somebody else made. The build tag nowebp leaves libwebp out.
//
// Flows in: a file's bytes on standard input, as library/worker/wire spells them.
// Flows out: upright pixels with their colour profile on standard output.
// Does not belong here: finding, starting and restarting workers
// (library/worker), converting colours (library/picture). No other package uses
// these two libraries.
package main
