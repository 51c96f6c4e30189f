package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library/phototest"
)

// The loupe's figures.
const (
	emptyFigure  = "key to an empty repaint"
	cachedFigure = "key to a neighbour that was read, sharp"
	markFigure   = "commit of a mark to its frame"
	thumbFigure  = "click to the enlarged thumbnail"
	fitFigure    = "click to the pixels of the fit size"
	bareFigure   = "  the bare scaled decode of such a file"
	workFigure   = "  processor time of that, with its neighbours"
	busyThumb    = "while another is decoded: to the thumbnail"
	busyFit      = "while another is decoded: to the fit size"
	otherEmpty   = "geeqie: key to an empty repaint"
	otherFit     = "geeqie: key to the settled photo"
)

// loupeShoots are the photos by their size.
var loupeShoots = []struct {
	name          string
	width, height int
}{{"24 megapixels", 6000, 4000}, {"45 megapixels", 8256, 5504}}

const loupePhotos = 26

// loupeStarts is how often the program is started at most: what was read once is at
// hand from then on, so that a start measures each photo once.
const loupeStarts = 2

// measureLoupe builds one checkout and prints what its loupe takes, against an empty
// repaint and a bare decode in the same run.
func measureLoupe(ctx context.Context, o options) error {
	d, err := startDisplay(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	for _, shoot := range loupeShoots {
		folder := filepath.Join(o.out, shoot.name)
		if err := drawLarge(ctx, folder, shoot.width, shoot.height); err != nil {
			return err
		}
		b := &build{name: "loupe", checkout: o.after}
		if err := b.make(ctx, filepath.Join(o.out, "loupe "+shoot.name), folder); err != nil {
			return err
		}
		if err := quiet(ctx, b.home, folder); err != nil {
			return err
		}
		taken := samples{}
		for range min(loupeStarts, o.rounds) {
			for _, visit := range visits() {
				if err := b.look(ctx, d, folder, taken, visit); err != nil {
					return fmt.Errorf("the loupe with %s: %w", shoot.name, err)
				}
			}
		}
		peak, err := b.survey(ctx, d, folder)
		if err != nil {
			return fmt.Errorf("the survey with %s: %w", shoot.name, err)
		}
		other := geeqie(ctx, d, folder, filepath.Join(o.out, "geeqie"), taken)
		printLoupe(os.Stdout, shoot.name, taken, other)
		fmt.Printf("nine panes of %s, whole and at 100 %%: peak memory %d MB\n", shoot.name, peak>>20)
	}
	return nil
}

// drawLarge writes photos with the detail of a camera's, unless they are there. They
// differ in what they show.
func drawLarge(ctx context.Context, folder string, width, height int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	then := time.Now().Add(-time.Hour)
	for i := range loupePhotos {
		if err := ctx.Err(); err != nil { // many take minutes
			return err
		}
		name := filepath.Join(folder, fmt.Sprintf("DSC_%04d.jpg", i))
		if _, err := os.Stat(name); err == nil {
			continue
		}
		data := phototest.PlainJPEG(phototest.Camera(width, height, uint64(i)), 92)
		if err := errors.Join(os.WriteFile(name, data, 0o600), os.Chtimes(name, then, then)); err != nil {
			return err
		}
	}
	return nil
}
