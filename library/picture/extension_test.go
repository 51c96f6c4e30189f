package picture

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func TestTheNamesThatCamerasAndPhonesGivePhotosAreKnown(t *testing.T) {
	for name, want := range map[string]library.Format{
		"a.JPG": library.JPEG, "a.jpe": library.JPEG, "a.jfif": library.JPEG, "a.jif": library.JPEG, "a.JFI": library.JPEG,
		"IMG_20250601_120000_00_001.insp": library.JPEG, "DSCF0001.MPO": library.JPEG, "a.jps": library.JPEG,
		"GOPR0001.GPR": library.RAW, "DSC00001.ARQ": library.RAW, "a.dng": library.RAW,
		"a.heic": library.HEIF, "a.heif": library.HEIF, "DSC00001.HIF": library.HEIF, "a.avif": library.AVIF,
		"a.jxl": library.JPEGXL, "a.webp": library.WebP, "a.tif": library.TIFF, "a.png": library.PNG,
		// No still photos, or none that anything here reads.
		"a.heics": library.UnknownFormat, "a.gif": library.UnknownFormat, "a.insv": library.UnknownFormat,
		"a.mov": library.UnknownFormat, "a.psd": library.UnknownFormat, "a.eip": library.UnknownFormat,
		"capture.cap": library.UnknownFormat, "a.jpg_original": library.UnknownFormat, "jpg": library.UnknownFormat,
	} {
		if got := FormatByName(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestAFileIsReadByItsBytesWhateverItIsCalled(t *testing.T) {
	jpeg, png := phototest.PlainJPEG(phototest.Scene(32, 24, 1), 90), mustPNG(phototest.Scene(32, 24, 1))
	for name, c := range map[string]struct {
		data []byte
		want library.Format
	}{
		"a.insp": {jpeg, library.JPEG}, "a.mpo": {jpeg, library.JPEG}, "a.jps": {jpeg, library.JPEG}, "a.jif": {jpeg, library.JPEG},
		"a.gpr": {jpeg, library.JPEG}, "a.hif": {jpeg, library.JPEG}, "a.jxl": {jpeg, library.JPEG},
		"b.insp": {png, library.PNG}, "b.mpo": {png, library.PNG},
		"c.gpr": {[]byte("II*\x00\x08\x00\x00\x00"), library.RAW}, "c.arq": {[]byte("II*\x00\x08\x00\x00\x00"), library.RAW},
		"c.insp": {[]byte("II*\x00\x08\x00\x00\x00"), library.TIFF},
		"d.jxl":  {[]byte("\xff\x0a\x00\x00"), library.JPEGXL}, "d.jpg": {[]byte("\xff\x0a\x00\x00"), library.JPEGXL},
		"e.insp": {[]byte("no picture at all"), library.UnknownFormat},
	} {
		if got := Sniff(c.data, name); got != c.want {
			t.Errorf("%s is %q, want %q", name, got, c.want)
		}
	}
}
