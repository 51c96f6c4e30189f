// Command evaluate prints how right the built-in scorer is: whether stepped
// damage lowers the matching attribute step by step, how its overall agrees with
// people's ratings, beside its peers where they are installed, how steady it is,
// and how long a photo takes. It writes a page with scatter plots.
//
//	go run ./scoring/measure/evaluate -photos DIR -page build/measure.html
//	go run ./scoring/measure/evaluate -photos DIR -level
//
// DIR holds clean/*.png, and rated/*/scores.csv with the columns file and mos.
// What is missing is said, and drawn pictures stand in for clean photos.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/scoring/measure"
)

func main() {
	o := options{}
	flag.StringVar(&o.photos, "photos", defaultPhotos(), "folder with clean/ and rated/")
	flag.StringVar(&o.calibration, "calibration", filepath.Join("assets", "calibration"), "folder with samples.csv")
	flag.StringVar(&o.page, "page", "", "where to write a page with scatter plots")
	flag.BoolVar(&o.wrong, "wrong", false, "also print the steps that are in the wrong order")
	flag.BoolVar(&o.level, "level", false, "only count how well the tilt of turned pictures is read")
	flag.Parse()
	if err := run(os.Stdout, o); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

type options struct {
	photos, calibration, page string
	wrong, level              bool
}

func defaultPhotos() string {
	if dir := os.Getenv("KEEPLIGHT_PHOTOS"); dir != "" {
		return dir
	}
	return filepath.Join("..", "shared", "photos")
}

// results is all that was found out.
type results struct {
	ladders []ladder
	orders  []order
	shifts  []shift
	clouds  []cloud
	peers   []cloud
	quick   pace // a photo's preview
	tiles   pace // and its full picture
}

// time measures how long a photo takes.
func (r *results) time(out io.Writer, s *measure.Scorer, clean []shot) (err error) {
	if r.quick, err = quickPace(s, clean); err != nil {
		return err
	}
	if r.tiles, err = tilePace(r.quick, clean); err != nil {
		return err
	}
	fmt.Fprintln(out)
	r.quick.print(out, "quick pass (1024 x 682 preview, one thread)")
	r.tiles.print(out, "tile pass (24 MP, beside the decode)")
	return nil
}

func run(out io.Writer, o options) error {
	if o.level {
		return runLevel(out, o)
	}
	clean, err := cleanPhotos(out, o.photos)
	if err != nil {
		return err
	}
	s := measure.NewQuick()
	r := results{ladders: ladders()}
	if err := r.time(out, s, clean); err != nil {
		return err
	}
	if err := r.rate(out, s, o, clean); err != nil {
		return err
	}
	if r.orders, err = printLadders(out, s, clean, o.wrong); err != nil {
		return err
	}
	if r.shifts, err = steadiness(s, clean); err != nil {
		return err
	}
	printSteadiness(out, r.shifts)
	printBounds(out, r.bounds())
	if o.page == "" {
		return nil
	}
	return writePage(o.page, &r)
}

// rate compares with people's ratings.
func (r *results) rate(out io.Writer, s *measure.Scorer, o options, clean []shot) error {
	fmt.Fprintln(out)
	clouds, err := crossValidate(s, o.photos, o.calibration)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(out, "No rated set to cross-validate on: left out (%v).\n", err)
	case err != nil:
		return err
	}
	r.clouds = clouds
	flive := filepath.Join(o.photos, "rated", "flive_voc")
	unseen, err := againstOpinions(s, flive)
	if err != nil {
		return err
	}
	if unseen == nil {
		fmt.Fprintf(out, "No rated set at %s: left out.\n", flive)
	}
	r.clouds = append(r.clouds, unseen...)
	for i := range r.clouds {
		r.clouds[i].print(out)
	}
	r.peers = peers(out, o.photos, clean)
	return nil
}
