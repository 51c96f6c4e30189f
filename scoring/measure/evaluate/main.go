// Command evaluate prints how right the built-in scorer is: whether stepped
// damage lowers the matching attribute step by step, how its overall agrees with
// people's ratings, and how long a photo takes.
//
//	go run ./scoring/measure/evaluate -photos DIR
//
// DIR holds clean/*.png, and rated/*/scores.csv with the columns file and mos.
// What is missing is said, and drawn pictures stand in for clean photos.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	photos := flag.String("photos", defaultPhotos(), "folder with clean/ and rated/")
	wrong := flag.Bool("wrong", false, "also print the steps that are in the wrong order")
	flag.Parse()
	if err := run(os.Stdout, *photos, *wrong); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

func defaultPhotos() string {
	if dir := os.Getenv("KEEPLIGHT_PHOTOS"); dir != "" {
		return dir
	}
	return filepath.Join("..", "shared", "photos")
}

func run(out io.Writer, photos string, wrong bool) error {
	clean, err := cleanPhotos(out, photos)
	if err != nil {
		return err
	}
	if err := printLadders(out, clean, wrong); err != nil {
		return err
	}
	if err := printSteadiness(out, clean); err != nil {
		return err
	}
	for _, set := range []string{"tid2013_resynth", "flive_voc"} {
		if err := printRated(out, filepath.Join(photos, "rated", set)); err != nil {
			return err
		}
	}
	printTime(out, clean)
	return nil
}

// cleanPhotos gives the real clean photos, or drawn ones.
func cleanPhotos(out io.Writer, photos string) ([]shot, error) {
	paths, err := filepath.Glob(filepath.Join(photos, "clean", "*.png"))
	if err != nil {
		return nil, fmt.Errorf("looking for clean photos in %s: %w", photos, err)
	}
	if len(paths) == 0 {
		fmt.Fprintf(out, "No photos in %s: measuring %d drawn pictures instead.\n", filepath.Join(photos, "clean"), drawnCount)
		return drawn(), nil
	}
	fmt.Fprintf(out, "%d clean photos from %s\n", len(paths), filepath.Join(photos, "clean"))
	var found []shot
	for _, path := range paths {
		img, err := load(path)
		if err != nil {
			return nil, err
		}
		found = append(found, shot{filepath.Base(path), img})
	}
	return found, nil
}
