// Command keeplight-media is the decode worker: it turns HEIC and AVIF files
// into pixels with libheif, WebP files with libwebp, TIFF files with libtiff and
// JPEG XL files with libjxl, and develops RAW files with LibRaw, in a process of its
// own, because a C library can crash, loop or ask for gigabytes over a file that
// somebody else made. The build tags nowebp, notiff, nojxl and noraw leave a library
// out.
//
// Flows in: a file's bytes on standard input, as library/worker/wire spells them.
// Flows out: pixels with their colour profile on standard output.
// Does not belong here: finding, starting and restarting workers
// (library/worker), profiles (library/picture), previews in RAW files (library/raw).
// No other package uses these libraries.
package main
