package controls

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Places on a photo of 600 x 400: beside the buttons, and on them.
var (
	besideBar = fyne.NewPos(40, 40)
	onBar     = fyne.NewPos(300, 400-10-BarTall/2)
)

func newHover(t *testing.T, size fyne.Size, wanted bool) *Hover {
	t.Helper()
	test.NewTempApp(t)
	h := NewHover(NewMarkBar(), canvas.NewRectangle(nil), func(f func()) { f() })
	h.Arrange(size, 10, wanted)
	return h
}

func TestTheButtonsAreSeenWhileTheMouseIsUsed(t *testing.T) {
	beside := func(h *Hover) { h.Pointer(besideBar, true) }
	on := func(h *Hover) { h.Pointer(besideBar, true); h.Pointer(onBar, true) }
	rest := func(*Hover) { time.Sleep(hoverRest + time.Millisecond) }
	most := func(*Hover) { time.Sleep(hoverRest - time.Millisecond) }
	key, left := (*Hover).KeyPressed, func(h *Hover) { h.Pointer(fyne.Position{}, false) }
	for name, c := range map[string]struct {
		did  []func(*Hover)
		seen bool
	}{
		"nothing done":                         {nil, false},
		"moved":                                {[]func(*Hover){beside}, true},
		"not yet rested":                       {[]func(*Hover){beside, most}, true},
		"rested":                               {[]func(*Hover){beside, rest}, false},
		"moved again before it had rested":     {[]func(*Hover){beside, most, beside, most}, true},
		"moved again and rested":               {[]func(*Hover){beside, most, beside, rest}, false},
		"moved after it had rested":            {[]func(*Hover){beside, rest, beside}, true},
		"rested on the buttons":                {[]func(*Hover){on, rest}, true},
		"rested on the buttons and beside":     {[]func(*Hover){on, rest, beside, rest}, false},
		"a key":                                {[]func(*Hover){beside, key}, false},
		"a key, then moved":                    {[]func(*Hover){beside, key, beside}, true},
		"a key with the pointer on buttons":    {[]func(*Hover){on, key}, true},
		"left":                                 {[]func(*Hover){beside, left}, false},
		"left from the buttons":                {[]func(*Hover){on, left}, false},
		"a key while the pointer is elsewhere": {[]func(*Hover){on, left, key}, false},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHover(t, fyne.NewSize(600, 400), true)
			synctest.Test(t, func(t *testing.T) {
				for _, do := range c.did {
					do(h)
					synctest.Wait()
				}
				if h.bar.Visible() != c.seen {
					t.Errorf("the buttons are seen: %v", h.bar.Visible())
				}
				if h.rest != nil {
					h.rest.Stop()
				}
			})
		})
	}
}

func TestButtonsLeaveAPhotoThatIsTooSmallForThem(t *testing.T) {
	for name, c := range map[string]struct {
		size         fyne.Size
		wanted, seen bool
	}{
		"large":       {fyne.NewSize(600, 400), true, true},
		"just":        {fyne.NewSize(BarFull, hoverRoom), true, true},
		"too low":     {fyne.NewSize(600, hoverRoom-1), true, false},
		"too narrow":  {fyne.NewSize(BarFull-1, 400), true, false},
		"not wanted":  {fyne.NewSize(600, 400), false, false},
		"no room yet": {fyne.Size{}, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHover(t, c.size, c.wanted)
			if h.Pointer(besideBar, true); h.bar.Visible() != c.seen {
				t.Errorf("the buttons are seen: %v", h.bar.Visible())
			}
			if h.Arrange(fyne.NewSize(600, hoverRoom-1), 10, true); h.bar.Visible() {
				t.Error("they stay as the photo gets smaller")
			}
			if h.rest != nil {
				h.rest.Stop()
			}
		})
	}
}
