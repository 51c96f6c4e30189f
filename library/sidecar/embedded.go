package sidecar

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// ErrNoPacket says that a photo's file holds no XMP where it is looked for.
var ErrNoPacket = errors.New("there is no XMP in this file")

// jpegPacket begins the APP1 segment of a JPEG file that holds XMP (Adobe, XMP
// specification part 3, 2020, section 1.1.3).
const jpegPacket = "http://ns.adobe.com/xap/1.0/\x00"

// Bounds of what is looked at in files that may be damaged or made to harm.
const (
	maxSegments = 1000
	maxEntries  = 4096
)

// Embedded gives the XMP packet that the file of a photo holds: of a JPEG file that in
// its head, of TIFF, DNG and the RAW formats that are TIFF files by their bytes that in
// the first directory's tag 700, and of PNG, WebP, HEIC, AVIF, JPEG XL and CR3 that in
// the part of the file that is for it. Only a few kilobytes are read, and nothing is
// ever written there. Errors: ErrNoPacket, also for every other format; ErrTooLarge;
// those of r.
func Embedded(r io.ReaderAt) ([]byte, error) {
	var head [16]byte
	n, err := r.ReadAt(head[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case n >= 3 && string(head[:3]) == "\xff\xd8\xff":
		return inJPEG(r)
	case n < 8:
	case string(head[:8]) == "\x89PNG\r\n\x1a\n":
		return inPNG(r)
	case n >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return inWebP(r)
	case string(head[4:8]) == "ftyp", string(head[4:8]) == "JXL ":
		return inBoxes(r)
	case string(head[:2]) == "II" && isTIFF(head[2:4], binary.LittleEndian):
		return inTIFF(r, binary.LittleEndian, head[4:8])
	case string(head[:2]) == "MM" && isTIFF(head[2:4], binary.BigEndian):
		return inTIFF(r, binary.BigEndian, head[4:8])
	}
	return nil, ErrNoPacket
}

// isTIFF knows the numbers of TIFF, and of Olympus' and Panasonic's RAW files.
func isTIFF(b []byte, order binary.ByteOrder) bool {
	switch order.Uint16(b) {
	case 42, 0x4f52, 0x5352, 0x55:
		return true
	}
	return false
}

// inJPEG goes through the segments before the picture.
func inJPEG(r io.ReaderAt) ([]byte, error) {
	at := int64(2)
	for range maxSegments {
		var b [4 + len(jpegPacket)]byte
		n, err := r.ReadAt(b[:], at)
		if n < 4 {
			return nil, noPacket(err)
		}
		if b[0] != 0xff {
			return nil, ErrNoPacket
		}
		switch marker := b[1]; {
		case marker == 0xff: // fill bytes
			at++
			continue
		case marker == 0xda || marker == 0xd9: // the picture, or the end
			return nil, ErrNoPacket
		case marker == 0x01 || marker >= 0xd0 && marker <= 0xd7: // have no length
			at += 2
			continue
		}
		size := int64(binary.BigEndian.Uint16(b[2:4]))
		if size < 2 {
			return nil, ErrNoPacket
		}
		if b[1] == 0xe1 && n == len(b) && string(b[4:]) == jpegPacket && size > int64(len(jpegPacket))+2 {
			return packet(r, at+int64(len(b)), size-2-int64(len(jpegPacket)))
		}
		at += 2 + size
	}
	return nil, ErrNoPacket
}

// inTIFF looks for tag 700 in the first directory.
func inTIFF(r io.ReaderAt, order binary.ByteOrder, first []byte) ([]byte, error) {
	at := int64(order.Uint32(first))
	var count [2]byte
	if _, err := r.ReadAt(count[:], at); err != nil {
		return nil, noPacket(err)
	}
	n := min(int(order.Uint16(count[:])), maxEntries)
	entries := make([]byte, 12*n)
	read, err := r.ReadAt(entries, at+2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	for e := entries[:read/12*12]; len(e) > 0; e = e[12:] {
		const tagXMP, typeByte, typeUndefined = 700, 1, 7
		if kind := order.Uint16(e[2:]); order.Uint16(e) != tagXMP || kind != typeByte && kind != typeUndefined {
			continue
		}
		size := int64(order.Uint32(e[4:]))
		if size <= 4 {
			return nil, ErrNoPacket
		}
		return packet(r, int64(order.Uint32(e[8:])), size)
	}
	return nil, ErrNoPacket
}

// packet reads so many bytes, without the zeros with which some programs fill it up.
func packet(r io.ReaderAt, at, size int64) ([]byte, error) {
	if size > MaxSize {
		return nil, ErrTooLarge
	}
	// The size may be a lie: no more is set aside than the file has.
	b, err := io.ReadAll(io.NewSectionReader(r, at, size))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) < size {
		return nil, ErrNoPacket // the file ends before it does
	}
	if b = bytes.TrimRight(b, "\x00"); len(b) == 0 {
		return nil, ErrNoPacket
	}
	return b, nil
}

// noPacket is ErrNoPacket for a file that ends early, else the error.
func noPacket(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrNoPacket
	}
	return err
}
