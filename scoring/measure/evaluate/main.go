// Command evaluate prints how right the built-in scorer is: whether stepped
// damage lowers the matching attribute step by step, how its overall agrees with
// people's ratings, beside its peers and its own older versions, how steady it is,
// and how long a photo takes. It writes a page with scatter plots.
//
//	go run ./scoring/measure/evaluate -photos DIR -page build/measure.html
//	go run ./scoring/measure/evaluate -photos DIR -level
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
	"slices"

	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/measure"
)

func main() {
	o := options{}
	flag.StringVar(&o.photos, "photos", defaultPhotos(), "folder with clean/ and rated/")
	flag.StringVar(&o.calibration, "calibration", filepath.Join("assets", "calibration"), "folder with samples.csv.gz")
	flag.StringVar(&o.page, "page", "", "where to write a page with scatter plots")
	flag.StringVar(&o.keep, "keep", "", "folder to keep each rated photo's scores in, for a later version to be compared with")
	flag.BoolVar(&o.ratedOnly, "rated", false, "only compare with people's ratings")
	flag.BoolVar(&o.wrong, "wrong", false, "also print the steps that are in the wrong order")
	flag.BoolVar(&o.level, "level", false, "only count how well the tilt of turned pictures is read")
	flag.Parse()
	if err := run(os.Stdout, o); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

type options struct {
	photos, calibration, page, keep string
	wrong, ratedOnly, level         bool
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
	motions motions
	shifts  []shift
	crossed []crossing // every damage against every attribute
	clouds  []cloud
	simple  []cloud                // peers that any program could have
	peers   []cloud                // and all
	better  []agreement.Difference // than the version before, on FLIVE: the overall, the head
	rated   certainty              // of the overall on TID2013
	quick   pace                   // a photo's preview
	tiles   pace                   // and its full picture
	radar   radar                  // of ordinary photos
	spread  radar                  // of those over which the overall must spread
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
	if o.ratedOnly {
		return r.rate(out, s, o, clean)
	}
	if err := r.time(out, s, clean); err != nil {
		return err
	}
	if err := r.rate(out, s, o, clean); err != nil {
		return err
	}
	if r.orders, err = printLadders(out, s, clean, o.wrong); err != nil {
		return err
	}
	if r.motions, err = moved(s, o.photos, clean); err != nil {
		return err
	}
	r.motions.print(out)
	if r.shifts, err = steadiness(s, clean); err != nil {
		return err
	}
	printSteadiness(out, r.shifts)
	if err := r.ordinary(out, s, o.photos); err != nil {
		return err
	}
	if r.crossed, err = crossTalk(s, clean); err != nil {
		return err
	}
	printCrossTalk(out, r.crossed)
	printBounds(out, r.bounds())
	if o.page == "" {
		return nil
	}
	return writePage(o.page, &r)
}

// ordinary measures what ordinary photos get.
func (r *results) ordinary(out io.Writer, s *measure.Scorer, photos string) (err error) {
	if r.radar, err = radarOf(s, photos, ordinary()); err != nil {
		return err
	}
	r.radar.print(out, "ordinary photos")
	if r.spread, err = radarOf(s, photos, spreadOver()); err != nil {
		return err
	}
	r.spread.print(out, "FLIVE, nature and clean together")
	return nil
}

// rate compares with people's ratings.
func (r *results) rate(out io.Writer, s *measure.Scorer, o options, clean []shot) error {
	fmt.Fprintln(out)
	var sets []*ratedSet
	for _, name := range rated() {
		dir := filepath.Join(o.photos, "rated", name)
		set, err := measureSet(s, dir)
		if err == nil && set != nil && name == tidSet {
			err = set.crossValidate(s, dir, o.calibration)
		}
		switch {
		case err != nil:
			return err
		case set == nil:
			fmt.Fprintf(out, "No rated set at %s: left out.\n", dir)
			continue
		}
		sets = append(sets, set)
		if err := r.rateSet(out, set, o.photos, clean); err != nil {
			return err
		}
	}
	if o.keep == "" {
		return nil
	}
	return keepTables(o.keep, s.Provenance().Version, sets)
}

// rateSet prints a set's table: the head, the overall, each attribute, then peers.
func (r *results) rateSet(out io.Writer, set *ratedSet, photos string, clean []shot) error {
	whole, err := set.whole()
	if err != nil {
		return err
	}
	parts, err := set.parts()
	if err != nil {
		return err
	}
	simple, err := set.simple()
	if err != nil {
		return err
	}
	others := peersOf(out, filepath.Join(photos, "rated", set.name), clean)
	for _, clouds := range [][]cloud{whole, parts, simple, others} {
		for i := range clouds {
			clouds[i].print(out)
		}
	}
	r.clouds, r.simple, r.peers = append(r.clouds, whole...), append(r.simple, simple...), append(r.peers, slices.Concat(simple, others)...)
	if set.name == tidSet {
		if r.rated, err = certaintyOf(set); err != nil {
			return err
		}
		r.rated.print(out, set.name+", what ± of the overall is worth")
	}
	kept, err := keptTables()
	if err == nil {
		var better []agreement.Difference
		better, err = set.compareWithEarlier(out, kept)
		if set.name != tidSet {
			r.better = better
		}
	}
	fmt.Fprintln(out)
	return err
}
