package ratings

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// separatorOf guesses from a file's first line what stands between columns: what is
// there most often, of equals the rarer in names and numbers; blanks where there is
// nothing else.
func separatorOf(line []byte) (r rune, title string) {
	most := 0
	for _, s := range []struct {
		r     rune
		title string
	}{{'\t', "tab"}, {';', "semicolon"}, {',', "comma"}, {'=', "equals sign"}} {
		if n := countOutside(line, s.r); n > most {
			most, r, title = n, s.r, s.title
		}
	}
	if most == 0 {
		return ' ', "blanks"
	}
	return r, title
}

// countOutside counts a character outside quotes.
func countOutside(line []byte, r rune) (n int) {
	quoted := false
	for _, c := range string(line) {
		switch {
		case c == '"':
			quoted = !quoted
		case c == r && !quoted:
			n++
		}
	}
	return n
}

// records reads one record after the other; the error is io.EOF at the end.
type records interface {
	// next gives a record and the line on which it starts. It is good until the next.
	next() (fields []string, line int, err error)
}

// table reads columns with a separator.
type table struct{ *csv.Reader }

func newTable(r io.Reader, separator rune) table {
	c := csv.NewReader(r)
	c.Comma, c.FieldsPerRecord, c.ReuseRecord = separator, -1, true
	return table{c}
}

func (t table) next() ([]string, int, error) {
	fields, err := t.Read()
	if fault := (*csv.ParseError)(nil); errors.As(err, &fault) {
		return nil, 0, fmt.Errorf("line %d: a quote that does not fit (%w)", fault.StartLine, fault.Err)
	}
	if err != nil {
		return nil, 0, err
	}
	line, _ := t.FieldPos(0)
	return fields, line, nil
}

// blanks reads columns between blanks, which no name can hold.
type blanks struct {
	*bufio.Scanner
	line int
}

func newBlanks(r io.Reader) *blanks {
	s := bufio.NewScanner(r)
	s.Buffer(nil, longestLine)
	return &blanks{Scanner: s}
}

// longestLine is in bytes.
const longestLine = 1 << 20

func (b *blanks) next() ([]string, int, error) {
	for b.Scan() {
		b.line++
		if fields := strings.Fields(b.Text()); len(fields) > 0 {
			return fields, b.line, nil
		}
	}
	switch err := b.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, 0, fmt.Errorf("line %d is longer than %d bytes: this is no table of ratings", b.line+1, longestLine)
	case err != nil:
		return nil, 0, err
	}
	return nil, 0, io.EOF
}

// refuse names files that hold ratings in another form.
func refuse(head []byte) error {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return errors.New("this is a spreadsheet or archive: save the table as CSV and name that")
	case bytes.HasPrefix(head, []byte("MATLAB")), bytes.HasPrefix(head, []byte("\x89HDF")):
		return errors.New("this is a MATLAB file: save the table as CSV and name that")
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return errors.New("the text is UTF-16: save it as UTF-8 and name that")
	case bytes.IndexByte(head, 0) >= 0:
		return errors.New("this is no text: ratings are read from CSV and text files")
	}
	return nil
}
