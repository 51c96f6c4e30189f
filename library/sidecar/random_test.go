package sidecar

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"keeplight.app/keeplight/library"
)

// randomXMP is a sidecar made by chance, in pieces: foreign ones that have to stay, and
// between them what holds a decision.
type randomXMP struct {
	r       *rand.Rand
	newline string
	binds   map[string]string // prefixes by namespace
	foreign []string          // pieces that stay, in their order
	text    strings.Builder
	padding []string // before the values of elements
	about   string   // of all descriptions: XMP allows no second one
	count   int      // of pieces of noise, for their names
	mark    bool     // where the next foreign piece begins
}

// keep adds text that has to stay. Between two calls of cut something may be put in.
func (x *randomXMP) keep(text string) {
	x.text.WriteString(text)
	if x.mark || len(x.foreign) == 0 {
		x.foreign = append(x.foreign, "")
		x.mark = false
	}
	x.foreign[len(x.foreign)-1] += text
}

func (x *randomXMP) cut() { x.mark = true }

// own adds text that may change.
func (x *randomXMP) own(text string) {
	x.text.WriteString(text)
	x.cut()
}

func pickOne[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// prefix gives a prefix for a namespace that is like the usual one, or unlike any.
func (x *randomXMP) prefix(uri string) string {
	if p, ok := x.binds[uri]; ok {
		return p
	}
	p := pickOne(x.r, prefixOf(uri), fmt.Sprintf("p%d", len(x.binds)))
	for _, taken := range x.binds {
		if taken == p {
			p = fmt.Sprintf("q%d", len(x.binds))
		}
	}
	x.binds[uri] = p
	return p
}

const nsOther = "https://example.com/other/"

// ownedValue is a property that a decision may change.
type ownedValue struct {
	name
	values []string // that programs write, and some that none does
}

func ownedValues() []ownedValue {
	return []ownedValue{
		{name{nsXMP, "Rating"}, []string{"0", "3", "5", "-1", "3.5", "", "many"}},
		{name{nsXMP, "Label"}, []string{"Red", "Gr&#xFC;n", "Select", "Green"}},
		{name{nsXMP, "MetadataDate"}, []string{"2024-05-03T10:00:00+02:00", "yesterday"}},
		{name{nsDM, "pick"}, []string{"1", "0", "-1"}},
		{name{nsDM, "good"}, []string{"true", "False"}},
		{name{nsPhotoshop, "LabelColor"}, []string{"red", "Blue"}},
		{name{nsDigiKam, "PickLabel"}, []string{"0", "2", "3"}},
		{name{nsDigiKam, "ColorLabel"}, []string{"0", "4", "9"}},
		{name{nsMechanic, "Tagged"}, []string{"True", "False"}},
		{name{nsMechanic, "Prefs"}, []string{"1:3:2:000123", "odd"}},
		{name{nsMicrosoft, "Rating"}, []string{"50"}},
		{name{nsACDSee, "rating"}, []string{"2"}},
	}
}

func (x *randomXMP) gap(depth int) string {
	return pickOne(x.r, x.newline+strings.Repeat(" ", depth), x.newline+strings.Repeat("\t", depth), " ", x.newline+x.newline+"  ")
}

func (x *randomXMP) attribute(depth int, name, value string) string {
	quote := pickOne(x.r, `"`, `'`)
	return x.gap(depth) + name + pickOne(x.r, "=", "=", " = ") + quote + value + quote
}

// description adds one with properties that no earlier one has, and with noise. Owned
// ones that are lists or say nothing of a decision are among the noise.
func (x *randomXMP) description(left *[]ownedValue) {
	rdf := x.prefix(nsRDF)
	var mine []ownedValue
	for len(*left) > 0 && x.r.IntN(3) > 0 {
		mine, *left = append(mine, (*left)[0]), (*left)[1:]
	}
	used := []string{nsOther}
	for _, n := range mine {
		if !slices.Contains(used, n.uri) {
			used = append(used, n.uri)
		}
	}
	x.keep(x.gap(2) + "<" + rdf + ":Description")
	x.keep(x.attribute(4, rdf+":about", x.about))
	x.cut()
	for _, uri := range used {
		x.keep(x.attribute(4, "xmlns:"+x.prefix(uri), uri))
		x.cut()
	}
	elements := x.r.IntN(3) == 0
	var inside []ownedValue
	for _, n := range mine {
		if elements || x.r.IntN(4) == 0 {
			inside = append(inside, n)
			continue
		}
		x.own(x.attribute(4, x.prefix(n.uri)+":"+n.local, pickOne(x.r, n.values...)))
		if x.r.IntN(3) == 0 {
			x.count++
			x.keep(x.attribute(4, fmt.Sprintf("%s:%s%d", x.prefix(nsOther), pickOne(x.r, "Rating", "pick", "note"), x.count), pickOne(x.r, "1", "a &amp; b &lt;", "ü €")))
			x.cut()
		}
	}
	if len(inside) == 0 && x.r.IntN(2) == 0 {
		x.keep(pickOne(x.r, "/>", " />"))
		x.cut()
		return
	}
	x.keep(pickOne(x.r, ">", " >"))
	x.cut()
	for _, n := range inside {
		x.noise(rdf)
		raw := x.prefix(n.uri) + ":" + n.local
		if value := pickOne(x.r, n.values...); value == "" {
			x.own(x.gap(3) + "<" + raw + "/>")
		} else {
			x.own(x.gap(3) + "<" + raw + ">" + pickOne(x.r, x.padding...) + value + "</" + raw + ">")
		}
	}
	x.noise(rdf)
	x.keep(x.gap(2) + "</" + rdf + ":Description>")
	x.cut()
}

// noise adds what other programs write beside a decision.
func (x *randomXMP) noise(rdf string) {
	other, xmp := x.prefix(nsOther), x.prefix(nsXMP)
	for range x.r.IntN(3) {
		x.count++
		n := fmt.Sprint(x.count)
		x.keep(x.gap(3) + pickOne(x.r,
			`<!-- <`+xmp+`:Rating>5</`+xmp+`:Rating> -->`,
			`<?darktable xmp:Rating="5"?>`,
			`<`+other+`:text`+n+`><![CDATA[<x `+xmp+`:Rating="5"/> & ]]></`+other+`:text`+n+`>`,
			`<`+other+`:Rating`+n+`>5</`+other+`:Rating`+n+`>`,
			`<`+other+`:list`+n+`><`+rdf+`:Seq><`+rdf+`:li xml:lang="x-default">a &gt; b</`+rdf+`:li><`+rdf+`:li/></`+rdf+`:Seq></`+other+`:list`+n+`>`,
			`<`+other+`:history`+n+`><`+rdf+`:Seq><`+rdf+`:li `+rdf+`:parseType="Resource"><`+xmp+`:Rating xmlns:`+xmp+`="`+nsXMP+`">1</`+xmp+`:Rating></`+rdf+`:li></`+rdf+`:Seq></`+other+`:history`+n+`>`,
			`<`+other+`:params`+n+`>gz12eJx&#10;`+"\t"+`</`+other+`:params`+n+`>`))
		x.cut()
	}
}

// newRandomXMP makes a sidecar; a plain one only as other readers know them: ExifTool
// knows RDF by its usual prefix alone, and Exiv2 no file that begins with it. The properties that hold a decision are in it once at
// most, as attributes or elements of one or several descriptions.
func newRandomXMP(seed uint64, plain bool) *randomXMP {
	x := &randomXMP{r: rand.New(rand.NewPCG(seed, 1)), binds: map[string]string{}}
	x.newline = pickOne(x.r, "\n", "\n", "\r\n")
	x.binds[nsRDF] = pickOne(x.r, "rdf", "rdf", "r")
	x.padding = []string{"", " ", x.newline}
	if plain {
		x.padding = []string{""}
		x.binds[nsRDF] = "rdf"
	}
	x.about = pickOne(x.r, "", "", "uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b", "IMG_1.CR2")
	var left []ownedValue
	for _, n := range ownedValues() {
		if x.r.IntN(3) == 0 {
			left = append(left, n)
		}
	}
	packet, wrapped := x.r.IntN(2) == 0, x.r.IntN(4) > 0 || plain
	if x.r.IntN(3) == 0 {
		x.keep(`<?xml version="1.0"?>` + x.newline)
	}
	if packet {
		x.keep("<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>" + x.newline)
	}
	if wrapped {
		x.keep(`<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="` + pickOne(x.r, "Adobe XMP Core 7.0-c000", "XMP Core 4.4.0-Exiv2", "") + `">` + x.newline)
	}
	x.keep("<" + x.binds[nsRDF] + `:RDF xmlns:` + x.binds[nsRDF] + `='` + nsRDF + `'>`)
	for n := range 1 + x.r.IntN(3) {
		if n == 2 {
			left = nil
		}
		x.description(&left)
	}
	x.keep(x.newline + "</" + x.binds[nsRDF] + ":RDF>")
	if wrapped {
		x.keep(x.newline + "</x:xmpmeta>")
	}
	if packet {
		x.keep(strings.Repeat(" ", x.r.IntN(200)) + x.newline + "<?xpacket end='w'?>")
	}
	x.keep(pickOne(x.r, "", x.newline))
	return x
}

const ownedNames = `(?:Rating|rating|Label|LabelColor|pick|good|MetadataDate|PickLabel|ColorLabel|Tagged|Prefs)`

// mayChange finds what may stand between foreign pieces: properties that hold a decision,
// and bindings of Adobe's three namespaces.
var mayChange = []*regexp.Regexp{
	regexp.MustCompile(`^\s+[\w-]+:` + ownedNames + `\s*=\s*(?:"[^"]*"|'[^']*')`),
	regexp.MustCompile(`(?s)^\s*<[\w-]+:` + ownedNames + `(?:/>|>[^<]*</[\w-]+:` + ownedNames + `>)`),
	regexp.MustCompile(`^\s+xmlns:[\w-]+\s*=\s*["']http://ns\.adobe\.com/(?:xap/1\.0/|xmp/1\.0/DynamicMedia/|photoshop/1\.0/)["']`),
}

// lacks gives the first foreign piece that is not in text, in order and with nothing but
// owned properties between them.
func (x *randomXMP) lacks(text string) string {
pieces:
	for _, piece := range x.foreign {
	again:
		if rest, ok := strings.CutPrefix(text, piece); ok {
			text = rest
			continue pieces
		}
		for _, form := range mayChange {
			if m := form.FindString(text); m != "" {
				text = text[len(m):]
				goto again
			}
		}
		return piece
	}
	if text != "" {
		return "the end"
	}
	return ""
}

// encoded gives the text in one of the encodings of XMP.
func (x *randomXMP) encoded() []byte {
	text := x.text.String()
	switch x.r.IntN(6) {
	case 0:
		return []byte(utf8Mark + text)
	case 1, 2:
		var b bytes.Buffer
		little := x.r.IntN(2) == 0
		for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
			if little {
				b.Write([]byte{byte(u), byte(u >> 8)})
			} else {
				b.Write([]byte{byte(u >> 8), byte(u)})
			}
		}
		return b.Bytes()
	}
	return []byte(text)
}

func TestEveryForeignByteOfSidecarsMadeByChanceStays(t *testing.T) {
	for seed := range uint64(1000) {
		x := newRandomXMP(seed, false)
		b := x.encoded()
		want := decisions()[seed%uint64(len(decisions()))]
		o := options()
		o.RejectAsRating = seed%7 == 0
		out, err := Write(b, want, o)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, x.text.String())
		}
		text, c, err := decode(out)
		if _, before, _ := decode(b); err != nil || c != before {
			t.Errorf("seed %d: the encoding is %+v, %v", seed, c, err)
		}
		if lost := x.lacks(text); lost != "" {
			t.Fatalf("seed %d, %+v: lacks %q\n%s\nwas\n%s", seed, want, lost, text, x.text.String())
		}
		if again, err := Write(out, want, o); err != nil || !bytes.Equal(again, out) {
			t.Errorf("seed %d: a second time changes it again: %v", seed, err)
		}
		if back, err := readsAsXML([]byte(text)), readsAsXML([]byte(x.text.String())); back != nil && err == nil {
			t.Errorf("seed %d: the standard library does not read it any more: %v", seed, back)
		}
	}
}

// TestExifToolAndAdobesToolkitAgreeOnSidecarsMadeByChance has independent readers read
// what was written.
func TestExifToolAndAdobesToolkitAgreeOnSidecarsMadeByChance(t *testing.T) {
	folder, all := t.TempDir(), map[string]library.Decision{}
	for seed := range uint64(60) {
		want := decisions()[seed*5%uint64(len(decisions()))]
		out, err := Write([]byte(newRandomXMP(seed, true).text.String()), want, options())
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("random-%03d", seed)
		if err := os.WriteFile(filepath.Join(folder, name+Extension), out, 0o600); err != nil {
			t.Fatal(err)
		}
		all[name] = want
	}
	for reader, read := range map[string]func(*testing.T, string) map[string]map[string]any{"ExifTool": exifToolSays, "Adobe's toolkit": adobesToolkitSays} {
		t.Run(reader, func(t *testing.T) {
			said := read(t, folder)
			for name, want := range all {
				got := said[name]
				if v, ok := got["XMP-xmp:Rating"]; !ok && got != nil && want.Rating == 0 {
					got["XMP-xmp:Rating"] = 0
				} else if got != nil && fmt.Sprint(v) == "-1" && want.Flag == library.Reject && want.Rating == 0 {
					got["XMP-xmp:Rating"] = 0 // it stays: there are no stars to lose
				}
				checkExifTool(t, name, got, want)
			}
		})
	}
}
