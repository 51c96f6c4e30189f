package mllm

import (
	"strings"

	"keeplight.app/keeplight/library"
)

// page gathers what a model writes, as clean text.
type page struct {
	clean   *cleaner
	written strings.Builder
	ending  string // the sentence that comes last, up to its number; "" for none
	emit    func(piece string) error
	stem    int   // bytes of the text that were given to the model
	refused error // what emit said
}

func newPage(t *explainText, s *library.Score, emit func(piece string) error) *page {
	p := &page{clean: newCleaner(maxExplainBytes), emit: emit}
	if s.Overall.Known {
		p.ending, _, _ = strings.Cut(t.Ending, overallMark)
	}
	return p
}

// begin takes the words that the model is made to begin with.
func (p *page) begin(stem string) error {
	err := p.add(stem)
	p.stem = p.written.Len()
	return err
}

// wrote is true when the model has added anything to them.
func (p *page) wrote() bool { return p.written.Len() > p.stem }

// text is all that has been written.
func (p *page) text() string { return p.written.String() }

// add takes a piece. Its error is errWritten after the last sentence, errTooLong
// where no more fits or the model only repeats itself, or that of emit.
func (p *page) add(piece string) error {
	clean := p.clean.add(piece)
	before := p.written.Len()
	p.written.WriteString(clean)
	end, over := p.end(before)
	if over {
		clean = clean[:max(0, end-before)]
		all := p.text()[:end]
		p.written.Reset()
		p.written.WriteString(all)
	}
	if clean != "" && p.emit != nil {
		if p.refused = p.emit(clean); p.refused != nil {
			return p.refused
		}
	}
	switch {
	case over:
		return errWritten
	case p.clean.full() || repeats(p.text()):
		return errTooLong
	}
	return nil
}

// end finds where the last sentence ends: after the ">" that follows its number,
// and the full stop after that, if it came with it.
func (p *page) end(from int) (at int, found bool) {
	const longest = 16 // bytes of a number in its brackets
	if p.ending == "" {
		return 0, false
	}
	text := p.text()
	start := max(0, from-len(p.ending)-longest)
	i := strings.Index(text[start:], p.ending)
	if i < 0 {
		return 0, false
	}
	number := start + i + len(p.ending)
	n := strings.IndexByte(text[number:], '>')
	if n < 0 || n > longest {
		return 0, false
	}
	at = number + n + 1
	if strings.HasPrefix(text[at:], ".") {
		at++
	}
	return at, true
}

const (
	longestPeriod = 240 // bytes that may be said again and again
	saidAgain     = 4   // times at which that is no text any more
	leastRepeated = 48  // bytes, so that "ha ha ha ha" may stand
)

// repeats is true when the text ends with one and the same thing over and over,
// as small models do that have lost the thread.
func repeats(text string) bool {
	for period := 1; period <= longestPeriod; period++ {
		n := max(saidAgain*period, leastRepeated)
		if n > len(text) {
			return false
		}
		if tail := text[len(text)-n:]; tail[period:] == tail[:n-period] {
			return true
		}
	}
	return false
}
