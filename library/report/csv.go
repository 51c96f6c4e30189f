package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// CSV writes a table with one photo a row.
type CSV struct {
	// Explain adds the summary, each attribute's reason and the explanation. It
	// has to be set before the first row.
	Explain bool
	// Standing adds where the overall stands in the shoot and in the library. It has
	// to be set before the first row.
	Standing bool
	// Groups adds the group that the photo belongs to. It has to be set before the
	// first row.
	Groups bool
	// Weighted adds what the photos are sorted by. It has to be set before the first row.
	Weighted bool
	// Faces adds what is known of the faces in the photo. It has to be set before the
	// first row.
	Faces bool

	w       *csv.Writer
	started bool
}

// NewCSV gives a writer of a table. The header comes with the first row, or
// with Close where there is none.
func NewCSV(w io.Writer) *CSV { return &CSV{w: csv.NewWriter(w)} }

// Write writes one photo and hands the row over at once.
func (c *CSV) Write(r Row) error {
	if err := c.start(); err != nil {
		return err
	}
	return c.put(c.cells(&r))
}

// Close writes the header where no row did. It does not close the writer below.
func (c *CSV) Close() error { return c.start() }

func (c *CSV) start() error {
	if c.started {
		return nil
	}
	c.started = true
	header := []string{
		"path", "hash", "scorer", "version", "model", "prompt", "settings", "flag", "rating", "label", "overall", "overall_sd",
	}
	for _, a := range library.Attributes() {
		header = append(header, a.Key(), a.Key()+"_sd")
	}
	header = append(header, "error")
	if c.Explain {
		header = append(header, "summary")
		for _, a := range library.Attributes() {
			header = append(header, a.Key()+"_reason")
		}
		header = append(header, "explanation", "explanation_form", "explanation_end", "explanation_contradictions")
	}
	if c.Standing {
		header = append(header, standingHeader()...)
	}
	if c.Groups {
		header = append(header, groupHeader()...)
	}
	if c.Weighted {
		header = append(header, weightedHeader()...)
	}
	if c.Faces {
		header = append(header, facesHeader()...)
	}
	return c.put(header)
}

func (c *CSV) put(cells []string) error {
	err := c.w.Write(cells)
	if err == nil {
		c.w.Flush()
		err = c.w.Error()
	}
	if err != nil {
		return fmt.Errorf("writing a row of the table: %w", err)
	}
	return nil
}

func (c *CSV) cells(r *Row) []string {
	s := r.Score
	settings := ""
	if s == nil {
		s = &library.Score{}
	} else if len(s.By.Settings) > 0 {
		if b, err := encode(s.By.Settings); err == nil { // a map of strings always encodes
			settings = string(b)
		}
	}
	d := r.Photo.Decision
	cells := []string{
		cell(r.Path), cell(string(r.hash())), cell(s.By.Name), cell(s.By.Version), cell(s.By.Model), cell(s.By.Prompt),
		cell(settings), d.Flag.String(), fmt.Sprint(d.Rating), d.Label.String(),
	}
	cells = append(cells, numbers(s.Overall)...)
	for _, a := range library.Attributes() {
		cells = append(cells, numbers(s.Of(a))...)
	}
	cells = append(cells, cell(r.Err))
	if c.Explain {
		cells = append(cells, cell(message.English(s.Summary)))
		for _, reason := range s.Reasons {
			cells = append(cells, cell(r.reason(reason)))
		}
		cells = append(cells, explanationCells(r)...)
	}
	if c.Standing {
		cells = append(cells, standingCells(r)...)
	}
	if c.Groups {
		cells = append(cells, groupCells(r.Group)...)
	}
	if c.Weighted {
		cells = append(cells, weightedCells(r.Weighted)...)
	}
	if c.Faces {
		cells = append(cells, facesCells(r.Faces)...)
	}
	return cells
}

// numbers gives a value and its deviation, both empty where it is absent.
func numbers(v library.Value) []string {
	if !usable(v) {
		return []string{"", ""}
	}
	mean, _ := decimal(v.Mean)
	sd, _ := decimal(v.SD)
	return []string{mean, sd}
}

// cell makes text safe for a spreadsheet: one that would be taken for a formula
// gets an apostrophe in front, which spreadsheets do not show (OWASP, "CSV
// Injection"). The wide forms count in East Asian ones, and some pass over spaces.
func cell(s string) string {
	text := library.Display(s)
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unicode.IsSpace)); r != utf8.RuneError && strings.ContainsRune("=+-@＝＋－＠", r) {
		return "'" + text
	}
	if s != "" && strings.ContainsRune("\t\r\n", rune(s[0])) {
		return "'" + text
	}
	return text
}
