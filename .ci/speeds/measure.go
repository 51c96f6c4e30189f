package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/maphash"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	_ "github.com/mattn/go-sqlite3" // reads the catalogue
)

// patience is how long anything may take before the run gives up.
const patience = 2 * time.Minute

// wall is where the grid's photos are on the screen.
var wall = image.Rect(260, 120, 1180, 900)

// The keys that are pressed, by their symbols in X.
const (
	keyHome   = 0xff50
	keyPrior  = 0xff55 // page up
	keyNext   = 0xff56 // page down
	keyOne    = '1'
	keyLeft   = 0xff51
	keyRight  = 0xff53
	keyReturn = 0xff0d
	keyEscape = 0xff1b

	keyControl = 0xffe3
)

// opened is a running program and what is watched of it.
type opened struct {
	screen *screen
	db     *sql.DB
	cmd    *exec.Cmd
	log    bytes.Buffer
	seed   maphash.Seed
}

// measure starts the program on the folder once, measures, and ends it.
func (b *build) measure(ctx context.Context, d *display, folder string) (taken samples, err error) {
	began := time.Now()
	o, err := b.start(ctx, d, folder)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	taken = samples{}
	if err := o.wait("the grid", seldom, o.showsPhotos); err != nil {
		return nil, err
	}
	taken.note(startFigure, time.Since(began))
	busy, err := o.processorTime()
	if err != nil {
		return nil, err
	}
	taken.note(startWorkFigure, busy)
	if err := o.settle(); err != nil {
		return nil, err
	}
	return taken, errors.Join(o.frames(taken), o.decisions(taken))
}

// start starts the program on the folder. The caller ends it.
func (b *build) start(ctx context.Context, d *display, folder string) (*opened, error) {
	s, err := connect(d.socket)
	if err != nil {
		return nil, err
	}
	o := &opened{screen: s, cmd: b.command(ctx, folder), seed: maphash.MakeSeed()}
	o.cmd.Env = append(o.cmd.Env, "DISPLAY="+d.name, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1")
	o.cmd.Stderr, o.cmd.Stdout = &o.log, &o.log
	if o.db, err = sql.Open("sqlite3", "file:"+filepath.Join(b.home, "catalog.db")+"?mode=ro"); err != nil {
		return nil, errors.Join(err, s.conn.Close())
	}
	if err := o.cmd.Start(); err != nil {
		return nil, errors.Join(err, s.conn.Close(), o.db.Close())
	}
	return o, nil
}

// decisions presses stars and waits until each is in the catalogue.
func (o *opened) decisions(taken samples) error {
	if err := o.screen.press(keyHome); err != nil {
		return err
	}
	time.Sleep(300 * time.Millisecond)
	for i := range 25 {
		before, err := o.stars()
		if err != nil {
			return err
		}
		pressed := time.Now()
		if err := o.screen.press(uint32(keyOne + i%5)); err != nil {
			return err
		}
		err = o.wait("a decision", often, func() (bool, error) {
			now, err := o.stars()
			return now != before, err
		})
		if err != nil {
			return err
		}
		taken.note(decideFigure, time.Since(pressed))
		time.Sleep(30 * time.Millisecond) // the grid paints it
	}
	return nil
}

// frames pages down through the grid and up again, and waits each time until
// pixels change.
func (o *opened) frames(taken samples) error {
	const pages = 20
	busy, err := o.processorTime()
	if err != nil {
		return err
	}
	for i := range pages {
		before, err := o.seen()
		if err != nil {
			return err
		}
		key := uint32(keyNext)
		if i >= pages/2 {
			key = keyPrior
		}
		pressed := time.Now()
		if err := o.screen.press(key); err != nil {
			return err
		}
		err = o.wait("the next page", often, func() (bool, error) {
			now, err := o.seen()
			return now != before, err
		})
		if err != nil {
			return err
		}
		taken.note(frameFigure, time.Since(pressed))
		time.Sleep(150 * time.Millisecond) // thumbnails come
	}
	now, err := o.processorTime()
	taken.note(frameWorkFigure, (now-busy)/pages)
	return err
}

// How often something is asked. Reading pixels costs the display what the program
// then lacks, so a start, which takes seconds, is asked about less often.
const (
	often  = 500 * time.Microsecond
	seldom = 20 * time.Millisecond
)

// wait asks until the answer is yes.
func (o *opened) wait(what string, every time.Duration, done func() (bool, error)) error {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(every) {
		if ok, err := done(); ok || err != nil {
			return err
		}
	}
	return fmt.Errorf("%s never came:\n%s", what, o.log.String())
}

// showsPhotos is true when a twentieth of a narrow part of the grid's place is
// photographs.
func (o *opened) showsPhotos() (bool, error) {
	part := image.Rect(wall.Min.X+wall.Dx()/3, wall.Min.Y, wall.Min.X+wall.Dx()/3+8, wall.Max.Y)
	p, err := o.screen.pixels(part)
	n := 0
	for i := 0; i+4 <= len(p); i += 16 {
		if isPhotos(p[i:]) {
			n++
		}
	}
	return n*20 > part.Dx()*part.Dy()/4, err
}

// settle gives the window the keyboard and waits until it is at rest: its pixels
// stay and it uses next to no processor.
func (o *opened) settle() error {
	w, err := o.screen.window()
	if err != nil {
		return err
	}
	if err := o.screen.focus(w); err != nil {
		return err
	}
	return o.wait("rest", seldom, func() (bool, error) {
		pixels, err1 := o.seen()
		busy, err2 := o.processorTime()
		time.Sleep(time.Second)
		pixelsNow, err3 := o.seen()
		busyNow, err4 := o.processorTime()
		return pixels == pixelsNow && busyNow-busy < 200*time.Millisecond, errors.Join(err1, err2, err3, err4)
	})
}

// seen tells pictures of the grid's place apart.
func (o *opened) seen() (uint64, error) {
	p, err := o.screen.pixels(wall)
	return maphash.Bytes(o.seed, p), err
}

// stars adds up all stars in the catalogue.
func (o *opened) stars() (n int, err error) {
	err = o.db.QueryRow("SELECT COALESCE(SUM(rating), 0) FROM photo").Scan(&n)
	return n, err
}

// processorTime is what the program has used so far.
func (o *opened) processorTime() (time.Duration, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", o.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(b), ") ") // the name may hold anything
	var user, system int64
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0, fmt.Errorf("the system tells nothing of the program: %q", b)
	}
	_, err = fmt.Sscan(fields[11]+" "+fields[12], &user, &system)
	return time.Duration(user+system) * 10 * time.Millisecond, err
}

// end asks the program to quit and waits for it.
func (o *opened) end() error {
	defer o.screen.conn.Close()
	defer o.db.Close()
	if err := o.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	kill := time.AfterFunc(patience, func() { _ = o.cmd.Process.Kill() })
	defer kill.Stop()
	if err := o.cmd.Wait(); err != nil {
		return fmt.Errorf("the program ended with %w:\n%s", err, o.log.String())
	}
	return nil
}
