package ratings

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// The bounds on what is read. The largest published table, AVA's, has a quarter of a
// million rows.
const (
	MaxBytes = 256 << 20 // of a file
	MaxRows  = 5_000_000
	maxWidth = 2000 // columns
	maxName  = 4096 // bytes of a file's name
)

// Options say what the file itself does not.
type Options struct {
	// FileColumn and ScoreColumn name columns, or give their numbers from 1. "" is
	// what the layout says.
	FileColumn, ScoreColumn string
	// GroupColumn names a column that says which photos belong together, such as by
	// theme, or gives its number; "" is none.
	GroupColumn string
}

// row is one line that was read.
type row struct {
	file   string
	line   int
	score  float64
	group  string
	labels []cell
}

// cell is a number or its absence.
type cell struct {
	value float64
	known bool
}

// Read reads a file of ratings. Its columns are separated by comma, semicolon, tab,
// "=" or blanks; a mark of UTF-8 at the start and quotes are understood. The names in
// the first line tell the layout. A row whose score is empty, NA or NaN counts as
// unrated; several rows of one file are averaged. Errors name the line, and the
// column where it is a value's.
func Read(r io.Reader, o Options) (Table, error) {
	limited := &io.LimitedReader{R: r, N: MaxBytes + 1}
	in := bufio.NewReaderSize(limited, 1<<16)
	head, err := in.Peek(1 << 16)
	if err != nil && !errors.Is(err, io.EOF) {
		return Table{}, fmt.Errorf("reading the ratings: %w", err)
	}
	if err := refuse(head); err != nil {
		return Table{}, err
	}
	if mark := []byte("\xef\xbb\xbf"); bytes.HasPrefix(head, mark) {
		head = head[len(mark):]
		if _, err := in.Discard(len(mark)); err != nil {
			return Table{}, fmt.Errorf("reading the ratings: %w", err)
		}
	}
	line, _, _ := bytes.Cut(bytes.TrimLeft(head, "\r\n"), []byte("\n"))
	separator, title := separatorOf(line)
	var from records = newBlanks(in)
	if separator != ' ' {
		from = newTable(in, separator)
	}
	t, err := readAll(from, o, separator)
	t.Separator = title
	if limited.N <= 0 {
		return Table{}, fmt.Errorf("the file is larger than %d MiB: this is no table of ratings", MaxBytes>>20)
	}
	if err != nil {
		return Table{}, err
	}
	return t, nil
}

func readAll(from records, o Options, separator rune) (Table, error) {
	first, line, err := from.next()
	if errors.Is(err, io.EOF) {
		return Table{}, errors.New("the file is empty")
	}
	if err != nil {
		return Table{}, err
	}
	if len(first) > maxWidth {
		return Table{}, fmt.Errorf("line %d has %d columns: this is no table of ratings", line, len(first))
	}
	p, headed, err := planOf(first, o)
	if err != nil {
		return Table{}, err
	}
	t := Table{Layout: p.layout, FileColumn: p.names[p.file], ScoreColumn: p.scoreTitle(), Labels: p.labels, Unused: p.unused()}
	all := newCollector(len(p.labels))
	for fields, n := first, 0; ; n++ {
		if n > 0 || !headed {
			if n > MaxRows {
				return Table{}, fmt.Errorf("line %d: there are more than %d rows", line, MaxRows)
			}
			if err := t.take(&p, all, fields, line, separator); err != nil {
				return Table{}, fmt.Errorf("line %d%w", line, err)
			}
		}
		if fields, line, err = from.next(); errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Table{}, err
		}
	}
	if t.Ratings = all.ratings(); len(t.Ratings) == 0 {
		return Table{}, fmt.Errorf("no row holds a rating (%d without one)", t.Unrated)
	}
	return t, nil
}

func (p *plan) scoreTitle() string {
	if p.votes > 0 {
		return fmt.Sprintf("mean of the votes in columns %d to %d", p.score+1, p.score+p.votes)
	}
	return p.names[p.score]
}

// take reads one record. Its errors go on from "line 7".
func (t *Table) take(p *plan, all *collector, fields []string, line int, separator rune) error {
	if len(fields) != len(p.names) {
		return fmt.Errorf(" has %d columns where the first line has %d: put names with a separator in them into quotes", len(fields), len(p.names))
	}
	r := row{line: line, file: strings.TrimSpace(fields[p.file])}
	if p.folder >= 0 {
		if folder := strings.TrimSpace(fields[p.folder]); folder != "" {
			r.file = folder + "/" + r.file
		}
	}
	switch {
	case r.file == "":
		return fmt.Errorf(", column %s: the file has no name", shorten(p.names[p.file]))
	case len(r.file) > maxName || strings.IndexByte(r.file, 0) >= 0:
		return fmt.Errorf(", column %s: %s is no name of a file", shorten(p.names[p.file]), shorten(r.file))
	}
	score, err := p.scoreOf(fields, separator)
	if err != nil {
		return err
	}
	if !score.known {
		t.Unrated++
		return nil
	}
	r.score = score.value
	if p.group >= 0 {
		if r.group = strings.TrimSpace(fields[p.group]); len(r.group) > maxName {
			return fmt.Errorf(", column %s: %s is too long for the name of a group", shorten(p.names[p.group]), shorten(r.group))
		}
	}
	for i, at := range p.at {
		v, err := number(fields[at], separator)
		if err != nil {
			return fmt.Errorf(", column %s: %w", shorten(p.labels[i].Column), err)
		}
		r.labels = append(r.labels, v)
	}
	t.Rows++
	all.add(&r)
	return nil
}

// scoreOf reads the score, or takes the mean of the votes for 1, 2 and on.
func (p *plan) scoreOf(fields []string, separator rune) (cell, error) {
	if p.votes == 0 {
		v, err := number(fields[p.score], separator)
		if err != nil {
			err = fmt.Errorf(", column %s: %w", shorten(p.names[p.score]), err)
		}
		return v, err
	}
	var sum, n float64
	for i := range p.votes {
		v, err := number(fields[p.score+i], separator)
		if err != nil || v.value < 0 {
			return cell{}, fmt.Errorf(", column %s: %s is no number of votes", shorten(p.names[p.score+i]), shorten(fields[p.score+i]))
		}
		sum, n = sum+v.value*float64(i+1), n+v.value
	}
	if n == 0 {
		return cell{}, nil
	}
	return cell{value: sum / n, known: !math.IsInf(sum, 0)}, nil
}

// mostScore bounds scores: nobody rates on such a scale, and sums of what lies below
// stay exact enough.
const mostScore = 1e12

// number reads a number, with a decimal comma where commas do not separate columns.
// Empty, NA and NaN are none.
func number(text string, separator rune) (cell, error) {
	text = strings.TrimSpace(text)
	switch strings.ToLower(text) {
	case "", "na", "n/a", "nan", "null", "none", "-":
		return cell{}, nil
	}
	plain := text
	if separator != ',' && strings.Count(text, ",") == 1 && !strings.Contains(text, ".") {
		plain = strings.Replace(text, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > mostScore {
		return cell{}, fmt.Errorf("%s is no number", shorten(text))
	}
	return cell{value: v, known: true}, nil
}

// isNumber is true for what is a number in any table.
func isNumber(text string) bool {
	v, err := number(text, ';')
	return err == nil && v.known
}
