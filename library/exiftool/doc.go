// Package exiftool asks Phil Harvey's ExifTool, where it is installed, for the
// previews of RAW files in which library/raw finds none.
//
// Flows in: a file's path. Flows out: the bytes of a JPEG.
// Does not belong here: capture facts (library/exif), decoding (library/picture).
//
// One process stays open for all files (-stay_open), because starting it takes a
// hundred times as long as asking it. It is never given a shell, and no original but
// a copy in the temporary folder, under a name that it can take for no option: so no
// time of an original changes. It has a time for each file and a bound on its answer,
// and is restarted after it has broken either.
package exiftool
