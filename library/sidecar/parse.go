package sidecar

import (
	"strings"
)

const (
	// deepest is how many elements may lie in each other.
	deepest = 200
	// mostElements is how many there may be: the tree costs much more than the text.
	mostElements = 300_000
)

// parser reads a document from its start to its end. It takes what XML 1.0 with
// namespaces allows, but no document type: that is where entities are declared, and no
// program writes one into a sidecar.
type parser struct {
	text     string
	at       int
	root     *element
	open     *element
	depth    int
	elements int
}

func parse(text string) (*element, error) {
	p := &parser{text: text}
	if i := strings.IndexFunc(text, isForbidden); i >= 0 {
		return nil, malformed(i, "a control character")
	}
	for p.at < len(text) {
		if err := p.step(); err != nil {
			return nil, err
		}
	}
	switch {
	case p.open != nil:
		return nil, malformed(p.at, "the end comes before that of <%s>", p.open.local)
	case p.root == nil:
		return nil, malformed(0, "no element")
	}
	return p.root, nil
}

// isForbidden is true for what XML 1.0 allows nowhere.
func isForbidden(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}

// step reads text up to a tag, or one piece of markup.
func (p *parser) step() error {
	rest := p.text[p.at:]
	switch {
	case rest[0] != '<':
		return p.chars()
	case strings.HasPrefix(rest, "<?"):
		return p.instruction()
	case strings.HasPrefix(rest, "<!--"):
		return p.comment()
	case strings.HasPrefix(rest, "<![CDATA["):
		return p.cdata()
	case strings.HasPrefix(rest, "<!"):
		return malformed(p.at, "a document type")
	case strings.HasPrefix(rest, "</"):
		return p.endTag()
	}
	return p.startTag()
}

func (p *parser) chars() error {
	end := strings.IndexByte(p.text[p.at:], '<')
	if end < 0 {
		end = len(p.text) - p.at
	}
	raw := p.text[p.at : p.at+end]
	if p.open == nil && strings.TrimLeft(raw, space) != "" {
		return malformed(p.at, "text outside of the document")
	}
	if i := strings.Index(raw, "]]>"); i >= 0 {
		return malformed(p.at+i, "]]> in the text")
	}
	if p.open != nil {
		text, err := unescape(raw, p.at)
		if err != nil {
			return err
		}
		p.open.text.WriteString(text)
	}
	p.at += end
	return nil
}

// instruction skips <?…?>. The XML declaration is one at the very start.
func (p *parser) instruction() error {
	end := strings.Index(p.text[p.at+2:], "?>")
	if end < 0 {
		return malformed(p.at, "an instruction without an end")
	}
	body := p.text[p.at+2 : p.at+2+end]
	target, n := readName(body)
	if n == 0 || strings.Contains(target, ":") || n < len(body) && !strings.ContainsRune(space, rune(body[n])) {
		return malformed(p.at, "an instruction without a name")
	}
	if strings.EqualFold(target, "xml") && (p.at != 0 || target != "xml") {
		return malformed(p.at, "an XML declaration in the middle")
	}
	p.at += end + 4
	return nil
}

func (p *parser) comment() error {
	body := p.text[p.at+4:]
	end := strings.Index(body, "--")
	if end < 0 || !strings.HasPrefix(body[end:], "-->") {
		return malformed(p.at, "a comment without an end")
	}
	p.at += 4 + end + 3
	return nil
}

func (p *parser) cdata() error {
	const head = len("<![CDATA[")
	end := strings.Index(p.text[p.at:], "]]>")
	if end < 0 || p.open == nil {
		return malformed(p.at, "character data without an end or outside of the document")
	}
	p.open.text.WriteString(p.text[p.at+head : p.at+end])
	p.at += end + 3
	return nil
}

func (p *parser) endTag() error {
	start := p.at
	raw, n := readName(p.text[p.at+2:])
	rest := strings.TrimLeft(p.text[p.at+2+n:], space)
	if p.open == nil || n == 0 || !strings.HasPrefix(rest, ">") {
		return malformed(start, "a wrong end tag")
	}
	prefix, local, _ := splitName(raw)
	if prefix != p.open.prefix || local != p.open.local {
		return malformed(start, "</%s> where the end of <%s> belongs", local, p.open.local)
	}
	p.at = len(p.text) - len(rest) + 1
	p.open.closing, p.open.end = start, p.at
	p.open, p.depth = p.open.parent, p.depth-1
	return nil
}

func (p *parser) startTag() error {
	e := &element{parent: p.open, start: p.at}
	if p.elements++; p.elements > mostElements || p.depth >= deepest {
		return malformed(p.at, "too many elements, or too many in each other,")
	}
	if p.open == nil && p.root != nil {
		return malformed(p.at, "a second document")
	}
	raw, n := readName(p.text[p.at+1:])
	var ok bool
	if e.prefix, e.local, ok = splitName(raw); n == 0 || !ok {
		return malformed(p.at, "a wrong tag")
	}
	p.at += 1 + n
	empty, err := p.attributes(e)
	if err != nil {
		return err
	}
	if err := resolve(e); err != nil {
		return err
	}
	e.tagEnd, e.closing, e.end = p.at, p.at, p.at
	if p.open != nil {
		p.open.children = append(p.open.children, e)
	} else {
		p.root = e
	}
	if !empty {
		p.open, p.depth = e, p.depth+1
	}
	return nil
}
