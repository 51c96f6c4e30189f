package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"
	"testing"

	"golang.org/x/image/tiff"

	"keeplight.app/keeplight/library/phototest"
)

// difference is the mean absolute difference of two pictures' channels, 0..255.
func difference(t testing.TB, a, b *image.RGBA) float64 {
	t.Helper()
	if a.Rect != b.Rect {
		t.Fatalf("pictures of %v and %v", a.Rect, b.Rect)
	}
	sum := 0.0
	for i := range a.Pix {
		sum += math.Abs(float64(a.Pix[i]) - float64(b.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

func uniform(w, h int, c color.Color) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

func mustPNG(img image.Image) []byte {
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

func mustTIFF(img image.Image) []byte {
	var buf bytes.Buffer
	if err := tiff.Encode(&buf, img, &tiff.Options{Compression: tiff.Deflate}); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// chunk builds a PNG chunk.
func chunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// pngOf builds a PNG by hand; interlace is 0 or 1 and rows are the unpacked
// image data with their filter bytes.
func pngOf(w, h uint32, depth, colour, interlace byte, rows []byte) []byte {
	ihdr := binary.BigEndian.AppendUint32(nil, w)
	ihdr = binary.BigEndian.AppendUint32(ihdr, h)
	ihdr = append(ihdr, depth, colour, 0, 0, interlace)
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(rows); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return slices.Concat([]byte(pngSignature), chunk("IHDR", ihdr), chunk("IDAT", packed.Bytes()), chunk("IEND", nil))
}

// interlacedGray is an Adam7 PNG of one grey.
func interlacedGray(w, h int, level byte) []byte {
	var rows []byte
	for _, pass := range [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
		pw, ph := (w-pass[0]+pass[2]-1)/pass[2], (h-pass[1]+pass[3]-1)/pass[3]
		if pw == 0 {
			continue
		}
		for range ph {
			rows = append(append(rows, 0), bytes.Repeat([]byte{level}, pw)...)
		}
	}
	return pngOf(uint32(w), uint32(h), 8, 0, 1, rows)
}

// The two kinds of WebP, which nothing here can write: 4 x 3 lossless with a
// red, a green and a blue row, and 32 x 24 lossy from red above to blue below.
func losslessWebP() []byte {
	return mustBase64("UklGRi4AAABXRUJQVlA4TCIAAAAvA4AAABcgEEjaH3qN+RcQFPk/2vwHXwoEAkmSS04c0f84")
}

func lossyWebP() []byte {
	return mustBase64("UklGRnwAAABXRUJQVlA4IHAAAADwBACdASogABgAPm0ylUekIqIhKAgAgA2JagB40/APxJqP/aA/QAAt2svCgaAzHKAA/vQ9magot/5LBg9RonH//3sle7JOFXh/RVvvmCFc4m0TdXn7ELeNnoYrn030/8+m+nslb/sjMlFLdXXbGSAA")
}

func mustBase64(s string) []byte {
	out, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return out
}

// turned gives the pixels that a camera held as the orientation says would
// store: orient undoes it.
func turned(img *image.RGBA, orientation int) *image.RGBA {
	inverse := orientation
	switch orientation {
	case 6:
		inverse = 8
	case 8:
		inverse = 6
	}
	return orient(img, inverse)
}

// cmykJPEG builds a JPEG of one block in the inverted CMYK of Adobe from the
// tables of a grey one: each channel is flat.
func cmykJPEG(cmyk [4]byte) []byte {
	grey := phototest.PlainJPEG(image.NewGray(image.Rect(0, 0, 8, 8)), 100)
	out := []byte{0xff, 0xd8}
	put := func(marker byte, payload ...byte) {
		out = append(out, 0xff, marker)
		out = binary.BigEndian.AppendUint16(out, uint16(len(payload)+2))
		out = append(out, payload...)
	}
	put(0xee, []byte("Adobe\x00\x64\x00\x00\x00\x00\x00")...)
	var codes map[byte]string
	segments(grey, func(s segment) bool {
		switch s.marker {
		case 0xdb:
			put(s.marker, s.payload...)
		case 0xc4:
			put(s.marker, s.payload...)
			codes = huffmanCodes(s.payload)
		}
		return true
	})
	put(0xc0, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0)
	put(0xda, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0)
	var bits []byte
	for _, v := range cmyk {
		bits = append(bits, flatBlock(codes, (int(v)-128)*8)...)
	}
	for len(bits)%8 != 0 {
		bits = append(bits, '1')
	}
	for ; len(bits) > 0; bits = bits[8:] {
		var b byte
		for _, bit := range bits[:8] {
			b = b<<1 | (bit - '0')
		}
		if out = append(out, b); b == 0xff {
			out = append(out, 0)
		}
	}
	return append(out, 0xff, 0xd9)
}

// flatBlock gives the bits of a block with only a DC coefficient (T.81, F.1.2).
func flatBlock(codes map[byte]string, dc int) string {
	size := 0
	for a := max(dc, -dc); a > 0; a >>= 1 {
		size++
	}
	if dc < 0 {
		dc += 1<<size - 1
	}
	bits := codes[byte(size)]
	for i := size - 1; i >= 0; i-- {
		bits += string(rune('0' + dc>>i&1))
	}
	return bits + codes[0x80] // end of block
}

// huffmanCodes reads the first DC table and the first AC table's end-of-block
// code, which is kept as 0x80.
func huffmanCodes(dht []byte) map[byte]string {
	codes := map[byte]string{}
	for len(dht) >= 17 {
		class, counts := dht[0], dht[1:17]
		values, code := dht[17:], 0
		for length := 1; length <= 16; length++ {
			for range counts[length-1] {
				text := ""
				for i := length - 1; i >= 0; i-- {
					text += string(rune('0' + code>>i&1))
				}
				switch {
				case class == 0x00:
					codes[values[0]] = text
				case class == 0x10 && values[0] == 0:
					codes[0x80] = text
				}
				values, code = values[1:], code+1
			}
			code <<= 1
		}
		dht = values
	}
	return codes
}

// pixelsOf is how many pixels a PNG's header asks for, 0 where it has none.
func pixelsOf(data []byte) int {
	config, err := pngConfig(data)
	if err != nil {
		return 0
	}
	return config.Width * config.Height
}
