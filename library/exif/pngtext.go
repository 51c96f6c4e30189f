package exif

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
)

// maxRawProfile bounds in bytes what a PNG's text unpacks to: twice what the
// largest EXIF segment takes as hexadecimal digits, many times over.
const maxRawProfile = 4 << 20

// pngStructures reads the eXIf chunks, and the text chunks in which ImageMagick
// and others keep EXIF data as hexadecimal digits.
func pngStructures(data []byte) (found [][]byte) {
	const signature, frame = 8, 12 // a chunk's length, type and checksum
	for at := signature; at+frame <= len(data) && len(found) < maxStructures; {
		size := int64(binary.BigEndian.Uint32(data[at:]))
		if size > int64(len(data)-at-frame) {
			break
		}
		kind, body := string(data[at+4:at+8]), data[at+8:at+8+int(size)]
		if kind == "IEND" {
			break
		}
		if tiff := pngStructure(kind, body); tiff != nil {
			found = append(found, tiff)
		}
		at += frame + int(size)
	}
	return found
}

func pngStructure(kind string, body []byte) []byte {
	switch kind {
	case "eXIf":
		return withoutHeader(body)
	case "tEXt", "zTXt", "iTXt":
	default:
		return nil
	}
	keyword, text, ok := bytes.Cut(body, []byte{0})
	if !ok || string(keyword) != "Raw profile type exif" && string(keyword) != "Raw profile type APP1" {
		return nil
	}
	switch kind {
	case "zTXt":
		text = unpackText(text)
	case "iTXt":
		text = internationalText(text)
	}
	return withoutHeader(rawProfile(text))
}

// unpackText unpacks a method byte and zlib data; it gives nil for what is
// broken or too large.
func unpackText(packed []byte) []byte {
	if len(packed) < 1 || packed[0] != 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(z, maxRawProfile+1))
	if err != nil || len(text) > maxRawProfile {
		return nil
	}
	return text
}

// internationalText gives the text behind an iTXt chunk's keyword: whether it is
// packed, the method, a language and the keyword in it.
func internationalText(body []byte) []byte {
	if len(body) < 2 {
		return nil
	}
	_, rest, ok := bytes.Cut(body[2:], []byte{0})
	if !ok {
		return nil
	}
	_, text, ok := bytes.Cut(rest, []byte{0})
	switch {
	case !ok:
		return nil
	case body[0] == 1:
		return unpackText(append([]byte{body[1]}, text...))
	}
	return text
}

// rawProfile decodes ImageMagick's form: a line with the profile's name, one
// with its length in bytes, and lines of hexadecimal digits.
func rawProfile(text []byte) []byte {
	if len(text) > maxRawProfile {
		return nil
	}
	lines := bytes.SplitN(bytes.TrimLeft(text, "\n"), []byte("\n"), 3)
	if len(lines) < 3 {
		return nil
	}
	digits := bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == ' ' {
			return -1
		}
		return r
	}, lines[2])
	profile := make([]byte, len(digits)/2)
	n, _ := hex.Decode(profile, digits[:len(digits)/2*2]) // up to what is no digit
	return profile[:n]
}
