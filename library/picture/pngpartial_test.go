package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"slices"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// colourRows gives unpacked PNG rows of w x h pixels of so many bytes, of which no
// two are alike.
func colourRows(w, h, bytesPerPixel int) []byte {
	var rows []byte
	for y := range h {
		rows = append(rows, 0)
		for x := range w * bytesPerPixel {
			rows = append(rows, byte(x*7+y*13+x*y%31))
		}
	}
	return rows
}

// chunkAt gives where the first chunk of a kind begins, and its length.
func chunkAt(t testing.TB, data []byte, kind string) (at, length int) {
	t.Helper()
	at = bytes.Index(data, []byte(kind)) - 4
	if at < 0 {
		t.Fatalf("there is no %s", kind)
	}
	return at, int(binary.BigEndian.Uint32(data[at:]))
}

func TestWhatIsThereOfADamagedPNGIsShown(t *testing.T) {
	const w, h = 40, 200
	rows := colourRows(w, h, 3)
	plain := pngOf(w, h, 8, 2, 0, rows)
	whole, err := Decode(t.Context(), plain, "a.png", 0)
	if err != nil {
		t.Fatal(err)
	}
	idat, length := chunkAt(t, plain, "IDAT")
	end, _ := chunkAt(t, plain, "IEND")
	changed := func(at int) []byte {
		data := bytes.Clone(plain)
		data[at] ^= 0xff
		return data
	}
	const wrongRow = 90
	filter := bytes.Clone(rows)
	filter[wrongRow*(1+3*w)] = 9
	for name, c := range map[string]struct {
		data     []byte
		kind     DamageKind
		from, to float64 // Sound
		rows     int     // that are as they were, at least
	}{
		"whole":                           {plain, Undamaged, 0, 0, h},
		"cut in the middle":               {plain[:idat+8+length/2], CutOff, 0.3, 0.7, 60},
		"cut near the end":                {plain[:idat+8+length*98/100], CutOff, 0.9, 0.999, 180},
		"cut in the chunk that ends it":   {plain[:end+5], NoEnd, 1, 1, h},
		"no chunk that ends it":           {plain[:end], NoEnd, 1, 1, h},
		"cut in the pixels' checksum":     {plain[:end-2], NoEnd, 1, 1, h},
		"a chunk's checksum is wrong":     {changed(idat + 8 + length), Undamaged, 0, 0, h},
		"the header's checksum is wrong":  {changed(idat - 1), Spoiled, 0, 0, h},
		"the pixels' checksum is wrong":   {changed(idat + 8 + length - 1), Spoiled, 0, 0, h},
		"a line has an impossible filter": {pngOf(w, h, 8, 2, 0, filter), Spoiled, 0, 0, wrongRow},
	} {
		t.Run(name, func(t *testing.T) {
			pic, err := Decode(t.Context(), c.data, "a.png", 0)
			if err != nil {
				t.Fatal(err)
			}
			if d := pic.Damage; d.Kind != c.kind || d.Sound < c.from || d.Sound > c.to {
				t.Errorf("damage %+v", d)
			}
			if !pic.Pixels.Opaque() || pic.Pixels.Rect != whole.Pixels.Rect {
				t.Fatalf("pixels %v, opaque %v", pic.Pixels.Rect, pic.Pixels.Opaque())
			}
			if n := c.rows * pic.Pixels.Stride; !slices.Equal(pic.Pixels.Pix[:n], whole.Pixels.Pix[:n]) {
				t.Errorf("the first %d rows are others", c.rows)
			}
		})
	}
}

func TestADamagedPNGOfAnyKindIsShownAsFarAsItGoes(t *testing.T) {
	interlaced := func() []byte { // the sizes of the seven passes of 16 x 16
		var rows []byte
		for _, pass := range [][2]int{{2, 2}, {2, 2}, {4, 2}, {4, 4}, {8, 4}, {8, 8}, {16, 8}} {
			rows = append(rows, colourRows(pass[0], pass[1], 3)...)
		}
		return pngOf(16, 16, 8, 2, 1, rows)
	}()
	for name, c := range map[string]struct {
		data []byte
		kind DamageKind
	}{
		"grey":                 {pngOf(64, 64, 8, 0, 0, colourRows(64, 64, 1)), CutOff},
		"one bit":              {pngOf(640, 64, 1, 0, 0, colourRows(80, 64, 1)), CutOff},
		"16 bit":               {pngOf(64, 64, 16, 2, 0, colourRows(64, 64, 6)), CutOff},
		"grey with alpha":      {pngOf(64, 64, 8, 4, 0, colourRows(64, 64, 2)), CutOff},
		"with alpha":           {pngOf(64, 64, 8, 6, 0, colourRows(64, 64, 4)), CutOff},
		"stored in passes":     {interlaced, Coarse},
		"the standard encoder": {encodedPNG(t, phototest.Scene(320, 240, 3)), CutOff},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Decode(t.Context(), c.data, "a.png", 0); err != nil {
				t.Fatalf("the whole one: %v", err)
			}
			_, length := chunkAt(t, c.data, "IDAT")
			pic, err := Decode(t.Context(), c.data[:len(c.data)-12-4-length/3], "a.png", 0)
			if err != nil || pic.Damage.Kind != c.kind || !pic.Pixels.Opaque() {
				t.Errorf("damage %+v, %v", pic, err)
			}
		})
	}
}

func encodedPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAPNGWithoutARowIsDamagedAndAHugeOneIsNotRead(t *testing.T) {
	plain := pngOf(40, 200, 8, 2, 0, colourRows(40, 200, 3))
	idat, _ := chunkAt(t, plain, "IDAT")
	huge := bytes.Clone(plain[:len(plain)-20])
	binary.BigEndian.PutUint32(huge[16:], 1<<30)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"cut in the header":     {plain[:20], ErrDamaged},
		"cut before the pixels": {plain[:idat+10], ErrDamaged},
		"a header that lies":    {huge, ErrDamaged}, // and its checksum too
	} {
		if _, err := Decode(t.Context(), c.data, "a.png", 0); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPNGWhoseSizeIsDamagedCostsNoGigabytesOfZeros(t *testing.T) {
	data := encodedPNG(t, phototest.Scene(60, 40, 1))
	at, _ := chunkAt(t, data, "IHDR")
	binary.BigEndian.PutUint32(data[at+8:], 15_000)
	binary.BigEndian.PutUint32(data[at+12:], 15_000)
	if img, _, ok := decodePartialPNG(data); ok {
		t.Errorf("shown as %v", img.Bounds())
	}
}

func FuzzPartialPNG(f *testing.F) {
	for _, interlace := range []byte{0, 1} {
		f.Add(pngOf(16, 16, 8, 2, interlace, colourRows(16, 32, 3)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		img, d, ok := decodePartialPNG(data)
		if ok && (img == nil || img.Bounds() == (image.Rectangle{}) || d.Sound < 0 || d.Sound > 1) {
			t.Errorf("%v, %+v", img, d)
		}
	})
}
