package evaluating

import (
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/safefile"
	"keeplight.app/keeplight/scoring/ratings"
)

// Columns name a table's columns where its header does not tell: "" leaves it to the
// header.
type Columns struct{ File, Score, Group string }

// ReadRatings reads a file of ratings. Its errors name the file and, where it is
// wrong, line and column.
func ReadRatings(path string, c Columns) (*ratings.Table, error) {
	f, _, err := safefile.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", library.Display(path), err)
	}
	defer f.Close()
	table, err := ratings.Read(f, ratings.Options{FileColumn: c.File, ScoreColumn: c.Score, GroupColumn: c.Group})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", library.Display(path), err)
	}
	return &table, nil
}
