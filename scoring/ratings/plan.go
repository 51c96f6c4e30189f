package ratings

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
)

// plan says which columns of a record are what.
type plan struct {
	names  []string // of the columns, for errors
	layout string
	folder int // -1 where there is none
	group  int // the same
	file   int
	score  int // the first of votes, where there are votes
	votes  int // columns that count the votes for 1, 2, and on; 0 where the score is written
	labels []Label
	at     []int // columns of labels
}

// planOf looks at a file's first record. headed says that it names the columns.
func planOf(first []string, o Options) (p plan, headed bool, err error) {
	headed = !slices.ContainsFunc(first, isNumber)
	p = plan{layout: anyColumns, folder: -1, group: -1, names: make([]string, len(first))}
	for i := range first {
		p.names[i] = fmt.Sprintf("column %d", i+1)
		if headed {
			p.names[i] = strings.TrimSpace(first[i])
		}
	}
	if headed {
		err = p.byNames(o)
	} else {
		err = p.byShape(first, o)
	}
	if err == nil && o.GroupColumn != "" {
		if p.group = p.find(o.GroupColumn); p.group < 0 {
			err = fmt.Errorf("line 1: there is no column %q: the columns are %s", o.GroupColumn, p.listed())
		}
	}
	return p, headed, err
}

// byShape knows two tables without names of columns; any other needs both options
// or is read as a name beside a number.
func (p *plan) byShape(first []string, o Options) error {
	switch {
	case o.FileColumn != "" || o.ScoreColumn != "":
		if o.FileColumn == "" || o.ScoreColumn == "" {
			return errors.New("the file has no line with the names of its columns: name the other column too, by its number")
		}
		return p.override(o)
	case len(first) >= 12 && !slices.ContainsFunc(first, func(s string) bool { return !isNumber(s) }):
		// Murray et al. 2012: a number, the photo's, and how many people gave it 1 to 10.
		p.layout, p.file, p.score, p.votes = "AVA", 1, 2, 10
	case len(first) == 2 && isNumber(first[0]) && !isNumber(first[1]):
		// Ponomarenko et al. 2015, mos_with_names.txt.
		p.layout, p.file, p.score = "TID2013", 1, 0
	case len(first) == 2 && isNumber(first[1]):
		p.file, p.score = 0, 1
	default:
		return fmt.Errorf("line 1: there are %d columns and no line with their names: say which is which with --file-column and --score-column, by number", len(first))
	}
	return nil
}

// byNames knows data sets by the names of their columns, and else looks for names
// that are usual.
func (p *plan) byNames(o Options) error {
	header := make([]string, len(p.names))
	for i, name := range p.names {
		header[i] = normal(name)
	}
	p.file, p.score = -1, -1
	l, known := layoutOf(header)
	if known {
		p.layout, p.file, p.score = l.name, slices.Index(header, l.file), slices.Index(header, l.score)
		p.folder = slices.Index(header, l.folder)
	} else {
		p.file, p.score = firstIn(header, fileNames()), firstIn(header, scoreNames())
	}
	if err := p.override(o); err != nil {
		return err
	}
	for i, name := range header {
		measure, ok := l.labels[name]
		if !known {
			measure, ok = labelled(name)
		}
		if ok && i != p.file && i != p.score {
			p.labels, p.at = append(p.labels, Label{Column: p.names[i], Measure: measure}), append(p.at, i)
		}
	}
	return nil
}

// override takes the columns that a person named, by name or by number from 1.
func (p *plan) override(o Options) error {
	if o.FileColumn != "" {
		p.file, p.folder = p.find(o.FileColumn), -1
	}
	if o.ScoreColumn != "" {
		p.score, p.votes = p.find(o.ScoreColumn), 0
	}
	for _, c := range []struct {
		at         int
		flag, what string
		named      string
	}{{p.file, "--file-column", "photo's file", o.FileColumn}, {p.score, "--score-column", "score", o.ScoreColumn}} {
		switch {
		case c.at < 0 && c.named != "":
			return fmt.Errorf("line 1: there is no column %q: the columns are %s", c.named, p.listed())
		case c.at < 0:
			return fmt.Errorf("line 1: no column is named like the %s: the columns are %s; say which it is with %s", c.what, p.listed(), c.flag)
		}
	}
	if p.file == p.score {
		return fmt.Errorf("line 1: column %q cannot be both file and score", p.names[p.file])
	}
	return nil
}

func (p *plan) find(name string) int {
	if i := slices.Index(p.names, name); i >= 0 {
		return i
	}
	if i := slices.IndexFunc(p.names, func(n string) bool { return normal(n) == normal(name) && normal(n) != "" }); i >= 0 {
		return i
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(p.names) {
		return n - 1
	}
	return -1
}

// listed names the columns, the first dozen of many.
func (p *plan) listed() string {
	const most = 12
	var shown []string
	for _, n := range p.names[:min(most, len(p.names))] {
		shown = append(shown, shorten(n))
	}
	if len(p.names) > most {
		shown = append(shown, fmt.Sprintf("and %d more", len(p.names)-most))
	}
	return strings.Join(shown, ", ")
}

// unused are the columns that are not read.
func (p *plan) unused() (names []string) {
	for i, n := range p.names {
		isVote := i >= p.score && i < p.score+p.votes
		if i != p.file && i != p.score && i != p.folder && i != p.group && !isVote && !slices.Contains(p.at, i) {
			names = append(names, n)
		}
	}
	return names
}

func firstIn(header, wanted []string) int {
	for _, name := range wanted {
		if i := slices.Index(header, name); i >= 0 {
			return i
		}
	}
	return -1
}

// shorten quotes text from the file for an error.
func shorten(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return fmt.Sprintf("“%s”", library.Display(text))
}
