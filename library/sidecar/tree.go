package sidecar

import "strings"

// element is an element of the document, with the places of its tags in the text.
type element struct {
	prefix, local, uri string
	attrs              []attribute
	children           []*element
	parent             *element
	start, tagEnd      int // of the start tag
	closing, end       int // of the end tag; both are tagEnd where the tag is empty: <a/>
	text               strings.Builder
	bound              map[string]string // prefixes that this element binds, "" is the default
}

// attribute is an attribute, with its places in the text.
type attribute struct {
	prefix, local, uri string
	value              string // unescaped
	space              int    // where the white space before it begins
	start, end         int    // of name="value"
	from, to           int    // of the value, without its quotes
	quote              byte
}

// is is true for an element of a name.
func (e *element) is(uri, local string) bool { return e.uri == uri && e.local == local }

// isEmptyTag is true for <a/>, which has no end tag.
func (e *element) isEmptyTag() bool { return e.closing == e.tagEnd && e.end == e.tagEnd }

// isBinding is true for an attribute that binds a prefix.
func (a *attribute) isBinding() bool { return a.uri == nsXMLNS }

// boundTo gives what a prefix means at an element; "" and false where it means nothing.
func (e *element) boundTo(prefix string) (string, bool) {
	if prefix == "xml" {
		return nsXML, true
	}
	for at := e; at != nil; at = at.parent {
		if uri, ok := at.bound[prefix]; ok {
			return uri, uri != ""
		}
	}
	return "", prefix == ""
}

// prefixFor gives a prefix that means a namespace at an element, and that an attribute
// can have; "" where there is none.
func (e *element) prefixFor(uri string) string {
	for at := e; at != nil; at = at.parent {
		for i := range at.attrs {
			a := &at.attrs[i]
			if !a.isBinding() || a.prefix == "" || a.value != uri {
				continue
			}
			if now, ok := e.boundTo(a.local); ok && now == uri {
				return a.local
			}
		}
	}
	return ""
}

// attribute gives the value of one of its attributes; "" where it has none.
func (e *element) attribute(uri, local string) string {
	for i := range e.attrs {
		if a := &e.attrs[i]; a.uri == uri && a.local == local {
			return a.value
		}
	}
	return ""
}
