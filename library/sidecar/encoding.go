package sidecar

import (
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// MaxSize is how large a sidecar may be, in bytes: masks of AI tools make tens of
// thousands of lines, but a file larger than this is no sidecar.
const MaxSize = 16 << 20

// Why a sidecar is refused. It is then neither read nor changed.
var (
	ErrTooLarge  = errors.New("the file is larger than a sidecar can be")
	ErrMalformed = errors.New("the file is not well-formed XML")
	ErrNotXMP    = errors.New("the file is XML but holds no XMP")
)

func malformed(at int, format string, args ...any) error {
	return fmt.Errorf("%w: %s at byte %d", ErrMalformed, fmt.Sprintf(format, args...), at)
}

// charset is how a file's text is written in bytes.
type charset struct {
	mark  string           // the byte order mark at its start, "" for none
	order byteOrder        // of UTF-16, nil for bytes
	eight *charmap.Charmap // of one byte a character, nil for UTF-8
}

type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

const utf8Mark = "\xef\xbb\xbf"

// decode gives a file's text in UTF-8, and what brings it back to the same bytes.
func decode(b []byte) (string, charset, error) {
	if len(b) > MaxSize {
		return "", charset{}, fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, len(b), MaxSize)
	}
	s := string(b)
	switch {
	case strings.HasPrefix(s, "\xff\xfe\x00\x00"), strings.HasPrefix(s, "\x00\x00\xfe\xff"):
		return "", charset{}, malformed(0, "UTF-32, which nobody writes,")
	case strings.HasPrefix(s, utf8Mark):
		return decode8(s[len(utf8Mark):], charset{mark: utf8Mark})
	case strings.HasPrefix(s, "\xff\xfe"):
		return decode16(s[2:], charset{mark: s[:2], order: binary.LittleEndian})
	case strings.HasPrefix(s, "\xfe\xff"):
		return decode16(s[2:], charset{mark: s[:2], order: binary.BigEndian})
	case strings.HasPrefix(s, "<\x00"):
		return decode16(s, charset{order: binary.LittleEndian})
	case strings.HasPrefix(s, "\x00<"):
		return decode16(s, charset{order: binary.BigEndian})
	}
	return decode8(s, charset{})
}

func decode8(s string, c charset) (string, charset, error) {
	switch name := declared(s); name {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		if !utf8.ValidString(s) {
			return "", c, malformed(invalidAt(s), "text that is not UTF-8")
		}
		return s, c, nil
	case "iso-8859-1", "latin1":
		c.eight = charmap.ISO8859_1
	case "windows-1252", "cp1252":
		c.eight = charmap.Windows1252
	default:
		return "", c, malformed(0, "the unknown encoding %q", name)
	}
	var text strings.Builder
	for i := range len(s) {
		r := c.eight.DecodeByte(s[i])
		if r == utf8.RuneError {
			return "", c, malformed(i, "a byte that is no character")
		}
		text.WriteRune(r)
	}
	return text.String(), c, nil
}

func invalidAt(s string) int {
	for i, r := range s {
		if _, width := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && width == 1 {
			return i
		}
	}
	return len(s)
}

func decode16(s string, c charset) (string, charset, error) {
	if len(s)%2 != 0 {
		return "", c, malformed(len(s), "half a character of UTF-16")
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = c.order.Uint16([]byte(s[2*i : 2*i+2]))
	}
	text := string(utf16.Decode(units))
	for i, again := 0, utf16.Encode([]rune(text)); i < len(units); i++ {
		if i >= len(again) || again[i] != units[i] {
			return "", c, malformed(2*i, "half a surrogate pair")
		}
	}
	return text, c, nil
}

// encode is the way back. A character that the encoding lacks becomes a reference,
// which stands for it in attributes and text alike.
func (c *charset) encode(text string) []byte {
	switch {
	case c.order != nil:
		out := []byte(c.mark)
		for _, unit := range utf16.Encode([]rune(text)) {
			out = c.order.AppendUint16(out, unit)
		}
		return out
	case c.eight != nil:
		out := []byte(c.mark)
		for _, r := range text {
			if b, ok := c.eight.EncodeRune(r); ok {
				out = append(out, b)
			} else {
				out = fmt.Appendf(out, "&#x%X;", r)
			}
		}
		return out
	}
	return append([]byte(c.mark), text...)
}

var declaration = regexp.MustCompile(`^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z0-9._-]+)["']`)

// declared is the encoding that the XML declaration names, in lower case.
func declared(s string) string {
	m := declaration.FindStringSubmatch(s[:min(len(s), 256)])
	if m == nil {
		return ""
	}
	return strings.ToLower(m[1])
}
