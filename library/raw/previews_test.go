package raw

import (
	"bytes"
	"errors"
	"testing"
)

func TestPreviewsAreFoundInEveryFamily(t *testing.T) {
	small, large := jpegOf(160, 120), jpegOf(1616, 1080)
	for name, c := range map[string]struct {
		data []byte
		want [][2]int
	}{
		"ARW, NEF, DNG field":   {tiffLike("II*\x00", tagJPEGOffset, tagJPEGLength, large), [][2]int{{1616, 1080}}},
		"ORF magic":             {tiffLike("IIRO", tagJPEGOffset, tagJPEGLength, large), [][2]int{{1616, 1080}}},
		"RW2":                   {panasonic(large), [][2]int{{1616, 1080}}},
		"RAF":                   {raf(large), [][2]int{{1616, 1080}}},
		"CR3":                   {cr3(small, large), [][2]int{{1616, 1080}, {160, 120}}},
		"CRW":                   {crw(large), [][2]int{{1616, 1080}}},
		"Nikon note":            {nikon(small), [][2]int{{160, 120}}},
		"Olympus note":          {olympus(small), [][2]int{{160, 120}}},
		"Pentax, from the file": {pentax(small, false), [][2]int{{160, 120}}},
		"Pentax, from the note": {pentax(small, true), [][2]int{{160, 120}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Previews(bytes.NewReader(c.data), int64(len(c.data)))
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(c.want) {
				t.Fatalf("found %+v, want %v", got, c.want)
			}
			for i, p := range got {
				if p.Width != c.want[i][0] || p.Height != c.want[i][1] {
					t.Errorf("preview %d is %d x %d, want %v", i, p.Width, p.Height, c.want[i])
				}
				jpeg := c.data[p.Offset : p.Offset+p.Length]
				if !bytes.HasPrefix(jpeg, []byte{0xff, 0xd8}) || !bytes.HasSuffix(jpeg, []byte{0xff, 0xd9}) {
					t.Errorf("preview %d is not exactly a JPEG", i)
				}
			}
		})
	}
}

func TestACutPreviewIsGivenUpToTheEnd(t *testing.T) {
	data := raf(jpegOf(1616, 1080))
	data = data[:len(data)-500]
	got, err := Previews(bytes.NewReader(data), int64(len(data)))
	if err != nil || got[0].Offset+got[0].Length != int64(len(data)) {
		t.Fatalf("got %+v, %v", got, err)
	}
}

func TestWhatIsNoPreviewIsPassedOver(t *testing.T) {
	lossless := jpegOf(64, 64)
	lossless[bytes.Index(lossless, []byte{0xff, 0xc0})+1] = 0xc3
	for name, data := range map[string][]byte{
		"nothing":               nil,
		"text":                  []byte("this is a text of more than thirty-two letters"),
		"lossless sensor data":  tiffLike("II*\x00", tagJPEGOffset, tagJPEGLength, lossless),
		"no JPEG there":         tiffLike("II*\x00", tagJPEGOffset, tagJPEGLength, make([]byte, 1000)),
		"directory is its next": le("II*\x00", 8, uint16(1), uint16(tagSubIFDs), long, 1, 8, 8, make([]byte, 32)),
		"offset beyond the end": le("II*\x00", uint32(0xfffffff0), make([]byte, 64)),
	} {
		if got, err := Previews(bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrNoPreview) {
			t.Errorf("%s gave %+v, %v", name, got, err)
		}
	}
}

// countingReader counts how often a file is read.
type countingReader struct {
	*bytes.Reader
	reads, bytes int
}

func (r *countingReader) ReadAt(p []byte, off int64) (int, error) {
	r.reads, r.bytes = r.reads+1, r.bytes+len(p)
	return r.Reader.ReadAt(p, off)
}

func TestAFileThatPointsEverywhereCostsBoundedReading(t *testing.T) {
	// Every sub-directory field leads to sixteen more, all over the file.
	data := make([]byte, 1<<20)
	copy(data, le("II*\x00", 8))
	for at := 8; at+40 < len(data); at += 40 {
		copy(data[at:], le(uint16(1), uint16(tagSubIFDs), long, 16, (at*7+1000)%len(data), (at*13+500)%len(data)))
	}
	r := &countingReader{Reader: bytes.NewReader(data)}
	if _, err := Previews(r, int64(len(data))); !errors.Is(err, ErrNoPreview) {
		t.Fatal(err)
	}
	if r.reads > maxReads || r.bytes > maxDirectories*maxRead {
		t.Errorf("%d reads of %d bytes", r.reads, r.bytes)
	}
}

func TestMetadataBlocksOfCR3(t *testing.T) {
	data := cr3(jpegOf(160, 120), jpegOf(320, 240))
	blocks := MetadataBlocks(bytes.NewReader(data), int64(len(data)))
	if len(blocks) != 1 || string(data[blocks[0].Offset:blocks[0].Offset+2]) != "II" {
		t.Fatalf("got %v", blocks)
	}
	other := raf(jpegOf(160, 120))
	if blocks := MetadataBlocks(bytes.NewReader(other), int64(len(other))); blocks != nil {
		t.Errorf("a RAF has %v", blocks)
	}
}

func FuzzRawPreviews(f *testing.F) {
	small := jpegOf(64, 48)
	for _, data := range [][]byte{
		tiffLike("II*\x00", tagJPEGOffset, tagJPEGLength, small), panasonic(small), raf(small), cr3(small, small),
		crw(small), nikon(small), olympus(small), pentax(small, true),
	} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &countingReader{Reader: bytes.NewReader(data)}
		previews, err := Previews(r, int64(len(data)))
		if (err == nil) != (len(previews) > 0) {
			t.Errorf("%d previews with error %v", len(previews), err)
		}
		if r.reads > maxReads {
			t.Errorf("%d reads", r.reads)
		}
		for _, p := range previews {
			if p.Offset < 0 || p.Length <= 0 || p.Offset+p.Length > int64(len(data)) || p.Width <= 0 || p.Height <= 0 {
				t.Errorf("preview %+v of %d bytes", p, len(data))
			}
		}
		for _, b := range MetadataBlocks(bytes.NewReader(data), int64(len(data))) {
			if b.Offset < 0 || b.Length < 0 || b.Offset+b.Length > int64(len(data)) {
				t.Errorf("block %+v of %d bytes", b, len(data))
			}
		}
	})
}
