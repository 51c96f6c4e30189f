package query

import (
	"bytes"
	"math/bits"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

// facet is one question that a filter asks of a photo. Facets are bits, so that
// one pass tells which of them a photo fails.
type facet uint16

const (
	byFolder facet = 1 << iota
	byFlag
	byRating
	byLabel
	byScore
	byCamera
	byLens
	byTime
	byText
	byPresence
	byMisfire
	byDamage
	byFaces
)

// matcher is a filter prepared for many photos.
type matcher struct {
	*Filter
	folders  []string // cleaned
	words    [][]byte // of Text, in lower case
	from, to time.Time
	text     []byte // what was searched last, whose memory the next takes
}

func (f *Filter) compile() matcher {
	m := matcher{Filter: f}
	for _, w := range strings.Fields(f.Text) {
		m.words = append(m.words, appendLower(nil, w))
	}
	for _, dir := range f.Folders {
		m.folders = append(m.folders, filepath.Clean(dir))
	}
	if !f.From.IsZero() {
		m.from = clockFace(f.From)
	}
	if !f.To.IsZero() {
		m.to = clockFace(f.To)
	}
	return m
}

// failures gives the facets that the photo does not satisfy; none means that it
// is shown. Once it fails two, it counts for no facet, and the text, which is
// slow to compare, is not compared.
func (m *matcher) failures(it Item) facet {
	var failed facet
	check := func(f facet, ok bool) {
		if !ok {
			failed |= f
		}
	}
	p := it.Photo
	check(byFolder, m.inFolders(p.Path))
	check(byFlag, len(m.Flags) == 0 || slices.Contains(m.Flags, p.Decision.Flag))
	check(byRating, m.hasRating(p.Decision.Rating))
	check(byLabel, len(m.Labels) == 0 || slices.Contains(m.Labels, p.Decision.Label))
	check(byScore, m.hasScores(it))
	check(byCamera, m.Camera == "" || m.Camera == p.Capture.Camera)
	check(byLens, m.Lens == "" || m.Lens == p.Capture.Lens)
	check(byTime, m.inTime(p))
	check(byDamage, !m.Damaged || it.isDamaged())
	check(byPresence, m.ShowMissing || !p.Missing)
	check(byFaces, m.Faces.lets(it.Faces))
	check(byMisfire, m.Misfires.lets(it.Misfire))
	if bits.OnesCount16(uint16(failed)) < 2 {
		check(byText, m.hasWords(p))
	}
	return failed
}

// inFolders compares whole path elements: /a holds /a/b.jpg but not /ab/c.jpg.
func (m *matcher) inFolders(path string) bool {
	if len(m.folders) == 0 {
		return true
	}
	return slices.ContainsFunc(m.folders, func(dir string) bool { return path != dir && library.Below(path, dir) })
}

func (m *matcher) hasRating(r library.Rating) bool {
	if m.Unrated {
		return r == 0
	}
	return r >= m.MinRating && (m.MaxRating == 0 || r <= m.MaxRating)
}

func (m *matcher) hasScores(it Item) bool {
	if !m.Overall.Contains(it.overall()) {
		return false
	}
	for a, r := range m.Attributes {
		if !r.Contains(it.of(a)) {
			return false
		}
	}
	return true
}

func (m *matcher) inTime(p *library.Photo) bool {
	if m.from.IsZero() && m.to.IsZero() {
		return true
	}
	t := clockFace(p.Taken())
	return !t.Before(m.from) && (m.to.IsZero() || t.Before(m.to))
}

func (m *matcher) hasWords(p *library.Photo) bool {
	if len(m.words) == 0 {
		return true
	}
	// The separator is a byte that no word can hold, so that a word never
	// matches across the end of one field and the start of the next.
	text := appendLower(m.text[:0], p.Path)
	for _, c := range p.Companions {
		if c.Kind == library.CompanionImage {
			text = appendLower(append(text, '\n'), c.Path)
		}
	}
	text = appendLower(append(text, '\n'), p.Capture.Camera)
	text = appendLower(append(text, '\n'), p.Capture.Lens)
	if said := &p.Metadata; !said.IsZero() {
		for _, words := range []string{said.Title, said.Caption, said.Label} {
			text = appendLower(append(text, '\n'), words)
		}
		for _, keyword := range said.Keywords {
			text = appendLower(append(text, '\n'), keyword)
		}
	}
	m.text = text
	for _, w := range m.words {
		if !bytes.Contains(text, w) {
			return false
		}
	}
	return true
}

// appendLower appends text in lower case. Most text is ASCII and costs no memory.
func appendLower(b []byte, text string) []byte {
	start := len(b)
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			return append(b[:start], strings.ToLower(text)...)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}
