package main

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"image"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library/picture"
)

// Where the loupe's parts are on the screen: some of the photo, a line across it, the
// words about auto-advance, which are the least that a key changes, and the stars
// beside the photo.
var (
	photoPart   = image.Rect(560, 380, 640, 460)
	photoLine   = image.Rect(0, 460, 1232, 461)
	advancePart = image.Rect(1400, 972, 1530, 994)
	starsPart   = image.Rect(12, 96, 110, 120)
)

const (
	jump = 4 // cells of the filmstrip; the photo there is not read ahead
	rest = 700 * time.Millisecond
	// turned is how long it takes at most until another photo is seen.
	turned = 5 * time.Second
	// underWay is how long after a click its photo is being decoded for certain.
	underWay = 30 * time.Millisecond
)

// visit is what is done at one photo after the other.
type visit struct {
	step int // photos from one to the next
	do   func(ctx context.Context, o *opened, taken samples, folder string, place int) error
}

// visits are those that each start of the program makes one of.
func visits() []visit { return []visit{{jump, alone}, {2*jump - 1, besides}} }

// look opens the loupe and turns to one photo after the other.
func (b *build) look(ctx context.Context, d *display, folder string, taken samples, visit visit) (err error) {
	o, err := b.openLoupe(ctx, d, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	for place := 0; place+visit.step < loupePhotos-1; place += visit.step {
		if err := visit.do(ctx, o, taken, folder, place); err != nil {
			return err
		}
		time.Sleep(3 * rest) // its neighbours are read
	}
	return nil
}

// openLoupe starts the program with the first photo in the loupe.
func (b *build) openLoupe(ctx context.Context, d *display, folder string) (*opened, error) {
	o, err := b.start(ctx, d, folder)
	if err != nil {
		return nil, err
	}
	opens := func() error {
		err := o.wait("the window", seldom, func() (bool, error) {
			w, err := o.screen.window()
			return w != 0, err
		})
		if err != nil {
			return err
		}
		return errors.Join(o.settle(), o.pressAll(keyEscape, keyHome, keyReturn), o.stay())
	}
	if err := opens(); err != nil {
		return nil, errors.Join(err, o.end())
	}
	time.Sleep(5 * rest) // its neighbours are read
	return o, nil
}

// stay has marks not turn to the next photo, as an earlier start may have left it.
func (o *opened) stay() error {
	was, err := o.see(photoPart)
	if err := errors.Join(err, o.screen.press('0')); err != nil {
		return err
	}
	for end := time.Now().Add(turned); time.Now().Before(end); time.Sleep(seldom) {
		is, err := o.see(photoPart)
		if err != nil {
			return err
		}
		if is != was {
			return o.pressAll('a', keyHome)
		}
	}
	return nil
}

// pressAll presses keys, with a rest after each.
func (o *opened) pressAll(keys ...uint32) error {
	for _, key := range keys {
		if err := o.screen.press(key); err != nil {
			return err
		}
		time.Sleep(rest)
	}
	return nil
}

// alone measures an empty repaint, a mark, a neighbour that was read and a photo that
// was not, each by itself.
func alone(ctx context.Context, o *opened, taken samples, folder string, place int) error {
	if err := errors.Join(o.empty(taken), o.empty(taken), o.mark(taken), o.next(taken), o.farther(taken)); err != nil {
		return err
	}
	long, err := o.photoLong()
	if err := errors.Join(err, bare(ctx, taken, folder, place+jump+1, long)); err != nil {
		return err
	}
	return o.screen.press(keyLeft) // so that each jump starts at a multiple
}

// besides measures a photo that was not read while another one, to which nobody will
// return, is being decoded.
func besides(_ context.Context, o *opened, taken samples, _ string, _ int) error {
	was, err := o.see(photoPart)
	if err != nil {
		return err
	}
	if err := o.clickAhead(jump - 1); err != nil {
		return err
	}
	if err := o.wait("the photo that is passed by", often, func() (bool, error) {
		is, err := o.see(photoPart)
		return is != was, err
	}); err != nil {
		return err
	}
	time.Sleep(underWay)
	first, last, err := o.changes(photoPart, func() error { return o.clickAhead(jump) })
	taken.note(busyThumb, first)
	taken.note(busyFit, last)
	return err
}

// empty presses a key that changes two words.
func (o *opened) empty(taken samples) error {
	first, _, err := o.changes(advancePart, func() error { return o.screen.press('a') })
	taken.note(emptyFigure, first)
	return err
}

// mark gives the photo stars and waits until they are stored and seen.
func (o *opened) mark(taken samples) error {
	if err := o.pressAll('0'); err != nil { // an earlier start has given some
		return err
	}
	time.Sleep(3 * rest) // it is stored and seen
	was, err1 := o.see(starsPart)
	before, err2 := o.stars()
	if err := errors.Join(err1, err2, o.screen.press('3')); err != nil {
		return err
	}
	var stored, seen time.Time
	err := o.wait("the mark", often, func() (bool, error) {
		if stored.IsZero() {
			now, err := o.stars()
			if err != nil {
				return false, err
			}
			if now != before {
				stored = time.Now()
			}
		}
		is, err := o.see(starsPart)
		if is != was && seen.IsZero() {
			seen = time.Now()
		}
		return !stored.IsZero() && !seen.IsZero(), err
	})
	taken.note(markFigure, max(seen.Sub(stored), 0))
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
func (o *opened) farther(taken samples) error {
	busy, err := o.processorTime()
	if err != nil {
		return err
	}
	first, last, err := o.changes(photoPart, func() error { return o.clickAhead(jump) })
	taken.note(thumbFigure, first)
	taken.note(fitFigure, last)
	time.Sleep(3 * rest)
	now, err2 := o.processorTime()
	taken.note(workFigure, now-busy)
	return errors.Join(err, err2)
}

// see reads a part of the screen: equal numbers are equal pixels.
func (o *opened) see(part image.Rectangle) (uint64, error) {
	p, err := o.screen.pixels(part)
	return maphash.Bytes(o.seed, p), err
}

// changes does something and gives when a part of the screen changed first and last,
// until it stays the same.
func (o *opened) changes(part image.Rectangle, act func() error) (first, last time.Duration, err error) {
	was, err := o.see(part)
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := act(); err != nil {
		return 0, 0, err
	}
	for time.Since(began) < max(rest, last+rest) || first == 0 {
		is, err := o.see(part)
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
			return 0, 0, fmt.Errorf("nothing changes in %v of the screen", part)
		}
		time.Sleep(often)
	}
	return first, last, nil
}

// bare reads and decodes a photo at the size that the window shows.
func bare(ctx context.Context, taken samples, folder string, place, long int) error {
	began := time.Now()
	_, err := picture.Load(ctx, filepath.Join(folder, fmt.Sprintf("DSC_%04d.jpg", place)), long)
	taken.note(bareFigure, time.Since(began))
	return err
}
