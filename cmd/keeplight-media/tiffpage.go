package main

import "fmt"

// TIFF's numbers for what the samples of a pixel mean (TIFF 6.0, tag 262, and
// its technical notes).
const (
	photometricWhiteIsZero = 0
	photometricBlackIsZero = 1
	photometricRGB         = 2
	photometricPalette     = 3
	photometricMask        = 4
	photometricInks        = 5
	photometricYCbCr       = 6
	photometricLab         = 8 // a and b have a sign
	photometricICCLab      = 9 // a and b lie around the middle
	photometricITULab      = 10
	photometricCFA         = 32803
	photometricLinearRAW   = 34892
)

// TIFF's numbers for how a sample is written (tag 339).
const (
	formatUnsigned = 1
	formatSigned   = 2
	formatFloat    = 3
	formatVoid     = 4
)

// TIFF's numbers for compressions (tag 259) that matter here.
const (
	compressionJPEG = 7
	compressionJBIG = 34661
)

const alphaPremultiplied = 1 // TIFF's ExtraSamples

// tiffPage is what one page of a TIFF says of its picture, in TIFF's own numbers.
type tiffPage struct {
	width, height         int
	tileWidth, tileHeight int // 0 for strips
	stripRows             int
	bits, samples, extras int // extras are those of samples that are no colours
	format, photometric   int
	compression           int
	separate              bool // each sample has a plane of its own
	orientation, inkSet   int
	isDisplayed           bool // its floats are 0..1 as a display shows them
	alpha, alphaAt        int  // kind and place of the transparency; 0 for none
}

// unreadable says why a page is of a kind that is beyond this program, or "".
func (p *tiffPage) unreadable() string {
	switch {
	case p.photometric == photometricCFA || p.photometric == photometricLinearRAW:
		return "it holds a sensor's raw data"
	case p.photometric == photometricInks && p.inkSet != inkSetCMYK:
		return "it is separated into other inks than cyan, magenta, yellow and black"
	case p.format > formatVoid:
		return "its samples are complex numbers"
	}
	return ""
}

const inkSetCMYK = 1

// isJPEGOfYCbCr is true where libjpeg can turn the colours.
func (p *tiffPage) isJPEGOfYCbCr() bool {
	return p.compression == compressionJPEG && p.photometric == photometricYCbCr && !p.separate && p.bits == 8
}

// colours is how many samples of a pixel are colours, as far as its kind is
// known here, else 0.
func (p *tiffPage) colours() int {
	there, want := p.samples-p.extras, 0
	switch p.photometric {
	case photometricWhiteIsZero, photometricBlackIsZero:
		// Some programs write colour and leave it called grey.
		if want = 1; there == 3 {
			want = 3
		}
	case photometricPalette, photometricMask:
		want = 1
	case photometricRGB, photometricLab, photometricICCLab:
		want = 3
	case photometricInks:
		want = 4
	}
	if there < want {
		return 0
	}
	return want
}

// shownColours is how many channels the pixels have once they are painted, which
// a profile has to be for.
func (p *tiffPage) shownColours() int {
	if p.photometric == photometricPalette || p.photometric == photometricYCbCr {
		return 3
	}
	return p.colours()
}

// isLab is true for colours of CIE L*a*b*.
func (p *tiffPage) isLab() bool {
	return p.photometric == photometricLab || p.photometric == photometricICCLab
}

// isKnownLab is true for the ways in which L*a*b* is written: whole numbers of 8 or
// 16 bits, or floats.
func (p *tiffPage) isKnownLab() bool {
	return p.format != formatFloat && (p.bits == 8 || p.bits == 16) || p.format == formatFloat && p.bits == 32
}

// hasKnownSamples is true where the samples are turned into colours here; the
// rest is left to libtiff.
func (p *tiffPage) hasKnownSamples() bool {
	if p.colours() == 0 || p.isLab() && !p.isKnownLab() || p.photometric == photometricPalette && p.bits > 16 {
		return false
	}
	switch p.format {
	case formatFloat:
		return p.bits == 16 || p.bits == 24 || p.bits == 32 || p.bits == 64
	case formatSigned:
		return p.bits == 8 || p.bits == 16 || p.bits == 32
	}
	return p.bits >= 1 && p.bits <= 32
}

// isOpenEnded is true for samples of which the bits do not say what is white.
func (p *tiffPage) isOpenEnded() bool { return p.format == formatFloat || p.bits > 16 }

// keepsProfile is true where the pixels come in the profile's colours: 8 bits are
// converted as those of other formats are, more before they become 8.
func (p *tiffPage) keepsProfile() bool {
	if !p.hasKnownSamples() {
		return p.photometric == photometricYCbCr
	}
	return p.bits <= 8 && !p.isLab() && p.photometric != photometricInks && p.alpha != alphaPremultiplied
}

// compressionName is what people call a compression.
func compressionName(n int) string {
	names := map[int]string{
		6: "the JPEG of TIFF 6.0", compressionJPEG: "JPEG", 8: "Deflate", 9: "JBIG", 10: "JBIG",
		compressionJBIG: "JBIG", 32946: "Deflate", 33003: "JPEG 2000", 33004: "JPEG 2000", 33005: "JPEG 2000", 34712: "JPEG 2000",
		32809: "ThunderScan", 32908: "Pixar's Film", 32909: "Pixar's Log", 34676: "SGI's LogLuv", 34677: "SGI's LogLuv",
		34887: "LERC", 34892: "lossy JPEG", 34925: "LZMA", 34933: "PNG", 34934: "JPEG XR", 22610: "JPEG XR",
		50000: "ZSTD", 50001: "WebP", 50002: "JPEG XL", 52546: "JPEG XL",
	}
	if name, ok := names[n]; ok {
		return name
	}
	return fmt.Sprintf("a method that is not known (%d)", n)
}
