// Command fit makes the technical head's table: it damages photos in known amounts,
// grades each by what is left of its undamaged original, measures it, fits the
// machine on that and on the rated set, and writes technical.json and
// samples.csv.gz.
//
//	go run ./scoring/measure/fit -photos DIR -extra DIR -out assets/calibration
//
// The first folder holds clean, nature, camera, sequence and rated/tid2013_resynth;
// into extra go photographs from Debian's packages, which are fetched where they
// are missing. The same photos give the same table. -refit takes the rows of
// samples.csv.gz that are there already.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/head"
	"keeplight.app/keeplight/scoring/measure/training"
)

func main() {
	var o options
	flag.StringVar(&o.photos, "photos", filepath.Join("..", "shared", "photos"), "folder with clean/ and rated/")
	flag.StringVar(&o.extra, "extra", filepath.Join("build", "photographs"), "folder for photographs from packages")
	flag.StringVar(&o.out, "out", filepath.Join("assets", "calibration"), "folder to write to")
	flag.BoolVar(&o.refit, "refit", false, "use the rows that were measured last")
	flag.Parse()
	// Pictures are large and short-lived: collecting them less often takes a quarter
	// off the time.
	debug.SetGCPercent(400)
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

type options struct {
	photos, extra, out string
	refit              bool
}

func run(o options) error {
	names := measure.HeadFeatures()
	rows, err := prepare(o, names)
	if err != nil {
		return err
	}
	rated, err := training.LoadRated(filepath.Join(o.photos, "rated", "tid2013_resynth"))
	if err != nil {
		return err
	}
	settings := head.Usual()
	if err := report(os.Stdout, names, rows, rated, settings); err != nil {
		return err
	}
	table, err := head.Train(names, training.Samples(rows, rated), settings)
	if err != nil {
		return err
	}
	data, err := json.Marshal(table.Rounded())
	if err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	if err := os.WriteFile(filepath.Join(o.out, "technical.json"), append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	fmt.Printf("%d rows, %d rated pictures, residual %.3f, %d bytes\n", len(rows), len(rated), table.Residual, len(data))
	return nil
}

// prepare measures again unless refit is set, keeps what was measured, and reads
// what is kept: so both ways fit on the same, rounded numbers.
func prepare(o options, names []string) ([]training.Row, error) {
	path := filepath.Join(o.out, training.RowsName)
	if !o.refit {
		fetchAll(o.extra)
		photos, err := photosIn(o.photos, o.extra)
		if err != nil {
			return nil, err
		}
		fmt.Printf("%d photos\n", len(photos))
		rows, err := rowsOfAll(photos)
		if err != nil {
			return nil, err
		}
		if err := training.KeepRows(path, names, rows); err != nil {
			return nil, err
		}
	}
	return training.KeptRows(path, names)
}
