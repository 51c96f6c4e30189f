package sidecar

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// space is the white space of XML.
const space = " \t\r\n"

// attributes reads the attributes of a start tag and its end; empty is true for one
// that ends the element too.
func (p *parser) attributes(e *element) (empty bool, err error) {
	for {
		before := p.at
		p.at = len(p.text) - len(strings.TrimLeft(p.text[p.at:], space))
		rest := p.text[p.at:]
		switch {
		case strings.HasPrefix(rest, "/>"):
			p.at += 2
			return true, nil
		case strings.HasPrefix(rest, ">"):
			p.at++
			return false, nil
		case rest == "" || before == p.at:
			return false, malformed(before, "a start tag without an end")
		}
		a, err := p.attribute(before)
		if err != nil {
			return false, err
		}
		e.attrs = append(e.attrs, a)
	}
}

func (p *parser) attribute(before int) (attribute, error) {
	a := attribute{space: before, start: p.at}
	raw, n := readName(p.text[p.at:])
	var ok bool
	if a.prefix, a.local, ok = splitName(raw); n == 0 || !ok {
		return a, malformed(p.at, "a wrong attribute")
	}
	rest := strings.TrimLeft(p.text[p.at+n:], space)
	if !strings.HasPrefix(rest, "=") {
		return a, malformed(p.at, "an attribute without a value")
	}
	rest = strings.TrimLeft(rest[1:], space)
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return a, malformed(p.at, "a value without quotes")
	}
	a.quote, a.from = rest[0], len(p.text)-len(rest)+1
	length := strings.IndexByte(rest[1:], a.quote)
	if length < 0 || strings.IndexByte(rest[1:1+length], '<') >= 0 {
		return a, malformed(a.from, "a value without an end")
	}
	a.to = a.from + length
	a.end = a.to + 1
	var err error
	a.value, err = unescape(p.text[a.from:a.to], a.from)
	p.at = a.end
	return a, err
}

// resolve finds what the prefixes of an element and its attributes mean.
func resolve(e *element) error {
	for i := range e.attrs {
		a := &e.attrs[i]
		switch {
		case a.prefix == "xmlns":
			if a.value == "" || a.local == "xmlns" || (a.local == "xml") != (a.value == nsXML) {
				return malformed(a.start, "a prefix that must not be bound so")
			}
			a.uri = nsXMLNS
			e.bind(a.local, a.value)
		case a.prefix == "" && a.local == "xmlns":
			a.uri = nsXMLNS
			e.bind("", a.value)
		}
	}
	var ok bool
	if e.uri, ok = e.boundTo(e.prefix); !ok && e.prefix != "" {
		return malformed(e.start, "the prefix %q, which nothing binds,", e.prefix)
	}
	seen := make(map[name]bool, len(e.attrs))
	for i := range e.attrs {
		a := &e.attrs[i]
		if a.prefix != "" && !a.isBinding() {
			if a.uri, ok = e.boundTo(a.prefix); !ok {
				return malformed(a.start, "the prefix %q, which nothing binds,", a.prefix)
			}
		}
		key := name{a.uri, a.local}
		if a.isBinding() && a.prefix == "" {
			key.local = "" // the default namespace, not a prefix "xmlns"
		}
		if seen[key] {
			return malformed(a.start, "the attribute %s for the second time", a.local)
		}
		seen[key] = true
	}
	return nil
}

func (e *element) bind(prefix, uri string) {
	if e.bound == nil {
		e.bound = map[string]string{}
	}
	e.bound[prefix] = uri
}

// readName gives the name at the start of s and its length in bytes; 0 for none.
func readName(s string) (string, int) {
	n := 0
	for i, r := range s {
		first := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && isNameRune(r)
		if !first && (i == 0 || !strings.ContainsRune("-.:0123456789\u00b7\u203f\u2040", r) && (r < 0x300 || r > 0x36f)) {
			break
		}
		n = i + utf8.RuneLen(r)
	}
	return s[:n], n
}

// isNameRune is true for the letters beyond ASCII that begin a name in XML 1.0 (fifth
// edition).
func isNameRune(r rune) bool {
	for _, span := range [][2]rune{
		{0xc0, 0xd6},
		{0xd8, 0xf6},
		{0xf8, 0x2ff},
		{0x370, 0x37d},
		{0x37f, 0x1fff},
		{0x200c, 0x200d},
		{0x2070, 0x218f},
		{0x2c00, 0x2fef},
		{0x3001, 0xd7ff},
		{0xf900, 0xfdcf},
		{0xfdf0, 0xfffd},
		{0x10000, 0xeffff},
	} {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return false
}

// splitName parts a name into prefix and local name.
func splitName(raw string) (prefix, local string, ok bool) {
	prefix, local, found := strings.Cut(raw, ":")
	if !found {
		return "", raw, raw != ""
	}
	_, n := readName(local)
	return prefix, local, prefix != "" && n == len(local) && n > 0 && !strings.Contains(local, ":")
}

// unescape replaces references to characters, and each line end by one line feed.
func unescape(s string, at int) (string, error) {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	if strings.IndexByte(s, '&') < 0 {
		return s, nil
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		ref, after, closed := strings.Cut(rest, ";")
		r, ok := reference(ref)
		if !closed || !ok {
			return "", malformed(at, "a reference to no character")
		}
		b.WriteRune(r)
		s = after
	}
}

// reference gives the character that &ref; stands for.
func reference(ref string) (rune, bool) {
	switch ref {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, base := strings.TrimPrefix(ref, "#"), 10
	if digits == ref {
		return 0, false
	}
	if hex := strings.TrimPrefix(digits, "x"); hex != digits {
		digits, base = hex, 16
	}
	if digits == "" || strings.ContainsAny(digits, "+-_") {
		return 0, false
	}
	v, err := strconv.ParseUint(digits, base, 32)
	r := rune(v)
	return r, err == nil && v <= utf8.MaxRune && utf8.ValidRune(r) && !isForbidden(r)
}

// escape writes a value so that it can stand in a text and between quotes.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;").Replace(s)
}
