package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
)

// options say what to compare and how long.
type options struct {
	before, after string // checkouts
	out           string // folder for builds, photos and catalogues
	rounds        int
	photos        int
	loupe         bool // measure the loupe of after alone
	large         int  // photos of a large shoot with which after alone is measured, 0 for none
}

func main() {
	var o options
	flag.StringVar(&o.before, "before", "", "the checkout to compare with")
	flag.StringVar(&o.after, "after", ".", "the checkout that is compared")
	flag.StringVar(&o.out, "out", "", "folder for what is made; a temporary one when empty")
	flag.IntVar(&o.rounds, "rounds", 7, "how often each is started")
	flag.IntVar(&o.photos, "photos", 3000, "how many photos the shoot has")
	flag.BoolVar(&o.loupe, "loupe", false, "measure the loupe of one checkout")
	flag.IntVar(&o.large, "large", 0, "measure one checkout with a shoot of so many photos, such as 50000")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintf(os.Stderr, "speeds: %v\n", err)
		os.Exit(1)
	}
}

// run does what the options say.
func run(ctx context.Context, o options) (err error) {
	if o.large > 0 {
		return inFolder(&o, func() error { return measureLarge(ctx, o) })
	}
	if o.loupe {
		return inFolder(&o, func() error { return measureLoupe(ctx, o) })
	}
	if o.before == "" || o.rounds < 1 || o.photos < 600 {
		return errors.New("name a checkout with -before, at least one round and at least 600 photos, which fill the pages that are turned")
	}
	return inFolder(&o, func() error { return compare(ctx, o) })
}

// inFolder does something with a folder for what is made.
func inFolder(o *options, do func() error) (err error) {
	if o.out == "" {
		if o.out, err = os.MkdirTemp("", "keeplight-speeds"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(o.out)) }()
	}
	return do()
}

// compare builds both, draws the shoot, and lets them take turns.
func compare(ctx context.Context, o options) error {
	folder := filepath.Join(o.out, "shoot")
	if err := drawShoot(folder, o.photos); err != nil {
		return fmt.Errorf("drawing the shoot: %w", err)
	}
	builds := []*build{{name: "before", checkout: o.before}, {name: "after", checkout: o.after}}
	for _, b := range builds {
		fmt.Printf("building and scoring %d photos: %s (%s)\n", o.photos, b.name, b.checkout)
		if err := b.make(ctx, filepath.Join(o.out, b.name), folder); err != nil {
			return err
		}
	}
	d, err := startDisplay(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	for round := range o.rounds + 1 {
		for _, b := range builds {
			taken, err := b.measure(ctx, d, folder)
			if err != nil {
				return fmt.Errorf("measuring %s: %w", b.name, err)
			}
			if round > 0 { // the first fills caches and thumbnails
				b.samples.add(taken)
				fmt.Printf("round %d %s: %v\n", round, b.name, taken)
			}
		}
		slices.Reverse(builds) // neither always comes first
	}
	if builds[0].name != "before" {
		slices.Reverse(builds)
	}
	printTable(os.Stdout, builds[0].samples, builds[1].samples)
	return nil
}
