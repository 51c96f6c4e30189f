package sidecar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// edit replaces a stretch of the text.
type edit struct {
	from, to int
	with     string
}

// editor gathers the edits of one document. Nothing outside of them changes.
type editor struct {
	*document
	edits []edit
	bound map[string]string // prefixes that the edits bind, by namespace
	fresh []string          // attributes of a description that has to be made
	err   error             // the first thing that cannot be done
}

func newEditor(d *document) *editor { return &editor{document: d, bound: map[string]string{}} }

// apply gives the text with all edits.
func (e *editor) apply() (string, error) {
	if e.err != nil {
		return "", e.err
	}
	if len(e.fresh) > 0 {
		e.addDescription()
	}
	slices.SortStableFunc(e.edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var b strings.Builder
	at := 0
	for _, x := range e.edits {
		if x.from < at {
			return "", fmt.Errorf("two changes of a sidecar overlap at byte %d: please report this", x.from)
		}
		b.WriteString(e.text[at:x.from])
		b.WriteString(x.with)
		at = x.to
	}
	b.WriteString(e.text[at:])
	return b.String(), nil
}

func (e *editor) replace(from, to int, with string) {
	e.edits = append(e.edits, edit{from, to, with})
}

// set gives every occurrence of a property a value, and adds the property where there
// is none. isRight says which values are left as they are.
func (e *editor) set(n name, value string, isRight func(string) bool) {
	found := e.all(n)
	for _, p := range found {
		e.setOne(p, value, isRight)
	}
	if len(found) == 0 {
		e.add(n, value)
	}
}

// change is set for a property that is not added.
func (e *editor) change(n name, value string, isRight func(string) bool) {
	for _, p := range e.all(n) {
		e.setOne(p, value, isRight)
	}
}

func (e *editor) setOne(p *property, value string, isRight func(string) bool) {
	switch {
	case !p.isSimple():
		e.err = cmp.Or(e.err, fmt.Errorf("%w: %s is not written as one value", ErrNotXMP, p.name))
	case isRight(p.value):
	case p.attr != nil:
		e.replace(p.attr.from, p.attr.to, escape(value))
	case p.simple.isEmptyTag():
		tag := p.simple
		e.replace(tag.tagEnd-2, tag.tagEnd, ">"+escape(value)+"</"+rawName(tag)+">")
	default:
		e.replace(p.simple.tagEnd, p.simple.closing, escape(value))
	}
}

// remove takes every occurrence of a property away, with the white space before it.
func (e *editor) remove(n name) {
	for _, p := range e.all(n) {
		if p.attr != nil {
			e.replace(p.attr.space, p.attr.end, "")
			continue
		}
		from := p.elem.start
		from -= len(e.text[:from]) - len(strings.TrimRight(e.text[:from], space))
		e.replace(from, p.elem.end, "")
	}
}

// add adds a property to the first description, as its others are written: as an
// attribute, or as an element where all are elements.
func (e *editor) add(n name, value string) {
	if len(e.descriptions) == 0 {
		raw := e.freshName(n)
		e.fresh = append(e.fresh, raw+`="`+escape(value)+`"`)
		return
	}
	in := e.home(n.uri)
	if !e.hasOnlyElements(in) {
		prefix := e.prefix(in, n.uri)
		at, gap, quote := afterAttributes(e.text, in)
		e.replace(at, at, gap+prefix+":"+n.local+"="+quote+escape(value)+quote)
		return
	}
	last := in.children[len(in.children)-1]
	before := e.text[:last.start]
	gap := before[len(strings.TrimRight(before, space)):]
	prefix := e.prefix(in, n.uri)
	e.replace(last.end, last.end, gap+"<"+prefix+":"+n.local+">"+escape(value)+"</"+prefix+":"+n.local+">")
}

// home is the description to which a property is added: the first in which its
// namespace has a prefix, else the first.
func (e *editor) home(uri string) *element {
	for _, in := range e.descriptions {
		if in.prefixFor(uri) != "" {
			return in
		}
	}
	return e.descriptions[0]
}

func (e *editor) hasOnlyElements(in *element) bool {
	if len(in.children) == 0 {
		return false
	}
	return !slices.ContainsFunc(in.attrs, func(a attribute) bool { return isPropertyAttribute(&a) })
}

// prefix gives the prefix of a namespace in a description, which it binds if it must.
func (e *editor) prefix(in *element, uri string) string {
	if p := in.prefixFor(uri); p != "" {
		return p
	}
	key := fmt.Sprint(in.start, " ", uri)
	if p, ok := e.bound[key]; ok {
		return p
	}
	p := e.freePrefix(in, uri)
	e.bound[key] = p
	at, gap, quote := afterBindings(e.text, in)
	e.replace(at, at, gap+"xmlns:"+p+"="+quote+uri+quote)
	return p
}

// freePrefix is the usual prefix of a namespace, with a number where that means
// something else here.
func (e *editor) freePrefix(in *element, uri string) string {
	usual := prefixOf(uri)
	p := usual
	for n := 2; ; n++ {
		_, taken := in.boundTo(p)
		for _, other := range e.bound {
			taken = taken || other == p
		}
		if !taken {
			return p
		}
		p = fmt.Sprint(usual, n)
	}
}

// afterAttributes says where an attribute is added to a start tag, and with what white
// space before it and which quotes: like the last one.
func afterAttributes(text string, in *element) (at int, gap, quote string) {
	if len(in.attrs) == 0 {
		return in.start + 1 + len(rawName(in)), " ", `"`
	}
	last := &in.attrs[len(in.attrs)-1]
	return last.end, text[last.space:last.start], string(last.quote)
}

// afterBindings is afterAttributes for a binding of a prefix: behind the last other
// one, else behind all.
func afterBindings(text string, in *element) (at int, gap, quote string) {
	for i := len(in.attrs) - 1; i >= 0; i-- {
		if a := &in.attrs[i]; a.isBinding() {
			return a.end, text[a.space:a.start], string(a.quote)
		}
	}
	return afterAttributes(text, in)
}

// rawName is an element's name as it stands in the text.
func rawName(e *element) string {
	if e.prefix == "" {
		return e.local
	}
	return e.prefix + ":" + e.local
}

// freshName names a property in a description that has to be made.
func (e *editor) freshName(n name) string {
	p := e.rdf.prefixFor(n.uri)
	if p == "" {
		if p = e.bound[n.uri]; p == "" {
			p = e.freePrefix(e.rdf, n.uri)
			e.bound[n.uri] = p
			e.fresh = append(e.fresh, fmt.Sprintf(`xmlns:%s="%s"`, p, n.uri))
		}
	}
	return p + ":" + n.local
}

// addDescription makes the description that an empty rdf:RDF lacks.
func (e *editor) addDescription() {
	newline := "\n"
	if strings.Contains(e.text, "\r\n") {
		newline = "\r\n"
	}
	rdf := e.rdf.prefixFor(nsRDF)
	binding := ""
	if rdf == "" { // it is the default namespace, which attributes do not have
		rdf = e.freePrefix(e.rdf, nsRDF)
		binding = fmt.Sprintf(` xmlns:%s="%s"`, rdf, nsRDF)
	}
	made := fmt.Sprintf(`<%s:Description%s %s:about=""`, rdf, binding, rdf)
	for _, attr := range e.fresh {
		made += newline + "   " + attr
	}
	made = newline + "  " + made + "/>" + newline
	if tag := e.rdf; tag.isEmptyTag() {
		e.replace(tag.tagEnd-2, tag.tagEnd, ">"+made+"</"+rawName(tag)+">")
		return
	}
	e.replace(e.rdf.closing, e.rdf.closing, made)
}
