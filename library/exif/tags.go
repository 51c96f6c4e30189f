package exif

// The tags that are written, by their numbers in the EXIF 2.32 standard
// (CIPA DC-008-2019), in rising order within their directory as TIFF demands.
const (
	tagCompression = 0x0103
	tagMake        = 0x010f
	tagModel       = 0x0110
	tagOrientation = 0x0112
	tagSoftware    = 0x0131
	tagDateTime    = 0x0132
	tagThumbOffset = 0x0201
	tagThumbLength = 0x0202
	tagExifIFD     = 0x8769

	tagExposureTime       = 0x829a
	tagFNumber            = 0x829d
	tagISO                = 0x8827
	tagExifVersion        = 0x9000
	tagDateTimeOriginal   = 0x9003
	tagOffsetTimeOriginal = 0x9011
	tagExposureBias       = 0x9204
	tagSubjectDistance    = 0x9206
	tagSubSec             = 0x9290
	tagSubSecOriginal     = 0x9291
	tagSubSecDigitized    = 0x9292
	tagFocalLength        = 0x920a
	tagColorSpace         = 0xa001
	tagExposureMode       = 0xa402
	tagBodySerial         = 0xa431
	tagLensModel          = 0xa434
)

// dateLayout is EXIF's own form of a date, in Go's notation.
const dateLayout = "2006:01:02 15:04:05"
