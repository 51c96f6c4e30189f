package catalog

import (
	"slices"

	"keeplight.app/keeplight/library"
)

// message reads a message as encodeScore writes it: a string, or an object with
// a code. depth counts the messages that it lies in, from 1.
func (r *fastReader) message(depth int) library.Message {
	if r.peek() == '"' {
		return library.Verbatim(r.text())
	}
	r.open('{')
	if depth > library.MaxMessageDepth || !r.ok {
		r.ok = false
		return library.Message{}
	}
	var code string
	var args []library.Arg
	if depth == 1 { // those of a message in another one are gathered while its own are
		args = r.args[:0]
	}
	if r.key(`"c":`) {
		code = r.word()
	}
	if r.key(`"a":`) {
		r.list(func() { args = append(args, r.arg(depth)) })
	}
	r.close('}')
	// A text in place of a code is left to encoding/json.
	r.ok = r.ok && code != "" && len(args) <= library.MaxMessageArgs
	if depth == 1 {
		r.args = args // to gather the next one's in
	}
	switch len(args) {
	case 0:
		return library.Coded(code)
	case 1:
		return library.CodedWith(code, args[0])
	}
	return library.Coded(code, slices.Clone(args)...)
}

func (r *fastReader) arg(depth int) library.Arg {
	var a library.Arg
	r.open('{')
	if r.key(`"k":`) {
		a.Name = r.word()
	}
	switch {
	case r.key(`"n":`):
		a.Number = r.number()
		if r.key(`"u":`) {
			a.Unit = library.Unit(r.word())
		}
		r.ok = r.ok && a.Unit != ""
	case r.key(`"s":`):
		a.Text = r.text()
	case r.key(`"m":`):
		m := r.message(depth + 1)
		a.Message = &m
		r.ok = r.ok && m.Code() != ""
	default:
		r.ok = false
	}
	r.close('}')
	r.ok = r.ok && a.Name != ""
	return a
}

// word reads a short text of which there are few, such as a code, and gives the
// same string for the same bytes.
func (r *fastReader) word() string {
	start := r.at
	if r.words == nil {
		return r.text()
	}
	r.take('"')
	for r.ok && r.peek() != '"' {
		if c := r.peek(); c < ' ' || c >= 0x80 || c == '\\' {
			r.at = start
			return r.text()
		}
		r.at++
	}
	r.take('"')
	if !r.ok {
		return ""
	}
	b := r.b[start+1 : r.at-1]
	if w, ok := r.words[string(b)]; ok {
		return w
	}
	w := string(b)
	if len(r.words) < maxWords {
		r.words[w] = w
	}
	return w
}

// maxWords bounds what is remembered of a file that may be damaged or planted.
const maxWords = 1000
