package main

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// Where the loupe's parts are on the screen: some of the photo, the cells of the
// filmstrip and the words about auto-advance, which are the least that a key changes.
var (
	photoPart   = image.Rect(560, 380, 640, 460)
	advancePart = image.Rect(1440, 972, 1530, 994)
)

const (
	stripLeft, stripStep, stripY = 287, 98, 914
	stripMiddle                  = 5    // the cell of the current photo, away from the ends
	jump                         = 4    // cells; the photo there is not read ahead
	loupeLong                    = 1005 // pixels of a photo's long side in the window
	rest                         = 700 * time.Millisecond
)

// The loupe's figures.
const (
	emptyFigure  = "key to an empty repaint"
	cachedFigure = "key to a neighbour that was read, sharp"
	thumbFigure  = "click to the enlarged thumbnail"
	fitFigure    = "click to the pixels of the fit size"
	bareFigure   = "  the bare scaled decode of that file"
	workFigure   = "  processor time of that, with its neighbours"
)

// loupeShoots are the photos by their size.
var loupeShoots = []struct {
	name          string
	width, height int
}{{"24 megapixels", 6000, 4000}, {"45 megapixels", 8256, 5504}}

const loupePhotos = 26

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
		if err := drawLarge(folder, shoot.width, shoot.height); err != nil {
			return err
		}
		b := &build{name: "loupe", checkout: o.after}
		if err := b.make(ctx, filepath.Join(o.out, "loupe "+shoot.name), folder); err != nil {
			return err
		}
		taken, err := b.look(ctx, d, folder)
		if err != nil {
			return fmt.Errorf("the loupe with %s: %w", shoot.name, err)
		}
		printLoupe(os.Stdout, shoot.name, taken)
	}
	return nil
}

// drawLarge writes photos with the detail of a camera's, unless they are there. They
// differ in what they show.
func drawLarge(folder string, width, height int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	then := time.Now().Add(-time.Hour)
	for i := range loupePhotos {
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

// look opens the loupe and turns to one photo after the other.
func (b *build) look(ctx context.Context, d *display, folder string) (taken samples, err error) {
	o, err := b.start(ctx, d, folder)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	grid := func() (bool, error) {
		w, err := o.screen.window()
		return w != 0, err
	}
	if err := o.wait("the window", seldom, grid); err != nil {
		return nil, err
	}
	if err := o.settle(); err != nil {
		return nil, err
	}
	for _, key := range []uint32{keyEscape, keyHome, keyReturn} {
		if err := o.screen.press(key); err != nil {
			return nil, err
		}
		time.Sleep(rest)
	}
	time.Sleep(5 * rest) // its neighbours are read
	taken = samples{}
	for place := 0; place+jump < loupePhotos; place += jump {
		err := errors.Join(o.empty(taken), o.next(taken), o.empty(taken), o.farther(taken, place+1), bare(ctx, taken, folder, place+jump))
		if err != nil {
			return nil, err
		}
		if err := o.screen.press(keyLeft); err != nil { // so that each jump starts at a multiple
			return nil, err
		}
		time.Sleep(3 * rest)
	}
	return taken, nil
}

// empty presses a key that changes two words.
func (o *opened) empty(taken samples) error {
	first, _, err := o.changes(advancePart, func() error { return o.screen.press('a') })
	taken.note(emptyFigure, first)
	return err
}

// next turns to a neighbour that was read ahead.
func (o *opened) next(taken samples) error {
	_, last, err := o.changes(photoPart, func() error { return o.screen.press(keyRight) })
	taken.note(cachedFigure, last)
	time.Sleep(3 * rest)
	return err
}

// farther clicks on a photo of the filmstrip that was not read ahead.
func (o *opened) farther(taken samples, place int) error {
	busy, err := o.processorTime()
	if err != nil {
		return err
	}
	x := stripLeft + stripStep*(min(place, stripMiddle)+jump)
	first, last, err := o.changes(photoPart, func() error { return o.screen.click(x, stripY) })
	taken.note(thumbFigure, first)
	taken.note(fitFigure, last)
	time.Sleep(3 * rest)
	now, err2 := o.processorTime()
	taken.note(workFigure, now-busy)
	return errors.Join(err, err2)
}

// changes does something and gives when a part of the screen changed first and last,
// until it stays the same.
func (o *opened) changes(part image.Rectangle, act func() error) (first, last time.Duration, err error) {
	see := func() (uint64, error) {
		p, err := o.screen.pixels(part)
		return maphash.Bytes(o.seed, p), err
	}
	was, err := see()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := act(); err != nil {
		return 0, 0, err
	}
	for time.Since(began) < max(rest, last+rest) || first == 0 {
		is, err := see()
		if err != nil {
			return 0, 0, err
		}
		if is != was {
			was, last = is, time.Since(began)
			if first == 0 {
				first = last
			}
		}
		if first == 0 && time.Since(began) > patience {
			return 0, 0, errors.New("nothing changes on the screen")
		}
		time.Sleep(often)
	}
	return first, last, nil
}

// bare reads and decodes a photo at the size that the window shows.
func bare(ctx context.Context, taken samples, folder string, place int) error {
	began := time.Now()
	_, err := picture.Load(ctx, filepath.Join(folder, fmt.Sprintf("DSC_%04d.jpg", place)), loupeLong)
	taken.note(bareFigure, time.Since(began))
	return err
}

// printLoupe writes the medians, and how many empty repaints or bare decodes each is.
func printLoupe(out io.Writer, name string, taken samples) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "LOUPE, %s\tMEDIAN\tFASTEST\tEMPTY REPAINTS\tBARE DECODES, LESS AN EMPTY REPAINT\tSAMPLES\n", name)
	empty, decode := median(taken[emptyFigure]), median(taken[bareFigure])
	for _, f := range []string{emptyFigure, cachedFigure, thumbFigure, fitFigure, bareFigure, workFigure} {
		all := taken[f]
		if len(all) == 0 {
			continue
		}
		repaints, decodes := ratio(empty, median(all)), ""
		switch f {
		case fitFigure:
			decodes = ratio(decode, median(all)-empty)
		case bareFigure, workFigure:
			repaints, decodes = "", ratio(decode, median(all))
		}
		fmt.Fprintf(table, "%s\t%.1f ms\t%.1f ms\t%s\t%s\t%d\n", f, milliseconds(median(all)), milliseconds(slices.Min(all)), repaints, decodes, len(all))
	}
	table.Flush()
}
