package picture

import (
	"bytes"
	"testing"
)

// plainNextMarker is nextMarker, byte by byte.
func plainNextMarker(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if data[at] == 0xff && data[at+1] != 0 && data[at+1] != 0xff && data[at+1]&0xf8 != 0xd0 {
			return at
		}
	}
	return -1
}

func TestMarkersAreFoundWhereverTheyStand(t *testing.T) {
	for _, n := range []int{0, 1, 2, 31, 32, 33, 127, 128, 129, 130, 257, 400} {
		for at := range n {
			for _, pair := range [][]byte{{0xff, 0xd9}, {0xff, 0xc4}, {0xff, 0xd8}, {0xff, 1}, {0xff, 0xfe}, {0xff, 0}, {0xff, 0xd0}, {0xff, 0xd7}, {0xff, 0xff}} {
				for _, fill := range []byte{0, 0xff, 0xd9} {
					data := bytes.Repeat([]byte{fill}, n)
					copy(data[at:], pair)
					for _, from := range []int{0, at / 2, at} {
						if got, want := nextMarker(data, from), plainNextMarker(data, from); got != want {
							t.Fatalf("%x at %d of %d bytes of %x, from %d: found at %d, want %d", pair, at, n, fill, from, got, want)
						}
					}
				}
			}
		}
	}
	if got := nextMarker([]byte{0xff, 0xd9}, 2); got != -1 {
		t.Errorf("behind the end there is one at %d", got)
	}
}

func FuzzNextMarker(f *testing.F) {
	f.Add([]byte("\xff\x00\xff\xd0\xff\xff\xd9"), 0)
	f.Fuzz(func(t *testing.T, data []byte, at int) {
		at = min(max(at, 0), len(data))
		if got, want := nextMarker(data, at), plainNextMarker(data, at); got != want {
			t.Errorf("found at %d, want %d", got, want)
		}
	})
}
