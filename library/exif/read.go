package exif

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/bep/imagemeta"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/raw"
)

const (
	// maxTags and maxTagBytes bound what one file's metadata can make the
	// reader do; no field that is wanted comes near.
	maxTags     = 5000
	maxTagBytes = 4096

	// headBytes is how much of a file is searched where the facts stand in
	// its head.
	headBytes = 8 << 20
)

// Read gives what the camera wrote down about the shot. Fields that are not
// written, or that no camera can have meant, are unknown. With an error, what
// was read before it is given too.
func Read(data []byte, f library.Format) (library.Capture, error) {
	c, err := read(data, f)
	return c.Capture, err
}

// ReadDated is Read that also says where the time comes from.
func ReadDated(data []byte, f library.Format) (library.Capture, TimeSource, error) {
	c, err := read(data, f)
	return c.Capture, c.source, err
}

func read(data []byte, f library.Format) (dated, error) {
	if f == library.RAW {
		return readRAW(data)
	}
	container, ok := containers()[f]
	if f == library.JPEGXL {
		container, ok = imagemeta.WebP, true // that of jxlXMP
	}
	if !ok {
		return dated{}, nil
	}
	if f == library.JPEG {
		// A whole file of fill bytes would be walked two bytes at a time.
		data = data[:min(len(data), headBytes)]
	}
	facts := tags{}
	err := facts.readAll(data, f, container)
	if f == library.JPEGXL {
		if orientation := jxlOrientation(data); orientation != 0 {
			facts["Orientation"] = orientation
		}
		data = jxlXMP(data)
	}
	c := facts.capture()
	if hasShotDate(c.source) && c.Lens != "" && c.Orientation != 0 {
		return c, err
	}
	// What a program wrote is only missing where it cannot be read.
	_ = facts.readXMP(data, container)
	if c = facts.capture(); c.source == TimeUnknown || c.source > TimeModified {
		_ = facts.readIPTC(data, container)
		c = facts.capture()
	}
	return c, err
}

// hasShotDate is true where EXIF says when the shot was taken.
func hasShotDate(s TimeSource) bool { return s == TimeOriginal || s == TimeDigitized }

// readAll adds the fields of all EXIF blocks in a file.
func (t tags) readAll(data []byte, f library.Format, container imagemeta.ImageFormat) error {
	blocks := structures(data, f)
	if len(blocks) == 0 && f == library.JPEGXL {
		return nil
	}
	if len(blocks) == 0 { // imagemeta may still make something of what is broken
		return t.read(data, container, wanted)
	}
	var errs []error
	for _, tiff := range blocks {
		own := tags{}
		errs = append(errs, own.read(tiff, imagemeta.TIFF, wanted))
		own.readSubSeconds(tiff)
		own.readNote(tiff)
		t.merge(own)
	}
	return errors.Join(errs...)
}

// HashOrientation gives the orientation that hashes of image data have counted
// from their beginning, 0 for none: that of the first EXIF block where imagemeta
// finds it, and nothing else. Read finds more by now, but hashes must stay.
func HashOrientation(data []byte, f library.Format) int {
	container, ok := containers()[f]
	if !ok {
		return 0
	}
	if f == library.JPEG {
		data = data[:min(len(data), headBytes)]
	}
	facts := tags{}
	_ = facts.read(data, container, wantedByHashes) // what can be read of damaged metadata counts
	return int(inRange(facts.number("Orientation"), 1, 8))
}

// containers gives imagemeta's names for the formats whose facts it can find.
func containers() map[library.Format]imagemeta.ImageFormat {
	return map[library.Format]imagemeta.ImageFormat{
		library.JPEG: imagemeta.JPEG, library.PNG: imagemeta.PNG, library.WebP: imagemeta.WebP,
		library.TIFF: imagemeta.TIFF, library.HEIF: imagemeta.HEIF, library.AVIF: imagemeta.AVIF,
	}
}

// readRAW finds the facts where each family of RAW files keeps them.
func readRAW(data []byte) (dated, error) {
	facts := tags{}
	r := bytes.NewReader(data)
	if blocks := raw.MetadataBlocks(r, int64(len(data))); len(blocks) > 0 { // CR3
		var errs []error
		for _, b := range blocks {
			block := data[b.Offset : b.Offset+b.Length]
			if b.Kind == "CMT3" {
				facts.readCanonBlock(block)
				continue
			}
			errs = append(errs, facts.read(block, imagemeta.TIFF, wanted))
			facts.readSubSeconds(block)
		}
		return facts.capture(), errors.Join(errs...)
	}
	if bytes.HasPrefix(data, []byte("FUJIFILM")) {
		previews, err := raw.Previews(r, int64(len(data)))
		if err != nil {
			return dated{}, err
		}
		p := previews[0]
		return read(data[p.Offset:p.Offset+p.Length], library.JPEG)
	}
	tiff := asTIFF(data)
	if tiff == nil {
		return dated{}, nil
	}
	err := facts.read(tiff, imagemeta.TIFF, wanted)
	facts.readSubSeconds(tiff)
	facts.readNote(tiff)
	if !bytes.HasPrefix(data, []byte("IIU\x00")) {
		return facts.capture(), err
	}
	if order, first, ok := tiffHeader(tiff); ok {
		facts.add(noteISO, note{tiff, order, first}.number(tagPanasonicISO))
	}
	return withPreview(facts.capture(), data), err
}

// tagPanasonicISO is the field in which an RW2 keeps its ISO.
const tagPanasonicISO = 0x0017

// withPreview adds what only the JPEG inside a Panasonic file says: the lens and
// the point of focus.
func withPreview(c dated, data []byte) dated {
	previews, err := raw.Previews(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return c
	}
	p := previews[0]
	inner, _ := read(data[p.Offset:p.Offset+p.Length], library.JPEG) // what can be read of it is enough
	if c.Lens == "" {
		c.Lens = inner.Lens
	}
	if c.Time.IsZero() {
		c.Time, c.source = inner.Time, inner.source
	}
	if !c.Focus.Known {
		c.Focus = inner.Focus
	}
	if c.Bracketing == "" {
		c.Bracketing = inner.Bracketing
	}
	return c
}

// asTIFF gives a file of the TIFF family with TIFF's own magic number, which
// Panasonic and Olympus replace with theirs, or nil for any other file.
func asTIFF(data []byte) []byte {
	if len(data) < 8 {
		return nil
	}
	var magic string
	switch string(data[:2]) {
	case "II":
		magic = "II*\x00"
	case "MM":
		magic = "MM\x00*"
	default:
		return nil
	}
	if string(data[:4]) == magic {
		return data
	}
	head := slices.Clone(data[:min(len(data), headBytes)])
	copy(head, magic)
	return head
}

// tags are the wanted EXIF fields by imagemeta's names for them.
type tags map[string]any

// wanted lists the names with the directories in which they count. A RAW file's
// other directories describe its previews.
func wanted(t imagemeta.TagInfo) bool {
	switch t.Namespace + "/" + t.Tag {
	case "IFD0/ModifyDate", "IFD0/ExifIFDP/OffsetTimeDigitized",
		"IFD0/GPSInfoIFD/GPSDateStamp", "IFD0/GPSInfoIFD/GPSTimeStamp",
		"IFD0/ExifIFDP/ExposureCompensation", "IFD0/ExifIFDP/ExposureMode", "IFD0/ExifIFDP/SubjectDistance",
		"IFD0/ExifIFDP/SerialNumber", "IFD0/CameraSerialNumber":
		return true
	}
	return wantedByHashes(t)
}

// wantedByHashes is the list from before there were more; what one field does to
// the reading of the next is part of HashOrientation.
func wantedByHashes(t imagemeta.TagInfo) bool {
	if t.Namespace != "IFD0" && t.Namespace != "IFD0/ExifIFDP" {
		return false
	}
	switch t.Tag {
	case "Make", "Model", "UniqueCameraModel", "LensModel", "Orientation",
		"DateTimeOriginal", "CreateDate", "OffsetTimeOriginal", "OffsetTime",
		"ExposureTime", "ShutterSpeedValue", "FNumber", "ApertureValue", "FocalLength",
		"SubjectArea", "ExifImageWidth", "ExifImageHeight",
		"ISO", "RecommendedExposureIndex":
		return true
	}
	return false
}

// read adds the wanted fields of a file to those that are there already; the
// first of a name stays.
func (t tags) read(data []byte, f imagemeta.ImageFormat, wanted func(imagemeta.TagInfo) bool) error {
	_, err := imagemeta.Decode(imagemeta.Options{
		R:               &budgetReader{Reader: bytes.NewReader(data), bytes: 64 << 20, calls: 1 << 18},
		ImageFormat:     f,
		Sources:         imagemeta.EXIF,
		ShouldHandleTag: wanted,
		HandleTag: func(info imagemeta.TagInfo) error {
			if _, ok := t[info.Tag]; !ok {
				t[info.Tag] = info.Value
			}
			return nil
		},
		LimitNumTags: maxTags,
		LimitTagSize: maxTagBytes,
	})
	if err != nil {
		return fmt.Errorf("reading EXIF: %w", err)
	}
	return nil
}

// errBudget says that a file's metadata leads in circles.
var errBudget = errors.New("its metadata takes too much reading")

// budgetReader gives only so many bytes in so many calls. It ends the reading
// of a file that leads in circles without a clock and without leaving a
// goroutine behind, as imagemeta's own time limit would.
type budgetReader struct {
	*bytes.Reader
	bytes, calls int
}

// Read reads like bytes.Reader until the budget is spent.
func (r *budgetReader) Read(p []byte) (int, error) {
	if err := r.spend(len(p)); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

// Seek seeks like bytes.Reader until the budget is spent.
func (r *budgetReader) Seek(offset int64, whence int) (int64, error) {
	if err := r.spend(0); err != nil {
		return 0, err
	}
	return r.Reader.Seek(offset, whence)
}

func (r *budgetReader) spend(n int) error {
	r.bytes, r.calls = r.bytes-n, r.calls-1
	if r.bytes < 0 || r.calls < 0 {
		return errBudget
	}
	return nil
}

var _ io.ReadSeeker = (*budgetReader)(nil)
