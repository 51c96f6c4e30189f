package main

import (
	"context"
	"embed"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
)

// earlier holds what older versions of the scorer said of each photo of the rated
// sets, as keepTables wrote it: names and our own numbers, nothing of the sets. Of
// TID the head's opinion and the overall are those of leaving the scene out.
//
//go:embed testdata
var earlier embed.FS

// keptTables is the folder of those tables.
func keptTables() (fs.FS, error) { return fs.Sub(earlier, "testdata") }

// tableName is the file of a version's scores of a set: version4-tid.csv.
func tableName(version, set string) string { return version + "-" + shortName(set) + ".csv" }

// shortName is a set's name up to its year or its part.
func shortName(set string) string {
	name, _, _ := strings.Cut(set, "_")
	return strings.TrimRight(name, "0123456789")
}

// keepTables writes what is said of each photo, so that a later version can be
// compared with this one.
func keepTables(dir, version string, sets []*ratedSet) error {
	for _, set := range sets {
		if err := set.keep(filepath.Join(dir, tableName("version"+version, set.name))); err != nil {
			return err
		}
	}
	return nil
}

func (set *ratedSet) keep(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("keeping the scores: %w", err)
	}
	w := csv.NewWriter(f)
	header := []string{"file", "overall", "head"}
	for _, a := range library.Attributes() {
		header = append(header, a.Key())
	}
	rows := [][]string{header}
	for i, file := range set.files {
		row := []string{file, decimal(set.scores[i].Overall), strconv.FormatFloat(set.heads[i], 'f', 4, 64)}
		for _, a := range library.Attributes() {
			row = append(row, decimal(set.scores[i].Of(a)))
		}
		rows = append(rows, row)
	}
	err = w.WriteAll(rows)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("keeping the scores: %w", err)
	}
	return nil
}

func decimal(v library.Value) string {
	if !v.Known {
		return ""
	}
	return strconv.FormatFloat(v.Mean, 'f', 4, 64)
}

// compareWithEarlier prints how the overall and the head do against every version
// that was kept: the paired bootstrap of the difference, on the photos that both
// scored. It gives the differences of the last version, the overall's and the head's.
func (set *ratedSet) compareWithEarlier(out io.Writer, kept fs.FS) (last []agreement.Difference, err error) {
	names, err := fs.ReadDir(kept, ".")
	if err != nil {
		return nil, fmt.Errorf("listing what was kept: %w", err)
	}
	for _, entry := range names {
		version, is := strings.CutSuffix(entry.Name(), tableName("", set.name))
		if !is {
			continue
		}
		old, err := readTable(kept, entry.Name())
		if err != nil {
			return nil, err
		}
		last = nil
		for k, what := range []string{"overall", "head"} {
			d, err := set.against(old[what], k == 1)
			if err != nil {
				return nil, err
			}
			last = append(last, d)
			fmt.Fprintf(out, "%-58s %4d photos  SRCC %6.3f - %6.3f = %+.3f (%+.3f to %+.3f), better in %.0f %% of the rounds\n",
				fmt.Sprintf("%s, %s against %s", set.name, what, version), d.N, d.First.Value, d.Second.Value, d.By.Value, d.By.Low, d.By.High, 100*d.Above)
		}
	}
	return last, nil
}

// against compares the overall, or the head alone, with older numbers.
func (set *ratedSet) against(old map[string]float64, head bool) (agreement.Difference, error) {
	var now, then, opinions []float64
	for i, file := range set.files {
		was, there := old[file]
		is := set.scores[i].Overall
		if head {
			is = library.Value{Known: true, Mean: set.heads[i]}
		}
		if there && is.Known {
			now, then, opinions = append(now, is.Mean), append(then, was), append(opinions, set.opinions[i])
		}
	}
	return agreement.Compare(context.Background(), now, then, opinions, intervals())
}

// readTable gives the columns overall and head of a kept table, by file.
func readTable(kept fs.FS, name string) (map[string]map[string]float64, error) {
	f, err := kept.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening what was kept: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("reading %s: it is no table of scores (%w)", name, err)
	}
	columns := map[string]map[string]float64{}
	for _, what := range []string{"overall", "head"} {
		at := slices.Index(rows[0], what)
		if at < 0 {
			return nil, fmt.Errorf("reading %s: there is no column %s", name, what)
		}
		columns[what] = map[string]float64{}
		for line, row := range rows[1:] {
			if row[at] == "" {
				continue
			}
			if columns[what][row[0]], err = strconv.ParseFloat(row[at], 64); err != nil {
				return nil, fmt.Errorf("reading %s, line %d: %w", name, line+2, err)
			}
		}
	}
	return columns, nil
}
