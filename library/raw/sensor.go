package raw

import (
	"encoding/binary"
	"fmt"
	"io"
)

// Sensor is what a TIFF directory says of the data that came from the sensor.
type Sensor struct {
	Width, Height int  // pixels, with those at the edges that are not shown
	Compression   int  // TIFF's number
	Bits          int  // of a sample
	IsFloat       bool // samples are floating point
	IsTiled       bool // the data lie in tiles
	IsDNG         bool // the file describes its camera
	IsCut         bool // the file ends before the data do
	PointsBeyond  bool // the file's directories point at anything behind its end, as in what is left of a larger file

	parts parts
}

// parts are the strips or tiles that the data lie in, and the directory that says
// so.
type parts struct {
	directory       int64
	order           binary.ByteOrder
	width, height   int // of a tile, or of a strip as wide as the data
	samples         int // of a pixel
	isPlanar        bool
	places, lengths []int64 // from the start of the file
	size            int64   // of the file
}

// Fields of TIFF/EP and DNG that lead to sensor data.
const (
	tagWidth          = 0x0100
	tagHeight         = 0x0101
	tagBits           = 0x0102
	tagPhotometric    = 0x0106
	tagSamples        = 0x0115
	tagStripRows      = 0x0116
	tagPlanar         = 0x011c
	tagTileWidth      = 0x0142
	tagTileHeight     = 0x0143
	tagTileOffsets    = 0x0144
	tagSampleFormat   = 0x0153
	tagTileLengths    = 0x0145
	tagDNGVersion     = 0xc612
	photometricCFA    = 32803
	photometricLinear = 34892
)

// SensorOf finds the largest sensor data in a file of the TIFF family whose
// directories say that they are such, as DNG and TIFF/EP have it. ok is false for
// all others, of which only IsDNG and PointsBeyond are told.
func SensorOf(r io.ReaderAt, size int64) (s Sensor, ok bool) {
	f := &finder{file: newFile(r, size), seen: map[int64]bool{}}
	f.visit = func(fields map[uint16]field, base, at int64) {
		if _, dng := fields[tagDNGVersion]; dng {
			s.IsDNG = true
		}
		ok = f.takeSensor(&s, fields, base, at) || ok
	}
	f.search()
	s.PointsBeyond = f.beyond
	return s, ok
}

// takeSensor fills in what the directory at a place says if it describes larger
// sensor data than those found before.
func (f *file) takeSensor(s *Sensor, fields map[uint16]field, base, at int64) bool {
	const most, float = 1 << 20, 3
	kind, w, h := fields[tagPhotometric].value, fields[tagWidth].value, fields[tagHeight].value
	if kind != photometricCFA && kind != photometricLinear || w > most || h > most || int(w)*int(h) <= s.Width*s.Height {
		return false
	}
	_, tiled := fields[tagTileOffsets]
	*s = Sensor{
		Width: int(w), Height: int(h), Compression: int(fields[tagCompression].value), Bits: int(f.first(fields[tagBits], base)),
		IsFloat: f.first(fields[tagSampleFormat], base) == float, IsTiled: tiled, IsDNG: s.IsDNG,
		parts: f.partsOf(fields, base, at),
	}
	s.IsCut = s.parts.reachBeyond()
	return true
}

// partsOf reads where the strips or tiles lie that a directory describes.
func (f *file) partsOf(fields map[uint16]field, base, at int64) parts {
	const planar = 2
	p := parts{
		directory: at, order: f.order, size: f.size, samples: int(max(fields[tagSamples].value, 1)), isPlanar: fields[tagPlanar].value == planar,
		width: int(fields[tagWidth].value), height: int(fields[tagStripRows].value),
	}
	places, lengths := fields[tagStripOffsets], fields[tagStripLengths]
	if tiles, tiled := fields[tagTileOffsets]; tiled {
		places, lengths = tiles, fields[tagTileLengths]
		p.width, p.height = int(fields[tagTileWidth].value), int(fields[tagTileHeight].value)
	}
	p.places, p.lengths = f.numbers(places, base), f.numbers(lengths, base)
	for i := range p.places {
		p.places[i] += base
	}
	return p
}

// Sound is the share of the rows, from the first one down, whose data the file
// holds, 0..1: of compressed data about so many.
func (s Sensor) Sound() float64 {
	if !s.IsCut || s.Height <= 0 || s.parts.width <= 0 || s.parts.height <= 0 {
		return 1
	}
	sound := s.Height
	p := &s.parts
	for i := range min(len(p.places), len(p.lengths)) {
		there := p.size - p.places[i]
		if there >= p.lengths[i] {
			continue
		}
		top := i / p.across(s) * p.height
		rows := min(p.height, s.Height-top)
		if there > 0 && !s.IsTiled { // of a tile nothing is sure
			top += int(float64(rows) * float64(there) / float64(p.lengths[i]))
		}
		sound = min(sound, top)
	}
	return float64(max(sound, 0)) / float64(s.Height)
}

// Stored is how the data are compressed, in words for people that follow "are".
func (s Sensor) Stored() string {
	switch s.Compression {
	case 0, 1:
		return "uncompressed, " + s.samples()
	case compressionJPEG:
		return "compressed as JPEG, " + s.samples()
	case 8, 32946:
		return "compressed with Deflate, " + s.samples()
	case 34892:
		return "compressed as lossy JPEG"
	case 52546:
		return "compressed as JPEG XL"
	case 9:
		return "compressed with VC-5"
	}
	return fmt.Sprintf("compressed in a way that is not known (TIFF's number %d)", s.Compression)
}

func (s Sensor) samples() string {
	words := fmt.Sprintf("of %d bits", s.Bits)
	if s.IsFloat {
		words = fmt.Sprintf("floating point of %d bits", s.Bits)
	}
	if s.IsTiled {
		words += " in tiles"
	}
	return words
}

// reachBeyond is true where a strip or tile does not lie within the file.
func (p *parts) reachBeyond() bool {
	for i := range min(len(p.places), len(p.lengths)) {
		if p.lengths[i] > 0 && p.places[i]+p.lengths[i] > p.size {
			return true
		}
	}
	return false
}

// first gives the first value of a field, or 0.
func (f *file) first(v field, base int64) int64 {
	if all := f.numbers(v, base); len(all) > 0 {
		return all[0]
	}
	return 0
}

// numbers gives the values of a field of whole numbers of 16 or 32 bits, as many
// as can be read at once, or nil.
func (f *file) numbers(v field, base int64) []int64 {
	width := 4
	if v.kind == typeShort {
		width = 2
	}
	n := int(min(v.count, uint32(maxRead/width)))
	switch {
	case n == 0:
		return nil
	case n == 1:
		return []int64{int64(v.value)}
	}
	b := make([]byte, 4)
	f.order.PutUint32(b, v.value)
	if n*width > len(b) {
		var ok bool
		if b, ok = f.read(base+int64(v.value), n*width); !ok {
			return nil
		}
	}
	all := make([]int64, n)
	for i := range all {
		if all[i] = int64(f.order.Uint16(b[i*width:])); width == 4 {
			all[i] = int64(f.order.Uint32(b[i*width:]))
		}
	}
	return all
}
