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
)

// Row is the measured features of one photo that was damaged on purpose.
type Row struct {
	Photo      string // of which it was made
	Kind, Also Kind   // Also is a second damage, Clean where there is none
	// Level is TID2013's level of a damage that it knows, 0 where the damage was
	// not made to one.
	Level    float64
	MDSI     float64 // of the damaged picture against the undamaged one
	MSSSIM   float64
	Peers    Peers
	Features []float64
}

// Peers are measures of quality that need no fitting, to compare with.
type Peers struct {
	Laplacian     float64 // variance of the Laplacian of luma
	BytesPerPixel float64 // of the picture as it was saved, or when saved as JPEG
	Colourfulness float64 // Hasler & Süsstrunk 2003
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

// ahead names the columns before the features.
func ahead() []string {
	return []string{"photo", "kind", "also", "level", "mdsi", "ms-ssim", "laplacian", "bytes per pixel", "colourfulness"}
}

const textColumns = 3

// WriteRows writes rows as CSV with four significant digits.
func WriteRows(out io.Writer, names []string, rows []Row) error {
	w := csv.NewWriter(out)
	if err := w.Write(append(ahead(), names...)); err != nil {
		return fmt.Errorf("writing training rows: %w", err)
	}
	for _, r := range rows {
		record := []string{r.Photo, string(r.Kind), string(r.Also)}
		numbers := []float64{r.Level, r.MDSI, r.MSSSIM, r.Peers.Laplacian, r.Peers.BytesPerPixel, r.Peers.Colourfulness}
		for _, v := range append(numbers, r.Features...) {
			record = append(record, strconv.FormatFloat(v, 'g', 4, 64))
		}
		if err := w.Write(record); err != nil {
			return fmt.Errorf("writing training rows: %w", err)
		}
	}
	w.Flush()
	return w.Error()
}

// ReadRows reads what WriteRows wrote. It fails with ErrRows when the features
// are not those named.
func ReadRows(in io.Reader, names []string) ([]Row, error) {
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading training rows: %w", err)
	}
	if len(records) == 0 || !slices.Equal(records[0], append(ahead(), names...)) {
		return nil, ErrRows
	}
	rows := make([]Row, 0, len(records)-1)
	for line, record := range records[1:] {
		numbers := make([]float64, len(record)-textColumns)
		for i, text := range record[textColumns:] {
			if numbers[i], err = strconv.ParseFloat(text, 64); err != nil {
				return nil, fmt.Errorf("reading training row %d: %w", line+2, err)
			}
		}
		rows = append(rows, Row{
			Photo: record[0], Kind: Kind(record[1]), Also: Kind(record[2]),
			Level: numbers[0], MDSI: numbers[1], MSSSIM: numbers[2],
			Peers:    Peers{numbers[3], numbers[4], numbers[5]},
			Features: numbers[len(ahead())-textColumns:],
		})
	}
	return rows, nil
}
