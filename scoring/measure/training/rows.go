package training

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/head"
)

// Row is the measured features of one photo that was damaged on purpose.
type Row struct {
	Kind, Also       Kind // Also is a second damage, Clean where there is none
	Level, AlsoLevel float64
	Weight           float64 // how much it counts when a machine is fitted, 1 usually
	Features         []float64
}

// Rated is the measured features of one picture of TID2013's re-made set.
type Rated struct {
	Scene    string
	Kind     Kind
	Level    int // 1..5
	Opinion  float64
	Measured measure.Features
	Features []float64 // of Measured, those that the head reads
}

// ParseName reads scene, kind and level out of a name such as i01_08_3.png.
func ParseName(name string) (scene string, kind Kind, level int, ok bool) {
	parts := strings.Split(strings.TrimSuffix(name, ".png"), "_")
	if len(parts) != 3 {
		return "", "", 0, false
	}
	kind, known := kindOf(parts[1])
	level, err := strconv.Atoi(parts[2])
	return parts[0], kind, level, known && err == nil && level >= 1 && level <= levels
}

// ErrRows says that a file of rows does not fit this program's features.
var ErrRows = errors.New("the training rows do not fit the features that are measured now: run make fit")

// WriteRows writes rows as CSV with four significant digits.
func WriteRows(out io.Writer, names []string, rows []Row) error {
	w := csv.NewWriter(out)
	if err := w.Write(append([]string{"kind", "level", "also", "also level", "weight"}, names...)); err != nil {
		return fmt.Errorf("writing training rows: %w", err)
	}
	for _, r := range rows {
		record := []string{string(r.Kind), short(r.Level), string(r.Also), short(r.AlsoLevel), short(r.Weight)}
		for _, v := range r.Features {
			record = append(record, short(v))
		}
		if err := w.Write(record); err != nil {
			return fmt.Errorf("writing training rows: %w", err)
		}
	}
	w.Flush()
	return w.Error()
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// ReadRows reads what WriteRows wrote. It fails with ErrRows when the features
// are not those named.
func ReadRows(in io.Reader, names []string) ([]Row, error) {
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading training rows: %w", err)
	}
	if len(records) == 0 || !slices.Equal(records[0][min(5, len(records[0])):], names) {
		return nil, ErrRows
	}
	rows := make([]Row, 0, len(records)-1)
	for line, record := range records[1:] {
		numbers := make([]float64, len(record))
		for i, text := range record {
			if i == 0 || i == 2 {
				continue
			}
			if numbers[i], err = strconv.ParseFloat(text, 64); err != nil {
				return nil, fmt.Errorf("reading training row %d: %w", line+2, err)
			}
		}
		rows = append(rows, Row{
			Kind: Kind(record[0]), Also: Kind(record[2]), Level: numbers[1], AlsoLevel: numbers[3],
			Weight: numbers[4], Features: numbers[5:],
		})
	}
	return rows, nil
}

// ratedWeight is how much a picture that people rated counts against one whose
// opinion was inferred.
const ratedWeight = 4

// Samples gives rows their opinions from the anchors of the rated pictures, and
// adds those.
func Samples(rows []Row, rated []Rated) []head.Sample {
	anchors := NewAnchors(rated)
	samples := make([]head.Sample, 0, len(rows)+len(rated))
	for _, r := range rows {
		samples = append(samples, head.Sample{
			Features: r.Features, Opinion: anchors.Both(r.Kind, r.Level, r.Also, r.AlsoLevel), Weight: r.Weight,
		})
	}
	for _, r := range rated {
		samples = append(samples, head.Sample{Features: r.Features, Opinion: r.Opinion, Weight: ratedWeight})
	}
	return samples
}

// LeaveOneSceneOut gives for each rated picture the opinion of a machine that saw
// nothing of its scene: neither its pictures nor, in the anchors, their opinions.
func LeaveOneSceneOut(names []string, rows []Row, rated []Rated, s head.Settings) ([]head.Opinion, error) {
	scores := make([]head.Opinion, len(rated))
	tables := map[string]*head.Table{}
	for i, r := range rated {
		if tables[r.Scene] == nil {
			var others []Rated
			for _, o := range rated {
				if o.Scene != r.Scene {
					others = append(others, o)
				}
			}
			t, err := head.Train(names, Samples(rows, others), s)
			if err != nil {
				return nil, fmt.Errorf("leaving out %s: %w", r.Scene, err)
			}
			tables[r.Scene] = t
		}
		scores[i] = tables[r.Scene].Judge(r.Features)
	}
	return scores, nil
}
