package picture

import (
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
)

// FormatByName gives the format that a file's extension promises, or
// UnknownFormat where it promises no picture. Case does not matter.
//
// The extensions are those that cameras, phones and scanners write still photos
// under. Left out with reason: image sequences (heics, heifs, avifs, apng, gif),
// which are animations; what no decoder here reads (eip, rwz, lri, lfp, psd, jp2);
// and RAW names that are better known for something else (cap is a network trace,
// ptx an audio project). What is left out is counted: see scan.PassedOver.
func FormatByName(name string) library.Format {
	switch strings.ToLower(strings.TrimPrefix(filepath.Ext(name), ".")) {
	case "jpg", "jpeg", "jpe", "jfif", "jif", "jfi",
		"insp", // Insta360: both lenses in one JPEG
		"mpo",  // CIPA DC-007, of stereo cameras: the first picture is seen, the others follow its end
		"jps":  // stereo phones: left and right side by side in one JPEG
		return library.JPEG
	case "png":
		return library.PNG
	case "webp":
		return library.WebP
	case "tif", "tiff":
		return library.TIFF
	case "heic", "heif", "hif": // hif: Canon, Fujifilm, Nikon, Sony
		return library.HEIF
	case "avif":
		return library.AVIF
	case "jxl":
		return library.JPEGXL
	case "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "iiq", "k25", "kdc",
		"mef", "mos", "mrw", "nef", "nrw", "orf", "ori", "pef", "raf", "raw", "rw2", "rwl",
		"sr2", "srf", "srw", "x3f",
		"arq", // Sony's Pixel Shift frames joined by its own program, an ARW by its structure
		"gpr": // GoPro, a DNG by its structure
		return library.RAW
	}
	return library.UnknownFormat
}
