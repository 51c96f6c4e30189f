package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/command"
)

// The figures of a large shoot.
const (
	walkFigure   = "bare walk, stat and insert of the tree"
	firstFigure  = "first open: start to all photos listed"
	readFigure   = "bare read of the rows of photos and scores"
	againFigure  = "second start: start to all photos listed"
	paintFigure  = "second start: start to first painted grid"
	beforeFigure = "  that is so long before the folder is walked"
	emptyStart   = "start to the window of an empty folder"

	hoverFigure     = "mouse to an empty repaint, at rest"
	firstGapFigure  = "first open: longest wait for a repaint"
	secondGapFigure = "second start: longest wait for a repaint"

	typeFigure   = "letter in the search field to the grid"
	sortFigure   = "order turned around to the grid"
	sliderFigure = "slider of an attribute to the grid"

	bareTypeFigure   = "  the bare query of that"
	bareSortFigure   = "  the bare sort of that"
	bareSliderFigure = "  the bare filter of that"
)

// large is a run over a large shoot.
type large struct {
	build  *build
	d      *display
	folder string
	photos int
	empty  string // a folder without photos
	taken  samples
	memory memory
	small  queries // of a thousand photos
	button button
}

// keysText binds what the run does by keys that no layout lacks.
const keysText = "reverse-order = F8\nclear-filters = F9\n"

// measureLarge builds one checkout and prints what a large shoot costs it.
func measureLarge(ctx context.Context, o options) error {
	l := &large{
		build: &build{name: "large", checkout: o.after}, folder: filepath.Join(o.out, "shoot"), photos: o.large,
		empty: filepath.Join(o.out, "empty"), taken: samples{},
	}
	if err := errors.Join(drawLargeShoot(l.folder, l.photos), os.MkdirAll(l.empty, 0o755)); err != nil {
		return fmt.Errorf("drawing the shoot: %w", err)
	}
	if err := l.build.compile(ctx, filepath.Join(o.out, "large")); err != nil {
		return err
	}
	d, err := startDisplay(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	l.d = d
	if err := l.renew(ctx); err != nil {
		return err
	}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"starting with an empty folder", l.startEmpty},
		{"opening the folder for the first time", l.firstOpens},
		{"starting again", l.secondStarts},
		{"working in the window", l.work},
		{"asking the bare queries", l.ask},
	} {
		fmt.Printf("%d photos: %s\n", l.photos, step.name)
		if err := step.do(ctx); err != nil {
			l.print(os.Stdout)
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	l.print(os.Stdout)
	return nil
}

// renew empties the program's own folder. What it does after all that a person waits for
// is switched off: to look for faces in so many photos takes an hour, in which no window
// is at rest.
func (l *large) renew(ctx context.Context) error {
	err := os.RemoveAll(l.build.home)
	return errors.Join(err, os.MkdirAll(l.build.home, 0o755),
		os.WriteFile(filepath.Join(l.build.home, command.FileName), []byte(keysText), 0o600),
		quiet(ctx, l.build.home, l.folder))
}

// quiet switches the search for faces off, and answers beforehand what the first mark in
// a folder asks: the question would move what is measured.
func quiet(ctx context.Context, home, folder string) error {
	cat, err := catalog.Open(home)
	if err != nil {
		return err
	}
	return errors.Join(cat.SetSidecarPolicy(ctx, folder, catalog.NoSidecars),
		cat.PutSetting(ctx, faces.SettingKey, map[string]bool{"off": true}), cat.Close())
}

// firstOpens opens the folder with an empty catalogue: once watched from afar, and once
// asked for repaints all the time, which costs the window what it then lacks.
func (l *large) firstOpens(ctx context.Context) error {
	for _, asks := range []bool{false, true} {
		took, err := bareWalk(ctx, l.folder, filepath.Dir(l.build.home))
		if err != nil {
			return err
		}
		l.taken.note(walkFigure, took)
		if err := l.renew(ctx); err != nil {
			return err
		}
		if err := l.load(ctx, loading{asks: asks, listed: firstFigure, gap: firstGapFigure}); err != nil {
			return err
		}
	}
	return nil
}

// secondStarts opens a folder of which all is known.
func (l *large) secondStarts(ctx context.Context) error {
	if err := errors.Join(l.renew(ctx), fillCatalog(ctx, l.build.home, l.folder)); err != nil {
		return err
	}
	for _, asks := range []bool{false, false, true} {
		took, err := bareRead(ctx, l.build.home)
		if err != nil {
			return err
		}
		l.taken.note(readFigure, took)
		if err := l.startEmpty(ctx); err != nil {
			return err
		}
		if err := l.load(ctx, loading{asks: asks, listed: againFigure, gap: secondGapFigure, again: true}); err != nil {
			return err
		}
	}
	return nil
}

// ask asks the bare queries of all photos, and of a thousand.
func (l *large) ask(ctx context.Context) error {
	q, err := bareQueries(ctx, l.build.home, l.photos)
	if err != nil {
		return err
	}
	l.taken.note(bareTypeFigure, q.typing)
	l.taken.note(bareSortFigure, q.sorting)
	l.taken.note(bareSliderFigure, q.slider)
	l.small, err = bareQueries(ctx, l.build.home, 1000)
	return err
}

// loading is one start that is watched until all photos are listed.
type loading struct {
	asks        bool   // for a repaint all the time
	again       bool   // the photos are known
	listed, gap string // figures
}

// load starts the program and ends it when all photos are listed.
func (l *large) load(ctx context.Context, what loading) (err error) {
	dirs, err := watchFolder(filepath.Dir(largeName(l.folder, 0)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dirs.close()) }()
	began := time.Now()
	o, err := l.build.start(ctx, l.d, l.folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	if err := o.wait("the window", seldom, o.hasWindow); err != nil {
		return err
	}
	if what.asks {
		asking, askErr := l.button.ask(ctx, l.d)
		if askErr != nil {
			return askErr
		}
		defer func() { err = errors.Join(err, asking.end(l.taken, what.gap)) }()
	} else if what.again {
		if err := o.wait("the grid", seldom, o.showsPhotos); err != nil {
			return err
		}
		painted := time.Now()
		l.taken.note(paintFigure, painted.Sub(began))
		defer func() { l.taken.note(beforeFigure, dirs.opened().Sub(painted)) }()
	}
	listed, err := o.listed(l.photos)
	if err != nil {
		return err
	}
	if !what.asks {
		l.taken.note(what.listed, listed.Sub(began))
	}
	return l.memory.note(o)
}

// startEmpty starts the program on a folder without photos, and learns what its button
// looks like.
func (l *large) startEmpty(ctx context.Context) (err error) {
	began := time.Now()
	o, err := l.build.start(ctx, l.d, l.empty)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	if err := o.wait("the window", often, o.hasWindow); err != nil {
		return err
	}
	l.taken.note(emptyStart, time.Since(began))
	if l.button.known() {
		return nil
	}
	if err := o.settle(); err != nil {
		return err
	}
	l.button, err = learnButton(o.screen)
	return err
}
