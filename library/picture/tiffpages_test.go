package picture

import (
	"encoding/binary"
	"errors"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// bareTIFF is a directory of short fields, in classic or in BigTIFF.
func bareTIFF(order binary.AppendByteOrder, big bool, fields ...[2]uint16) []byte {
	data := []byte("II")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		data = []byte("MM")
	}
	if big {
		data = order.AppendUint16(order.AppendUint16(order.AppendUint16(data, 43), 8), 0)
		data = order.AppendUint64(order.AppendUint64(data, 16), uint64(len(fields)))
	} else {
		data = order.AppendUint16(order.AppendUint32(order.AppendUint16(data, 42), 8), uint16(len(fields)))
	}
	for _, f := range fields {
		data = order.AppendUint16(order.AppendUint16(data, f[0]), 3)
		if big {
			data = append(order.AppendUint16(order.AppendUint64(data, 1), f[1]), make([]byte, 6)...)
		} else {
			data = append(order.AppendUint16(order.AppendUint32(data, 1), f[1]), make([]byte, 2)...)
		}
	}
	return append(data, make([]byte, 16)...)
}

func TestATIFFsSizeIsReadWithoutDecoding(t *testing.T) {
	for _, big := range []bool{false, true} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			for orientation, want := range map[uint16][2]int{0: {300, 200}, 3: {300, 200}, 6: {200, 300}, 99: {300, 200}} {
				data := bareTIFF(order, big, [2]uint16{tagWidth, 300}, [2]uint16{tagHeight, 200}, [2]uint16{tagOrientation, orientation})
				w, h, err := Size(data, library.TIFF)
				if w != want[0] || h != want[1] || err != nil {
					t.Errorf("%v, big %v, orientation %d: %d x %d, %v", order, big, orientation, w, h, err)
				}
			}
		}
	}
}

func TestATIFFWithoutASizeOrWithTooMuchOfItSaysSo(t *testing.T) {
	good := bareTIFF(binary.LittleEndian, false, [2]uint16{tagWidth, 300}, [2]uint16{tagHeight, 200})
	for name, c := range map[string]struct {
		data []byte
		kind error
	}{
		"no pixels":  {bareTIFF(binary.LittleEndian, false, [2]uint16{tagWidth, 0}, [2]uint16{tagHeight, 200}), ErrDamaged},
		"no fields":  {bareTIFF(binary.LittleEndian, false), ErrDamaged},
		"too many":   {bareTIFF(binary.BigEndian, true, [2]uint16{tagWidth, 60000}, [2]uint16{tagHeight, 60000}), ErrTooManyPixels},
		"cut short":  {good[:20], ErrDamaged},
		"no TIFF":    {[]byte("II*\x01 this is something else"), ErrDamaged},
		"no more":    {[]byte("II*\x00"), ErrDamaged},
		"far behind": {[]byte("II*\x00\xff\xff\xff\xff12345678"), ErrDamaged},
	} {
		if _, _, err := Size(c.data, library.TIFF); !errors.Is(err, c.kind) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}

func TestATIFFWhosePagesGoRoundInACircleEnds(t *testing.T) {
	data := bareTIFF(binary.LittleEndian, false, [2]uint16{tagSubfileType, 1}, [2]uint16{tagWidth, 30}, [2]uint16{tagHeight, 20})
	data[8+2+3*12] = 8 // the next page is this one
	if w, h, err := Size(data, library.TIFF); w != 30 || h != 20 || err != nil {
		t.Errorf("%d x %d, %v", w, h, err)
	}
}

func FuzzTIFFSize(f *testing.F) {
	f.Add(mustTIFF(phototest.Scene(12, 8, 1)))
	for _, big := range []bool{false, true} {
		f.Add(bareTIFF(binary.BigEndian, big, [2]uint16{tagSubfileType, 1}, [2]uint16{tagWidth, 300}, [2]uint16{tagHeight, 200}, [2]uint16{tagSubDirectories, 8}))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		w, h, err := Size(data, library.TIFF)
		if err == nil && (w <= 0 || h <= 0 || int64(w)*int64(h) > MaxPixels) {
			t.Errorf("%d x %d", w, h)
		}
	})
}
