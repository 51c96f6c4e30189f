// Package raw finds the previews that cameras put into their RAW files (JPEGs, and in
// a DNG 1.7 perhaps JPEG XL), and what a DNG says of its sensor's data. Nearly every
// RAW file that a camera writes carries a preview, often at full size, and it shows
// what the photographer saw on the camera's screen.
//
// Flows in: a file as io.ReaderAt. Flows out: where its previews and its sensor's
// data lie, and where its capture facts lie if they are not where TIFF would have
// them.
// Does not belong here: decoding the previews (library/picture), understanding
// the facts (library/exif), developing sensor data (cmd/keeplight-media).
//
// The layouts follow ExifTool's tables (Phil Harvey) and the standards TIFF 6.0,
// DNG 1.7, CIFF 1.0 and ISO/IEC 14496-12. All reading is bounded: a file that
// points everywhere costs some thousand short reads, then the search ends with
// what was found.
package raw
