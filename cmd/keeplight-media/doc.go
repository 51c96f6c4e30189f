// Command keeplight-media is the decode worker: it turns HEIC and AVIF files
// into pixels with libheif, in a process of its own, because libheif can crash,
// loop or ask for gigabytes over a file that somebody else made.
//
// Flows in: a file's bytes on standard input, as library/worker/wire spells them.
// Flows out: upright pixels with their colour profile on standard output.
// Does not belong here: finding, starting and restarting workers
// (library/worker), converting colours (library/picture). No other package uses
// libheif.
package main
