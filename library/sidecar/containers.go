package sidecar

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
)

// maxChunks bounds how many parts of a file are gone through: a large PNG has one for
// every 8 kB of its picture, and XMP may come after them.
const maxChunks = 50_000

// inPNG looks for the text chunk that Adobe's programs and ExifTool write (Adobe, XMP
// specification part 3, 2020, section 1.1.4), which may be compressed.
func inPNG(r io.ReaderAt) ([]byte, error) {
	at := int64(8)
	for range maxChunks {
		var head [8]byte
		if _, err := r.ReadAt(head[:], at); err != nil {
			return nil, noPacket(err)
		}
		size := int64(binary.BigEndian.Uint32(head[:4]))
		switch string(head[4:]) {
		case "IEND":
			return nil, ErrNoPacket
		case "iTXt":
			var keyword [len(pngKeyword)]byte
			if n, _ := r.ReadAt(keyword[:], at+8); n == len(keyword) && string(keyword[:]) == pngKeyword && size > int64(n) {
				text, err := packet(r, at+8+int64(n), size-int64(n))
				if err != nil {
					return nil, err
				}
				return pngText(text)
			}
		}
		at += 12 + size
	}
	return nil, ErrNoPacket
}

const pngKeyword = "XML:com.adobe.xmp\x00"

// pngText takes apart what follows the keyword: whether and how it is compressed, a
// language, a translated keyword and the text (PNG specification, 11.3.3.4).
func pngText(b []byte) ([]byte, error) {
	if len(b) < 2 {
		return nil, ErrNoPacket
	}
	compressed, rest := b[0] == 1, b[2:]
	for range 2 {
		_, after, ok := bytes.Cut(rest, []byte{0})
		if !ok {
			return nil, ErrNoPacket
		}
		rest = after
	}
	if !compressed {
		return packet(bytes.NewReader(rest), 0, int64(len(rest)))
	}
	z, err := zlib.NewReader(bytes.NewReader(rest))
	if err != nil {
		return nil, ErrNoPacket
	}
	text, err := io.ReadAll(io.LimitReader(z, MaxSize+1))
	if len(text) > MaxSize {
		return nil, ErrTooLarge
	}
	if err != nil {
		return nil, ErrNoPacket
	}
	return packet(bytes.NewReader(text), 0, int64(len(text)))
}

// inWebP looks for the chunk of that name (Google, WebP container specification).
func inWebP(r io.ReaderAt) ([]byte, error) {
	at := int64(12)
	for range maxChunks {
		var head [8]byte
		if _, err := r.ReadAt(head[:], at); err != nil {
			return nil, noPacket(err)
		}
		size := int64(binary.LittleEndian.Uint32(head[4:]))
		if string(head[:4]) == "XMP " {
			return packet(r, at+8, size)
		}
		at += 8 + size + size%2
	}
	return nil, ErrNoPacket
}

// box is a part of a file of the ISO base media family (ISO/IEC 14496-12): HEIC, AVIF,
// JPEG XL and Canon's CR3.
type box struct {
	kind     string
	at, size int64 // of what it holds
}

// errStop ends going through boxes.
var errStop = errors.New("that is all")

// eachBox goes through the boxes from at to end. It stops with each's error.
func eachBox(r io.ReaderAt, at, end int64, each func(box) error) error {
	for range maxChunks {
		if end-at < 8 {
			return nil
		}
		var head [16]byte
		n, err := r.ReadAt(head[:], at)
		if n < 8 {
			return noPacket(err)
		}
		b := box{kind: string(head[4:8]), at: at + 8, size: int64(binary.BigEndian.Uint32(head[:4])) - 8}
		switch b.size {
		case -8: // to the end of the file
			b.size = end - b.at
		case -7:
			if n < 16 {
				return ErrNoPacket
			}
			b.at, b.size = at+16, int64(binary.BigEndian.Uint64(head[8:])&(1<<62-1))-16
		}
		if b.size < 0 || b.size > end-b.at {
			return ErrNoPacket
		}
		if err := each(b); err != nil {
			return err
		}
		at = b.at + b.size
	}
	return nil
}

// xmpUUID names the box in which Canon's CR3 files and videos hold XMP (Adobe, XMP
// specification part 3, 2020, section 1.2.6).
const xmpUUID = "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"

// inBoxes looks for XMP in a file of boxes.
func inBoxes(r io.ReaderAt) (found []byte, err error) {
	const endless = 1 << 62 // how long the file is shows when it is read
	err = eachBox(r, 0, endless, func(b box) (err error) {
		switch b.kind {
		case "xml ": // JPEG XL
			found, err = packet(r, b.at, b.size)
		case "meta": // HEIC and AVIF
			found, err = inMeta(r, b)
			if errors.Is(err, ErrNoPacket) {
				return nil
			}
		case "uuid":
			var id [len(xmpUUID)]byte
			if n, _ := r.ReadAt(id[:], b.at); n < len(id) || string(id[:]) != xmpUUID {
				return nil
			}
			found, err = packet(r, b.at+int64(len(id)), b.size-int64(len(id)))
		default:
			return nil
		}
		if err == nil {
			err = errStop
		}
		return err
	})
	switch {
	case errors.Is(err, errStop):
		return found, nil
	case err == nil:
		err = ErrNoPacket
	}
	return nil, err
}
