package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"strings"
	"time"
)

// Where the panel of attributes opens, and the slider of one of them, whose ends are
// apart. A shoot of so many folders is collapsed in the list of folders above them.
var (
	attributesAt = image.Pt(60, 492)
	sliderLeft   = 17
	sliderRight  = 158
	sliderY      = 835
)

// The keys that are pressed besides.
const (
	keyF8        = 0xffc5
	keyF9        = 0xffc6
	keyBackspace = 0xff08
	keyEnd       = 0xff57
)

// work measures what a person does in a window in which all is listed.
func (l *large) work(ctx context.Context) (err error) {
	o, err := l.build.start(ctx, l.d, l.folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	if err := o.wait("the grid", seldom, o.showsPhotos); err != nil {
		return err
	}
	if err := o.settle(); err != nil {
		return err
	}
	b := l.button
	for range 40 {
		took, err := b.repaint(ctx, o.screen)
		if err != nil {
			return err
		}
		l.taken.note(hoverFigure, took)
		time.Sleep(50 * time.Millisecond)
	}
	steps := []func(*opened) error{l.empties, l.types, l.empties, l.sorts, l.empties, l.slides, l.empties, l.scrolls}
	for _, step := range steps { // one that fails does not keep the others from being printed
		err = errors.Join(err, step(o))
	}
	return err
}

func (l *large) empties(o *opened) error {
	for range 6 {
		if err := o.empty(l.taken); err != nil {
			return err
		}
	}
	return nil
}

// types writes letters into the search field and takes them out again.
func (l *large) types(o *opened) error {
	if err := o.screen.fakeWith(keyControl, 'f'); err != nil {
		return err
	}
	time.Sleep(rest)
	for i := range 12 {
		key := uint32('4' + i%3)
		first, _, err := o.changes(wall, func() error { return o.screen.press(key) })
		if err != nil {
			return fmt.Errorf("typing: %w", err)
		}
		l.taken.note(typeFigure, first)
		if _, _, err := o.changes(wall, func() error { return o.screen.press(keyBackspace) }); err != nil {
			return fmt.Errorf("taking a letter out: %w", err)
		}
	}
	if err := o.screen.press(keyEscape); err != nil {
		return err
	}
	time.Sleep(rest)
	return nil
}

// sorts turns the order around.
func (l *large) sorts(o *opened) error {
	for range 12 {
		first, _, err := o.changes(wall, func() error { return o.screen.press(keyF8) })
		if err != nil {
			return fmt.Errorf("turning the order around: %w", err)
		}
		l.taken.note(sortFigure, first)
	}
	return nil
}

// slides opens the attributes and moves the handle of one.
func (l *large) slides(o *opened) error {
	if err := o.screen.click(attributesAt.X, attributesAt.Y); err != nil {
		return err
	}
	time.Sleep(2 * rest)
	for i := range 12 {
		x := sliderLeft + (sliderRight-sliderLeft)*(2+i%6)/10
		first, _, err := o.changes(wall, func() error { return o.screen.click(x, sliderY) })
		if err != nil {
			return fmt.Errorf("moving a slider: %w", err)
		}
		l.taken.note(sliderFigure, first)
	}
	if err := o.screen.press(keyF9); err != nil {
		return err
	}
	time.Sleep(2 * rest)
	return nil
}

// scrolls goes to the end page by page and back, twice, and notes the memory.
func (l *large) scrolls(o *opened) error {
	if err := o.screen.press(keyHome); err != nil {
		return err
	}
	time.Sleep(rest)
	if err := l.memory.note(o); err != nil {
		return err
	}
	l.memory.scrolled = []int{l.memory.now}
	for range 2 {
		for _, key := range []uint32{keyNext, keyPrior} {
			if err := o.pages(key); err != nil {
				return err
			}
			time.Sleep(2 * rest)
			if err := l.memory.note(o); err != nil {
				return err
			}
			l.memory.scrolled = append(l.memory.scrolled, l.memory.now)
		}
	}
	return nil
}

// pages turns some pages, goes to the end that lies that way, and turns the last ones
// until the grid stays as it is: all pages of a large shoot would take a quarter of an
// hour.
func (o *opened) pages(key uint32) error {
	same := 0
	for page := 0; same < 3; page++ {
		if page == somePages {
			end := uint32(keyEnd)
			if key == keyPrior {
				end = keyHome
			}
			if err := o.screen.press(end); err != nil {
				return err
			}
			time.Sleep(rest)
			if err := o.screen.press(reverse(key)); err != nil {
				return err
			}
			time.Sleep(rest)
		}
		before, err := o.seen()
		if err != nil {
			return err
		}
		if err := o.screen.press(key); err != nil {
			return err
		}
		same++
		for end := time.Now().Add(300 * time.Millisecond); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			now, err := o.seen()
			if err != nil {
				return err
			}
			if now != before {
				same = 0
				break
			}
		}
	}
	return nil
}

// somePages is how many pages are turned before the rest is passed over.
const somePages = 60

func reverse(key uint32) uint32 {
	if key == keyPrior {
		return keyNext
	}
	return keyPrior
}

// memory is what the program has of it, in megabytes.
type memory struct {
	now, most int
	scrolled  []int // before scrolling, and at each end
}

// note reads it.
func (m *memory) note(o *opened) error {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", o.cmd.Process.Pid))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		var kilobytes int
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &kilobytes); err == nil {
			m.now = kilobytes / 1000
		}
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kilobytes); err == nil {
			m.most = max(m.most, kilobytes/1000)
		}
	}
	return nil
}
