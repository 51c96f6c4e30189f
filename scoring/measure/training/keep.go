package training

import (
	"compress/gzip"
	"errors"
	"fmt"
	"os"
)

// RowsName is the name of the file of rows in the folder of the calibration.
const RowsName = "samples.csv.gz"

// KeepRows writes rows to a file, compressed. The same rows give the same bytes.
func KeepRows(path string, names []string, rows []Row) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("keeping the training rows: %w", err)
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(WriteRows(z, names, rows), z.Close(), f.Close()); err != nil {
		return fmt.Errorf("keeping the training rows: %w", err)
	}
	return nil
}

// KeptRows reads what KeepRows wrote. It fails with ErrRows when the features are
// not those named.
func KeptRows(path string, names []string) ([]Row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the training rows: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("reading the training rows %s: %w", path, err)
	}
	return ReadRows(z, names)
}
