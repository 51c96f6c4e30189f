package sidecar

import (
	"fmt"
	"strings"
)

// document is a sidecar that was read: its text, and where its properties stand.
type document struct {
	text         string
	charset      charset
	root         *element
	rdf          *element
	descriptions []*element
	properties   []property
}

// property is one occurrence of a property, as an attribute of an rdf:Description or as
// an element in it.
type property struct {
	name
	in     *element   // the description
	attr   *attribute // nil for one that is an element
	elem   *element   // nil for one that is an attribute
	simple *element   // the element whose text is the value, nil where none is
	value  string     // of a simple one, without white space around it
	items  []string   // of a list
}

// open reads a sidecar's bytes. Errors are ErrTooLarge, ErrMalformed and ErrNotXMP.
func open(b []byte) (*document, error) {
	text, c, err := decode(b)
	if err != nil {
		return nil, err
	}
	root, err := parse(text)
	if err != nil {
		return nil, err
	}
	d := &document{text: text, charset: c, root: root}
	if err := d.findRDF(); err != nil {
		return nil, err
	}
	for _, e := range d.rdf.children {
		if e.is(nsRDF, "Description") {
			d.descriptions = append(d.descriptions, e)
			d.addProperties(e)
		}
	}
	return d, nil
}

// findRDF finds the one rdf:RDF, which is the document or lies in it directly.
func (d *document) findRDF() error {
	if d.root.is(nsRDF, "RDF") {
		d.rdf = d.root
		return nil
	}
	for _, e := range d.root.children {
		if !e.is(nsRDF, "RDF") {
			continue
		}
		if d.rdf != nil {
			return fmt.Errorf("%w: there is a second rdf:RDF", ErrNotXMP)
		}
		d.rdf = e
	}
	if d.rdf == nil {
		return fmt.Errorf("%w: there is no rdf:RDF in <%s>", ErrNotXMP, d.root.local)
	}
	return nil
}

func (d *document) addProperties(e *element) {
	for i := range e.attrs {
		a := &e.attrs[i]
		if isPropertyAttribute(a) {
			d.properties = append(d.properties, property{
				name: name{a.uri, a.local}, in: e, attr: a, value: strings.TrimSpace(a.value),
			})
		}
	}
	for _, child := range e.children {
		p := property{name: name{child.uri, child.local}, in: e, elem: child}
		p.readElement()
		d.properties = append(d.properties, p)
	}
}

// isPropertyAttribute is true for an attribute of a description that is a property of
// the photo, and no part of RDF or XML.
func isPropertyAttribute(a *attribute) bool {
	return a.uri != "" && a.uri != nsRDF && a.uri != nsXML && !a.isBinding()
}

// readElement reads the value of a property that is an element: text, the rdf:value of
// one that is qualified, or a list.
func (p *property) readElement() {
	e := p.elem
	if len(e.children) == 1 && e.children[0].is(nsRDF, "Description") {
		e = e.children[0]
	}
	switch {
	case len(p.elem.children) == 0:
		p.simple = p.elem
	case len(e.children) == 1 && isList(e.children[0]):
		for _, item := range e.children[0].children {
			if item.is(nsRDF, "li") {
				p.items = append(p.items, strings.TrimSpace(item.text.String()))
			}
		}
	default:
		for _, child := range e.children {
			if child.is(nsRDF, "value") && len(child.children) == 0 {
				p.simple = child
			}
		}
	}
	if p.simple != nil {
		p.value = strings.TrimSpace(p.simple.text.String())
	}
}

func isList(e *element) bool {
	return e.is(nsRDF, "Bag") || e.is(nsRDF, "Seq") || e.is(nsRDF, "Alt")
}

// isSimple is true for a property with one value.
func (p *property) isSimple() bool { return p.attr != nil || p.simple != nil }

// all gives the occurrences of a property, in the order of the file.
func (d *document) all(n name) []*property {
	var found []*property
	for i := range d.properties {
		if d.properties[i].name == n {
			found = append(found, &d.properties[i])
		}
	}
	return found
}

// value gives a property's first simple value, and whether there is one.
func (d *document) value(n name) (string, bool) {
	for _, p := range d.all(n) {
		if p.isSimple() {
			return p.value, true
		}
	}
	return "", false
}

// list gives the items of a property's first list.
func (d *document) list(n name) []string {
	for _, p := range d.all(n) {
		if len(p.items) > 0 {
			return p.items
		}
	}
	return nil
}

// firstText gives the first item of a list of languages, or a plain value.
func (d *document) firstText(n name) string {
	if items := d.list(n); len(items) > 0 {
		return items[0]
	}
	v, _ := d.value(n)
	return v
}
