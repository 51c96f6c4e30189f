package exif

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

func TestSegmentDropsAThumbnailThatDoesNotFit(t *testing.T) {
	small := Segment(Fields{Make: "M", Thumbnail: make([]byte, 1000)})
	if len(small) < 1000 {
		t.Fatalf("a small thumbnail was dropped: %d bytes", len(small))
	}
	large := Segment(Fields{Make: "M", Thumbnail: make([]byte, 70_000)})
	if len(large) > 1000 {
		t.Fatalf("a large thumbnail was kept: %d bytes", len(large))
	}
}

func TestDirectoriesAreSortedAndStandWhereTheirOffsetsSay(t *testing.T) {
	data := TIFF(Fields{Make: "Maker", Model: "Model 1", Orientation: 3, ISO: 100, FNumber: 2.8, Thumbnail: []byte("thumbnail")})
	le := binary.LittleEndian
	at := int(le.Uint32(data[4:]))
	for at != 0 {
		n := int(le.Uint16(data[at:]))
		last := uint16(0)
		for i := range n {
			tag := le.Uint16(data[at+2+12*i:])
			if tag <= last {
				t.Errorf("tag %#x follows %#x", tag, last)
			}
			last = tag
		}
		at = int(le.Uint32(data[at+2+12*n:]))
	}
	if !bytes.HasSuffix(data, []byte("thumbnail")) {
		t.Error("the thumbnail does not stand at the end")
	}
}

func TestAddToRefusesWhatIsNoJPEG(t *testing.T) {
	if _, err := AddTo([]byte("PNG"), Fields{}); !errors.Is(err, ErrNotJPEG) {
		t.Errorf("got %v", err)
	}
	if _, err := AddTo([]byte{0xff, 0xd8}, Fields{Make: string(make([]byte, 70_000))}); err == nil {
		t.Error("a segment longer than its length field can say was written")
	}
}
