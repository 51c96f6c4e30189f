package raw

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// sensorFile is a DNG of one directory whose sensor data lie in parts of so many
// bytes, with a gap before each. order writes its numbers.
func sensorFile(order binary.AppendByteOrder, w, h, bits, compression int, tile [2]int, partBytes, gap int) []byte {
	pack := func(parts ...any) []byte { return pack(order, parts) }
	parts := (h + tile[1] - 1) / tile[1]
	places, lengths := uint16(tagStripOffsets), uint16(tagStripLengths)
	shape := pack(uint16(tagStripRows), long, 1, tile[1])
	n := 9
	if tile[0] > 0 {
		parts *= (w + tile[0] - 1) / tile[0]
		places, lengths, n = tagTileOffsets, tagTileLengths, 10
		shape = pack(uint16(tagTileWidth), long, 1, tile[0], uint16(tagTileHeight), long, 1, tile[1])
	}
	magic := "II*\x00"
	if order == binary.AppendByteOrder(binary.BigEndian) {
		magic = "MM\x00*"
	}
	lists := 8 + 2 + n*entryBytes + 4
	data := lists + 8*parts
	var at, sizes []byte
	for i := range parts {
		at, sizes = append(at, pack(data+gap+i*(partBytes+gap))...), append(sizes, pack(partBytes)...)
	}
	short := func(tag, v int) []byte { return pack(uint16(tag), uint16(typeShort), 1, uint16(v), uint16(0)) }
	one := func(i int, list []byte, place int) []byte {
		if parts == 1 {
			return list
		}
		return pack(place + i*4*parts)
	}
	head := slices.Concat(pack(magic, 8, uint16(n)), pack(uint16(tagWidth), long, 1, w), pack(uint16(tagHeight), long, 1, h),
		short(tagBits, bits), short(tagCompression, compression), short(tagPhotometric, photometricCFA),
		pack(places, long, parts), one(0, at, lists), pack(lengths, long, parts), one(1, sizes, lists), shape,
		pack(uint16(tagDNGVersion), uint16(1), 4, []byte{1, 4, 0, 0}), pack(0), at, sizes)
	for i := range parts {
		head = append(head, make([]byte, gap)...)
		head = append(head, bytes.Repeat([]byte{byte(i + 1)}, partBytes)...)
	}
	return head
}

func sensorOf(data []byte) (Sensor, bool) { return SensorOf(bytes.NewReader(data), int64(len(data))) }

func TestSensorOfReadsWhatADNGSays(t *testing.T) {
	data := sensorFile(binary.BigEndian, 64, 40, 12, 7, [2]int{32, 20}, 100, 0)
	s, ok := sensorOf(data)
	if !ok || s.Width != 64 || s.Height != 40 || s.Bits != 12 || !s.IsTiled || !s.IsDNG || s.IsCut || s.PointsBeyond || s.Sound() != 1 {
		t.Errorf("%+v, %v", s, ok)
	}
	if words := s.Stored(); words != "compressed as JPEG, of 12 bits in tiles" {
		t.Error(words)
	}
}

func TestACutFileTellsHowManyRowsAreThere(t *testing.T) {
	strips := sensorFile(binary.LittleEndian, 64, 40, 8, 1, [2]int{0, 10}, 640, 0)
	tiles := sensorFile(binary.LittleEndian, 64, 40, 8, 1, [2]int{32, 20}, 640, 0)
	for name, c := range map[string]struct {
		data []byte
		want float64
	}{
		"in the last strip":   {strips[:len(strips)-320], 35.0 / 40},
		"in the second strip": {strips[:len(strips)-2*640-64], 19.0 / 40},
		"in the last tile":    {tiles[:len(tiles)-1], 0.5},
		"in the first tile":   {tiles[:len(tiles)-4*640+5], 0},
	} {
		s, ok := sensorOf(c.data)
		if !ok || !s.IsCut || s.Sound() != c.want {
			t.Errorf("%s: %v of the rows, %+v, %v", name, s.Sound(), s, ok)
		}
	}
}

func TestPartsThatLieApartAreLaidOutInOneStrip(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		for name, c := range map[string]struct {
			data []byte
			want func(x, y int) byte // the part that a pixel comes from
		}{
			"tiles":            {sensorFile(order, 48, 30, 8, 1, [2]int{32, 20}, 640, 0), func(x, y int) byte { return byte(y/20*2 + x/32 + 1) }},
			"strips with gaps": {sensorFile(order, 48, 30, 8, 1, [2]int{0, 20}, 960, 3), func(_, y int) byte { return byte(y/20 + 1) }},
		} {
			s, _ := sensorOf(c.data)
			copied, ok := InOneStrip(c.data, s)
			if !ok {
				t.Errorf("%s: nothing was done", name)
				continue
			}
			moved, ok := sensorOf(copied)
			if !ok || moved.IsTiled || moved.IsCut || len(moved.parts.places) != 1 || moved.parts.height != 30 {
				t.Errorf("%s: %+v, %v", name, moved, ok)
				continue
			}
			rows := copied[moved.parts.places[0]:]
			for y := range 30 {
				for x := range 48 {
					if rows[y*48+x] != c.want(x, y) {
						t.Fatalf("%s: at %d, %d is part %d", name, x, y, rows[y*48+x])
					}
				}
			}
			if _, again := InOneStrip(copied, moved); again {
				t.Errorf("%s: one strip was laid out again", name)
			}
		}
	}
}

func TestPartsThatFollowEachOtherOrAreCompressedStayAsTheyAre(t *testing.T) {
	for name, data := range map[string][]byte{
		"one strip":        sensorFile(binary.LittleEndian, 48, 30, 8, 1, [2]int{0, 30}, 48*30, 0),
		"strips":           sensorFile(binary.LittleEndian, 48, 30, 8, 1, [2]int{0, 10}, 480, 0),
		"compressed tiles": sensorFile(binary.LittleEndian, 48, 30, 8, 7, [2]int{32, 20}, 640, 0),
		"a huge claim":     sensorFile(binary.LittleEndian, 48000, 30000, 16, 1, [2]int{0, 15000}, 10, 5),
	} {
		s, ok := sensorOf(data)
		if _, changed := InOneStrip(data, s); changed || !ok {
			t.Errorf("%s was changed, %+v, %v", name, s, ok)
		}
	}
}

func FuzzSensor(f *testing.F) {
	for _, tile := range [][2]int{{0, 10}, {32, 20}} {
		f.Add(sensorFile(binary.LittleEndian, 48, 30, 8, 1, tile, 640, 2))
		f.Add(sensorFile(binary.BigEndian, 48, 30, 12, 7, tile, 640, 0))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &countingReader{Reader: bytes.NewReader(data)}
		s, _ := SensorOf(r, int64(len(data)))
		if share := s.Sound(); share < 0 || share > 1 || s.Stored() == "" || r.reads > maxReads {
			t.Errorf("%+v: %v of it is sound, %d reads", s, share, r.reads)
		}
		if copied, ok := InOneStrip(data, s); ok && (len(copied) < len(data) || len(copied) > 4*len(data)+64) {
			t.Errorf("%d bytes became %d", len(data), len(copied))
		}
	})
}
