// Command fit makes the technical head's table: it damages clean photos in known
// amounts, measures them and the rated set, fits the machine and writes
// technical.json and samples.csv.
//
//	go run ./scoring/measure/fit -photos DIR -out assets/calibration
//
// DIR holds clean/*.png and rated/tid2013_resynth. The same photos give the same
// table. -refit takes the rows of samples.csv that are there already.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/head"
	"keeplight.app/keeplight/scoring/measure/training"
)

func main() {
	photos := flag.String("photos", filepath.Join("..", "shared", "photos"), "folder with clean/ and rated/")
	out := flag.String("out", filepath.Join("assets", "calibration"), "folder to write to")
	refit := flag.Bool("refit", false, "use the rows that were measured last")
	flag.Parse()
	if err := run(*photos, *out, *refit); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(photos, out string, refit bool) error {
	names := measure.HeadFeatures()
	rows, err := rowsOf(photos, filepath.Join(out, "samples.csv"), names, refit)
	if err != nil {
		return err
	}
	rated, err := training.LoadRated(filepath.Join(photos, "rated", "tid2013_resynth"))
	if err != nil {
		return err
	}
	settings := head.Usual()
	if err := report(names, rows, rated, settings); err != nil {
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
	if err := os.WriteFile(filepath.Join(out, "technical.json"), append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	fmt.Printf("%d rows, %d rated pictures, residual %.3f, %d bytes\n", len(rows), len(rated), table.Residual, len(data))
	return nil
}

// rowsOf measures again unless refit is set, keeps what was measured, and reads
// what is kept: so both ways fit on the same, rounded numbers.
func rowsOf(photos, path string, names []string, refit bool) ([]training.Row, error) {
	if !refit {
		rows, err := damageAll(filepath.Join(photos, "clean"))
		if err != nil {
			return nil, err
		}
		if err := keep(path, names, rows); err != nil {
			return nil, err
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the training rows: %w", err)
	}
	defer f.Close()
	return training.ReadRows(f, names)
}

func keep(path string, names []string, rows []training.Row) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("keeping the training rows: %w", err)
	}
	if err := training.WriteRows(f, names, rows); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// report prints how well scenes are ranked that the machine did not see.
func report(names []string, rows []training.Row, rated []training.Rated, s head.Settings) error {
	scores, err := training.LeaveOneSceneOut(names, rows, rated, s)
	if err != nil {
		return err
	}
	opinions, guesses := make([]float64, len(rated)), make([]float64, len(rated))
	for i, r := range rated {
		opinions[i], guesses[i] = r.Opinion, scores[i].Score
	}
	srcc, err := agreement.SRCC(guesses, opinions)
	if err != nil {
		return fmt.Errorf("ranking the rated set: %w", err)
	}
	plcc, err := agreement.PLCC(guesses, opinions)
	if err != nil {
		return fmt.Errorf("correlating the rated set: %w", err)
	}
	fmt.Printf("leave one scene out: SRCC %.3f, PLCC %.3f\n", srcc, plcc)
	return nil
}
