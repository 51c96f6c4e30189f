package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"image"
	"slices"
	"strings"
	"sync"
	"time"
)

// Where a window of the display's size has what is looked at: the words about how many
// photos are open, and a button that lights up under the mouse, with a place beside it.
var (
	openPart   = image.Rect(1225, 972, 1400, 994)
	buttonPart = image.Rect(1535, 8, 1592, 40)
	buttonAt   = image.Pt(1560, 24)
	besideAt   = image.Pt(800, 24)
)

// stays is how long something must stay as it is to count as done.
const stays = 4 * time.Second

func (o *opened) hasWindow() (bool, error) {
	w, err := o.screen.window()
	return w != 0, err
}

func (o *opened) look(part image.Rectangle) (uint64, error) {
	p, err := o.screen.pixels(part)
	return maphash.Bytes(o.seed, p), err
}

// listed waits until the catalogue has n photos and the window says no other number of
// them any more, and gives when it said the last one first.
func (o *opened) listed(n int) (at time.Time, err error) {
	var was uint64
	stored := false
	err = o.wait("the last photo", seldom, func() (bool, error) {
		is, err := o.look(openPart)
		if err != nil {
			return false, err
		}
		if is != was {
			was, at = is, time.Now()
		}
		if time.Since(at) < stays {
			return false, nil
		}
		if !stored {
			var rows int
			if err := o.db.QueryRow("SELECT COUNT(*) FROM photo").Scan(&rows); err != nil && !strings.Contains(err.Error(), "no such table") {
				return false, err
			}
			stored = rows == n
		}
		return stored, nil
	})
	return at, err
}

// asking asks a window for a repaint, again and again.
type asking struct {
	stop context.CancelFunc
	done sync.WaitGroup
	all  []time.Duration
	err  error
}

// ask begins to.
func (b button) ask(ctx context.Context, d *display) (*asking, error) {
	s, err := connect(d.socket)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	a := &asking{stop: stop}
	a.done.Go(func() {
		defer s.conn.Close()
		for ctx.Err() == nil && a.err == nil {
			var took time.Duration
			took, a.err = b.repaint(ctx, s)
			if ctx.Err() == nil && a.err == nil {
				a.all = append(a.all, took)
			}
		}
	})
	return a, nil
}

// end notes the longest wait, but for the first, which is for the window itself.
func (a *asking) end(taken samples, figure string) error {
	a.stop()
	a.done.Wait()
	if a.err != nil || len(a.all) < 2 {
		return errors.Join(a.err, fmt.Errorf("%d repaints were seen", len(a.all)))
	}
	fmt.Printf("  %d repaints: the slowest %v, the middle one %v\n", len(a.all), slowest(a.all[1:]), median(a.all))
	taken.note(figure, slices.Max(a.all[1:]))
	return nil
}

// slowest gives the five longest, the longest first.
func slowest(all []time.Duration) (five []time.Duration) {
	sorted := slices.Sorted(slices.Values(all))
	slices.Reverse(sorted)
	for _, d := range sorted[:min(5, len(sorted))] {
		five = append(five, d.Round(time.Millisecond))
	}
	return five
}

// button is one that lights up under the mouse. To move there has the window repainted
// and changes nothing else.
type button struct {
	on       bool // the mouse is there
	seed     maphash.Seed
	lit, not uint64 // how it looks under the mouse and else
}

func (b *button) known() bool { return b.lit != b.not }

// learnButton looks at it with and without the mouse.
func learnButton(s *screen) (b button, err error) {
	b.seed = maphash.MakeSeed()
	see := func(at image.Point) uint64 {
		err = errors.Join(err, s.move(at.X, at.Y))
		time.Sleep(stays / 2)
		p, err2 := s.pixels(buttonPart)
		err = errors.Join(err, err2)
		return maphash.Bytes(b.seed, p)
	}
	b.lit, b.not = see(buttonAt), see(besideAt)
	if err == nil && !b.known() {
		err = errors.New("the button does not light up under the mouse")
	}
	return b, err
}

// repaint moves the mouse onto the button or off it and gives how long it took until
// that was painted; 0 where ctx ended.
func (b *button) repaint(ctx context.Context, s *screen) (time.Duration, error) {
	b.on = !b.on
	at, want := besideAt, b.not
	if b.on {
		at, want = buttonAt, b.lit
	}
	began := time.Now()
	for round := 0; ctx.Err() == nil; round++ {
		if round%100 == 0 { // again, for a window that was just being built
			if err := s.move(at.X+round/100%2, at.Y); err != nil {
				return 0, err
			}
		}
		p, err := s.pixels(buttonPart)
		if err != nil || maphash.Bytes(b.seed, p) == want {
			return time.Since(began), err
		}
		if time.Since(began) > patience {
			return 0, errors.New("the window is not repainted")
		}
		time.Sleep(2 * time.Millisecond)
	}
	return 0, nil
}

// move puts the mouse somewhere.
func (s *screen) move(x, y int) error {
	body := make([]byte, 32)
	body[0] = xMotion
	binary.LittleEndian.PutUint32(body[8:], s.root)
	binary.LittleEndian.PutUint16(body[20:], uint16(x))
	binary.LittleEndian.PutUint16(body[22:], uint16(y))
	if err := s.send(s.xtest, 2, body); err != nil {
		return err
	}
	_, err := s.ask(xGetFocus, 0, nil) // its reply says that it was taken
	return err
}
