package picture

import "encoding/binary"

// The JPEG markers that matter here (ITU-T T.81, table B.1).
const (
	markerSOF0  = 0xc0 // baseline
	markerSOF1  = 0xc1 // the same with more tables
	markerSOF2  = 0xc2 // progressive
	markerSOF10 = 0xca // the same in arithmetic coding
	markerDHT   = 0xc4
	markerJPG   = 0xc8
	markerDAC   = 0xcc
	markerRST0  = 0xd0
	markerSOI   = 0xd8
	markerEOI   = 0xd9
	markerSOS   = 0xda
	markerDQT   = 0xdb
	markerDRI   = 0xdd
	markerAPP0  = 0xe0
	markerAPP1  = 0xe1
	markerAPP2  = 0xe2
	markerAPP14 = 0xee
	markerAPP15 = 0xef
	markerCOM   = 0xfe
)

// segment is one marker of a JPEG with its payload, which has no length bytes.
type segment struct {
	marker  byte
	payload []byte
	end     int // where the next marker may begin
}

// segments calls fn for the segments from data's start up to the first scan or
// the end, whichever comes first; fn stops the walk with false. It gives the
// place behind the last segment that was whole.
func segments(data []byte, fn func(segment) bool) int {
	if len(data) < 2 || data[0] != 0xff || data[1] != markerSOI {
		return 0
	}
	at := 2
	for {
		// Decoders skip what stands between segments, and some programs leave
		// a few bytes there.
		next := nextMarker(data, at)
		if next < 0 {
			return at
		}
		s, ok := segmentAt(data, next)
		if !ok {
			return at
		}
		at = s.end
		if !fn(s) || s.marker == markerSOS || s.marker == markerEOI {
			return at
		}
	}
}

// segmentAt reads the segment at a place. ok is false where there is none or
// data ends within it.
func segmentAt(data []byte, at int) (segment, bool) {
	if at+2 > len(data) || data[at] != 0xff || data[at+1] == 0 {
		return segment{}, false
	}
	marker := data[at+1]
	if marker == markerEOI || marker == markerSOI || marker >= markerRST0 && marker < markerSOI {
		return segment{marker: marker, end: at + 2}, true
	}
	if at+4 > len(data) {
		return segment{}, false
	}
	end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	if end < at+4 || end > len(data) {
		return segment{}, false
	}
	return segment{marker: marker, payload: data[at+4 : end], end: end}, true
}

// frame is what a JPEG's frame header says of its picture.
type frame struct {
	width, height int
	components    int
	samples       int64 // all components' samples, which is what a decoder may hold
	progressive   bool
	scans         bool // its first scan has not all components, so that there are several
}

const noPicture = "the file is damaged: it ends before its picture begins"

// readFrame reads the frame header of a JPEG.
func readFrame(data []byte) (frame, error) {
	var f frame
	var found, scan segment
	segments(data, func(s segment) bool {
		if s.marker == markerSOS {
			scan = s
		}
		if found.marker == 0 && s.marker >= markerSOF0 && s.marker <= 0xcf && s.marker != markerDHT && s.marker != markerJPG && s.marker != markerDAC {
			found = s
		}
		return true
	})
	p := found.payload
	if len(p) < 6 || len(p) < 6+3*int(p[5]) {
		return f, problemf(ErrDamaged, noPicture)
	}
	if p[0] != 8 {
		return f, problemf(ErrUnsupported, "this is a JPEG of %d bits per channel, and only those of 8 can be read", p[0])
	}
	f.height, f.width = int(binary.BigEndian.Uint16(p[1:])), int(binary.BigEndian.Uint16(p[3:]))
	f.components = int(p[5])
	f.progressive = found.marker == markerSOF2 || found.marker == markerSOF10
	f.scans = len(scan.payload) > 0 && int(scan.payload[0]) < f.components
	f.samples = countSamples(f, p[6:])
	return f, nil
}

// countSamples adds up the components' samples, which subsampling makes fewer.
func countSamples(f frame, components []byte) int64 {
	var most, all int64
	for i := range f.components {
		factors := int64(components[3*i+1])
		area := (factors >> 4) * (factors & 15)
		most, all = max(most, area), all+area
	}
	if most == 0 {
		return 0
	}
	return int64(f.width) * int64(f.height) * all / most
}

// check refuses frames that ask for more than the limits, whatever the scale.
func (f frame) check() error {
	if f.width == 0 || f.height == 0 {
		return problemf(ErrDamaged, "the file is damaged: its header says %d x %d pixels", f.width, f.height)
	}
	if int64(f.width)*int64(f.height) > maxSourcePixels {
		return problemf(ErrTooManyPixels, "the picture is too large: %d x %d pixels", f.width, f.height)
	}
	if f.isHeldWhole() && 2*f.samples > maxWorkBytes {
		return problemf(ErrTooManyPixels, "the picture is too large: a progressive JPEG, or one of several scans, of %d x %d pixels needs more than %d MB to decode",
			f.width, f.height, maxWorkBytes>>20)
	}
	return nil
}

// isHeldWhole is true where libjpeg holds all coefficients, 2 bytes each, before
// the first row comes out.
func (f frame) isHeldWhole() bool { return f.progressive || f.scans }

// standardBytesPerPixel is what image/jpeg holds while it decodes: the samples,
// and of a progressive picture also its coefficients of 4 bytes.
func (f frame) standardBytesPerPixel() int64 {
	perSample := int64(1)
	if f.progressive {
		perSample = 5
	}
	return perSample * int64(f.components)
}

// beginsMarker is true for the two bytes of a marker that ends scan data.
func beginsMarker(a, b byte) bool {
	return a == 0xff && b != 0 && b != 0xff && (b < markerRST0 || b >= markerSOI)
}
