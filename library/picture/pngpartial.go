package picture

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/png"
	"io"
)

const (
	pngSignature = "\x89PNG\r\n\x1a\n"
	pngFrame     = 12 // bytes of a chunk beside its data: length, type, checksum
	pngPiece     = 32 << 10
)

// decodePartialPNG gives what is there of a PNG that its decoder refuses: its rows
// up to where the data ends or goes wrong, zeros below. A picture that is stored in
// passes is coarse from there on. ok is false where not one row can be had.
//
// The standard decoder gives nothing of such a file. So it gets the rows that are
// there in a new one, which is written while it reads.
func decodePartialPNG(data []byte) (img image.Image, d Damage, ok bool) {
	p, ok := openPartialPNG(data)
	if !ok || !p.isWorthwhile() {
		return nil, Damage{}, false
	}
	r, w := io.Pipe()
	done := make(chan Damage, 1)
	go func() {
		lines, cause, err := p.rewrite(w)
		w.CloseWithError(err)
		ok = lines > 0
		done <- p.damage(lines, cause)
	}()
	img, err := png.Decode(bufio.NewReaderSize(r, pngPiece))
	r.Close() // a decoder that gave up leaves the writer waiting
	d = <-done
	return img, d, ok && err == nil
}

// isWorthwhile is false where the data cannot hold a sixty-fourth of the picture: a
// kilobyte in which a size was damaged would otherwise cost gigabytes and half a minute
// of zeros. Deflate makes no more than 1,032 bytes of one (Gailly and Adler, zlib's
// technical details).
func (p *partialPNG) isWorthwhile() bool {
	const most, share = 1032, 64
	have, want := uint64(0), uint64(0)
	for _, d := range p.data {
		have += uint64(len(d))
	}
	for _, pass := range p.lines {
		want += uint64(pass.lines) * uint64(pass.bytes)
	}
	return have*most*share >= want
}

// partialPNG is a PNG of which only the rows are believed.
type partialPNG struct {
	head    []byte // the chunks that the rows need, as they are written anew
	data    [][]byte
	lines   []pngPass
	ended   bool // the chunk that ends a PNG is there
	passes  bool // stored in seven passes (Adam7)
	doubted bool // a chunk in head has a wrong checksum
}

// pngPass is so many lines of so many bytes, the byte of the filter among them.
type pngPass struct{ lines, bytes int }

// openPartialPNG reads the chunks as far as there are any, whatever their checksums
// say.
func openPartialPNG(data []byte) (*partialPNG, bool) {
	rest, ok := bytes.CutPrefix(data, []byte(pngSignature))
	if !ok {
		return nil, false
	}
	p := &partialPNG{head: []byte(pngSignature)}
	for len(rest) >= 8 && !p.ended {
		length, kind := uint64(binary.BigEndian.Uint32(rest)), string(rest[4:8])
		payload := rest[8:]
		whole := length+4 <= uint64(len(payload))
		payload = payload[:min(length, uint64(len(payload)))]
		switch kind {
		case "IHDR", "PLTE", "tRNS":
			if !whole || kind == "IHDR" && !p.header(payload) {
				return nil, false
			}
			p.head = appendChunk(p.head, kind, payload)
			p.doubted = p.doubted || !bytes.HasSuffix(p.head, rest[8+length:8+length+4])
		case "IDAT":
			p.data = append(p.data, payload)
		case "IEND":
			p.ended = true
		}
		if !whole {
			break
		}
		rest = rest[pngFrame+length:]
	}
	return p, p.lines != nil && p.data != nil
}

// header works out the lines of a picture (ISO/IEC 15948, 7 and 8).
func (p *partialPNG) header(ihdr []byte) bool {
	if len(ihdr) != 13 || p.lines != nil {
		return false
	}
	samples, depth := map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[ihdr[9]], int(ihdr[8])
	w, h := int64(binary.BigEndian.Uint32(ihdr)), int64(binary.BigEndian.Uint32(ihdr[4:]))
	const deepest = 16
	if samples == 0 || depth > deepest || checkSize(int(w), int(h), 4*int64(max(1, depth/8))) != nil {
		return false
	}
	bits := samples * depth
	pass := func(w, h int64) {
		if w > 0 && h > 0 {
			p.lines = append(p.lines, pngPass{int(h), 1 + (int(w)*bits+7)/8})
		}
	}
	if p.passes = ihdr[12] == 1; !p.passes {
		pass(w, h)
		return true
	}
	for _, at := range [7][4]int64{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
		pass((w-at[0]+at[2]-1)/at[2], (h-at[1]+at[3]-1)/at[3])
	}
	return true
}

// rewrite writes a PNG with the lines that are there and zeros for the others. It
// tells how many there were, and what was wrong behind them, nil for nothing.
func (p *partialPNG) rewrite(to io.Writer) (lines int, cause, err error) {
	if _, err = to.Write(p.head); err != nil {
		return 0, nil, err
	}
	pixels, _ := zlib.NewWriterLevel(&chunkWriter{to}, zlib.NoCompression) // the level is a valid one
	packed := p.packed()
	for _, pass := range p.lines {
		line := make([]byte, pass.bytes)
		for range pass.lines {
			if cause == nil {
				if cause = readLine(packed, line); cause == nil {
					lines++
				} else {
					clear(line)
				}
			}
			if _, err = pixels.Write(line); err != nil {
				return lines, cause, err
			}
		}
	}
	if err = pixels.Close(); err != nil {
		return lines, cause, err
	}
	if cause == nil {
		cause = packed.check()
	}
	_, err = to.Write(appendChunk(nil, "IEND", nil))
	return lines, cause, err
}

// packedLines gives the lines as they were before they were compressed. It is zlib's
// reader (RFC 1950) but that it gives all that comes before an error.
type packedLines struct {
	io.Reader
	stream *bufio.Reader
	sum    hash.Hash32
}

func (p *partialPNG) packed() *packedLines {
	readers := make([]io.Reader, len(p.data))
	for i, d := range p.data {
		readers[i] = bytes.NewReader(d)
	}
	l := &packedLines{stream: bufio.NewReader(io.MultiReader(readers...)), sum: adler32.New()}
	const header = 2
	l.stream.Discard(header) // where it is missing, so is the rest
	l.Reader = io.TeeReader(flate.NewReader(l.stream), l.sum)
	return l
}

// check compares the checksum behind the lines, all of which were read. One that is
// not there is nothing against them.
func (l *packedLines) check() error {
	if more, err := l.Read(make([]byte, 1)); more > 0 || err != io.EOF {
		return nil //nolint:nilerr // bytes behind the picture are none of its
	}
	var sum [4]byte
	if _, err := io.ReadFull(l.stream, sum[:]); err == nil && binary.BigEndian.Uint32(sum[:]) != l.sum.Sum32() {
		return errChecksum
	}
	return nil
}

var (
	errFilter   = errors.New("unknown filter")
	errChecksum = errors.New("wrong checksum")
)

// readLine fills a line. One that begins with a filter that there is not is wrong.
func readLine(packed io.Reader, line []byte) error {
	const filters = 5
	if _, err := io.ReadFull(packed, line); err != nil {
		return err
	}
	if line[0] >= filters {
		return errFilter
	}
	return nil
}

// damage words what was found.
func (p *partialPNG) damage(lines int, cause error) Damage {
	all := 0
	for _, pass := range p.lines {
		all += pass.lines
	}
	ranOut := errors.Is(cause, io.EOF) || errors.Is(cause, io.ErrUnexpectedEOF)
	switch {
	case p.doubted, cause != nil && !ranOut:
		return Damage{Kind: Spoiled}
	case cause == nil && !p.ended:
		return Damage{Kind: NoEnd, Sound: 1}
	case cause == nil: // a checksum that is wrong by itself costs nothing
		return Damage{}
	case p.passes:
		return Damage{Kind: Coarse}
	}
	return Damage{Kind: CutOff, Sound: float64(lines) / float64(all)}
}

// chunkWriter writes each piece as a chunk of pixels.
type chunkWriter struct{ to io.Writer }

func (c *chunkWriter) Write(piece []byte) (int, error) {
	for rest := piece; len(rest) > 0; {
		n := min(len(rest), pngPiece)
		if _, err := c.to.Write(appendChunk(nil, "IDAT", rest[:n])); err != nil {
			return 0, err
		}
		rest = rest[n:]
	}
	return len(piece), nil
}

func appendChunk(to []byte, kind string, payload []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(payload)))
	from := len(to)
	to = append(append(to, kind...), payload...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[from:]))
}
