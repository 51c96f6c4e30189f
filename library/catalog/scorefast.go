package catalog

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

// fastScore reads exactly the JSON that encodeScore writes, many times faster
// than encoding/json, because a window that opens on ten thousand photos waits
// for all their scores. ok is false for everything else, also for JSON of the
// same meaning in other words; the caller then asks encoding/json.
//
// words, which may be nil, remembers codes and the like from score to score.
func fastScore(b []byte, words map[string]string) (s storedScore, ok bool) {
	r := fastReader{b: b, ok: true, words: words}
	r.open('{')
	if r.key(`"o":`) {
		s.Overall = r.value()
	}
	if r.key(`"a":`) {
		s.Values = make([]storedValue, 0, library.NumAttributes)
		r.list(func() { s.Values = append(s.Values, r.value()) })
	}
	if r.key(`"s":`) {
		s.Summary = r.message(1)
	}
	if r.key(`"t":`) {
		r.ok = s.ScoredAt.UnmarshalText([]byte(r.text())) == nil && r.ok
	}
	if r.key(`"b":`) {
		s.Basis = make([]float32, 0, 16)
		r.list(func() { s.Basis = append(s.Basis, r.single()) })
	}
	if r.key(`"p":`) {
		s.Tokens = r.whole()
	}
	r.close('}')
	return s, r.ok && r.at == len(b)
}

// fastReader walks over JSON without spaces. After the first thing that it does
// not expect, ok is false and what it gives means nothing.
type fastReader struct {
	b     []byte
	at    int
	comma bool // something stands before in the same object or list
	ok    bool
	words map[string]string
	args  []library.Arg // room in which those of a message are gathered
}

func (r *fastReader) value() storedValue {
	var v storedValue
	r.open('{')
	if r.key(`"k":`) {
		v.Key = r.text()
	}
	if r.key(`"m":`) {
		mean := r.number()
		v.Mean = &mean
	}
	if r.key(`"sd":`) {
		v.SD = r.number()
	}
	if r.key(`"d":`) {
		r.list(func() { v.Dist = append(v.Dist, r.number()) })
	}
	if r.key(`"x":`) {
		v.Off = r.number()
	}
	if r.key(`"r":`) {
		v.Reason = r.message(1)
	}
	r.close('}')
	return v
}

// peek gives the next byte, 0 at the end.
func (r *fastReader) peek() byte {
	if r.at < len(r.b) {
		return r.b[r.at]
	}
	return 0
}

// take steps over one byte that must be there.
func (r *fastReader) take(c byte) {
	if r.peek() != c {
		r.ok = false
		return
	}
	r.at++
}

func (r *fastReader) open(c byte) {
	r.take(c)
	r.comma = false
}

func (r *fastReader) close(c byte) {
	r.take(c)
	r.comma = true
}

// key steps over a key and its comma if they come next.
func (r *fastReader) key(key string) bool {
	from := r.at
	if r.comma {
		if r.peek() != ',' {
			return false
		}
		from++
	}
	end := from + len(key)
	if !r.ok || end > len(r.b) || string(r.b[from:end]) != key {
		return false
	}
	r.at, r.comma = end, true
	return true
}

// list calls item for every item of a list, which has at least one.
func (r *fastReader) list(item func()) {
	r.open('[')
	item()
	for r.ok && r.peek() == ',' {
		r.at++
		item()
	}
	r.close(']')
}

// text reads a string; one with escapes goes to encoding/json.
func (r *fastReader) text() string {
	start, escaped := r.at, false
	r.take('"')
	for ; r.ok && r.peek() != '"'; r.at++ {
		switch c := r.peek(); {
		case c == '\\':
			escaped = true
			r.at++
		case c < ' ': // the end, too
			r.ok = false
		}
	}
	r.take('"')
	if !r.ok {
		return ""
	}
	if escaped {
		var s string
		r.ok = json.Unmarshal(r.b[start:r.at], &s) == nil
		return s
	}
	plain := r.b[start+1 : r.at-1]
	r.ok = utf8.Valid(plain)
	return string(plain)
}

// number reads a number by JSON's grammar, which is narrower than strconv's.
func (r *fastReader) number() float64 { return r.numberOf(64) }

// single reads one of 32 bits: read as one of 64 and shortened it would be rounded twice.
func (r *fastReader) single() float32 { return float32(r.numberOf(32)) }

func (r *fastReader) numberOf(bits int) float64 {
	start := r.at
	d := decimal{}
	if r.peek() == '-' {
		r.at++
	}
	if r.peek() == '0' {
		r.at++
	} else {
		r.digits(&d)
	}
	if r.peek() == '.' {
		r.at++
		whole := d.count
		r.digits(&d)
		d.fraction = d.count - whole
	}
	if c := r.peek(); c == 'e' || c == 'E' {
		d.count = maxExactDigits + 1
		r.at++
		if c := r.peek(); c == '+' || c == '-' {
			r.at++
		}
		r.digits(&d)
	}
	text := r.b[start:min(r.at, len(r.b))]
	if r.ok && bits == 64 && d.count <= maxExactDigits {
		return d.value(text[0] == '-')
	}
	x, err := strconv.ParseFloat(string(text), bits)
	r.ok = r.ok && err == nil
	return x
}

// whole reads a small whole number without a sign.
func (r *fastReader) whole() int {
	start := r.at
	x := r.number()
	for _, c := range r.b[start:min(r.at, len(r.b))] {
		r.ok = r.ok && c >= '0' && c <= '9'
	}
	r.ok = r.ok && x <= math.MaxInt32
	return int(x)
}

// digits steps over at least one digit.
func (r *fastReader) digits(d *decimal) {
	start := r.at
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		d.digits = d.digits*10 + uint64(c-'0') // too large a number is not asked for its value
		d.count++
		r.at++
	}
	r.ok = r.ok && r.at > start
}

// decimal is a number as it is written.
type decimal struct {
	digits          uint64 // without the point
	count, fraction int    // of digits, all and those behind the point
}

// maxExactDigits is up to how many digits, and the power of ten of so many, a float64 holds
// every whole number: the quotient of two of them is rounded once, as strconv does it
// (Clinger 1990, How to read floating point numbers accurately).
const maxExactDigits = 15

// value gives the number, which has at most maxExactDigits.
func (d *decimal) value(negative bool) float64 {
	tens := 1.0
	for range d.fraction {
		tens *= 10
	}
	x := float64(d.digits) / tens
	if negative {
		return -x
	}
	return x
}
