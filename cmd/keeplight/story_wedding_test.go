//go:build !nogui && linux

package main

import (
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// weddingGroups are how many frames were taken at a time, again and again.
var weddingGroups = []int{1, 4, 1, 7, 1, 6}

// weddingPhotos draws a shoot of 300 frames, 45 bursts among them. Their names are
// DSC_0001.jpg and so on, in the order in which they were taken.
func weddingPhotos(t testing.TB) (dir string) {
	t.Helper()
	const rounds = 15
	dir = filepath.Join(t.TempDir(), "wedding")
	at := time.Date(2026, time.November, 20, 13, 48, 0, 5e6, time.UTC)
	n := 0
	for group := range rounds * len(weddingGroups) {
		scene := phototest.Camera(500, 340, uint64(group+1))
		for frame := range weddingGroups[group%len(weddingGroups)] {
			n++
			// The hand moves a little, the rest stays.
			part := scene.SubImage(image.Rect(2*frame, frame, 480+2*frame, 320+frame)).(*image.RGBA)
			still := image.NewRGBA(image.Rect(0, 0, 480, 320))
			for y := range 320 {
				copy(still.Pix[y*still.Stride:][:still.Stride], part.Pix[y*part.Stride:])
			}
			facts := phototest.Exif{Model: "R5", Time: at, ISO: 100}
			write(t, filepath.Join(dir, fmt.Sprintf("DSC_%04d.jpg", n)), phototest.JPEG(still, facts))
			at = at.Add(200 * time.Millisecond)
		}
		at = at.Add(6 * time.Minute)
	}
	return dir
}

// dsc names frames of the shoot.
func dsc(numbers ...int) (names []string) {
	for _, n := range numbers {
		names = append(names, fmt.Sprintf("DSC_%04d.jpg", n))
	}
	return names
}

// counted waits for so many picks and rejects.
func (s *story) counted(picks, rejects int) {
	s.t.Helper()
	s.waitFor(fmt.Sprintf("%d picks and %d rejects", picks, rejects), func() bool {
		return len(s.flagged(library.Pick)) == picks && len(s.flagged(library.Reject)) == rejects
	})
}

func TestStoryAWeddingIsCulledByKeyboard(t *testing.T) {
	s := newStory(t)
	s.display = startDisplayOf(t, "1920x1080")
	s.start(weddingPhotos(t))
	s.waitManyScored(300)
	s.press("Escape", "ctrl+k") // measuring will do
	s.write("sort by: time")
	s.press("Return", "Home")
	s.shot("the shoot by time, in stacks")

	// The first stack, frames 2 to 5: one is picked, three are rejected, in one step. It
	// goes on to the next, frames 7 to 13, of which four are looked at beside each other.
	s.press("ctrl+Down", "shift+p", "Return")
	s.counted(1, 3)
	if got := slices.Concat(s.flagged(library.Pick), s.flagged(library.Reject)); !sameNames(got, dsc(2, 3, 4, 5)) {
		t.Errorf("of the first stack %v are marked", got)
	}
	s.shot("on the next stack")
	s.press("n")
	s.shot("survey of its seven frames")
	s.press("Home", "x")
	s.counted(1, 4)
	s.press("Right", "x")
	s.counted(1, 5)
	s.shot("two of them rejected")
	s.press("Escape", "Escape")

	// The rest of it one against the other.
	s.press("c")
	s.shot("champion and challenger")
	s.press("p")
	s.counted(2, 5)
	s.press("Escape")
	s.shot("the stack with its decisions")
	for _, name := range slices.Concat(s.flagged(library.Pick), s.flagged(library.Reject)) {
		if name > "DSC_0013.jpg" || name == "DSC_0006.jpg" {
			t.Errorf("%s is marked, which is in neither of the two stacks", name)
		}
	}

	// In the loupe Up and Down go from stack to stack.
	s.press("e", "Down", "p")
	s.counted(3, 5)
	s.shot("picked in the loupe")
	s.press("Down", "x")
	s.counted(3, 6)
	s.press("g")

	// All of it is taken back step by step, and made again.
	s.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
	s.counted(0, 0)
	s.press("ctrl+shift+z")
	s.counted(1, 3)
	s.shot("after undo and redo")
	s.quit()
}

// sameNames compares names in any order.
func sameNames(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

func TestStoryAWeddingIsCulledByMouse(t *testing.T) {
	s := newStory(t)
	s.display = startDisplayOf(t, laptop)
	s.start(weddingPhotos(t))
	s.waitManyScored(300)
	s.click(610, 711) // measuring will do
	s.press("ctrl+k") // the menu of orders grows, and its rows move
	s.write("sort by: time")
	s.press("Return", "Home")
	s.pause()
	s.shot("the shoot by time, in stacks")
	s.click(618, 219) // the count of the first stack
	s.pause()
	s.shot("opened in place")
	s.click(320, 535) // pick the suggested one, reject the other 3
	s.pause()
	s.shot("asked once")
	s.click(800, 433)
	s.counted(1, 3)
	if got := slices.Concat(s.flagged(library.Pick), s.flagged(library.Reject)); !sameNames(got, dsc(2, 3, 4, 5)) {
		t.Errorf("of the first stack %v are marked", got)
	}
	s.shot("on the next stack")
	s.click(700, 22)
	s.pause()
	s.click(343, 711) // ask later whether decisions are to be written as sidecars
	s.pause()
	s.shot("survey of its seven frames")

	// The buttons are on the frame that the pointer is on; a click makes it the one that
	// the keys mean.
	s.point(231, 440)
	s.point(171, 483)
	s.shot("buttons under the pointer")
	s.button(1) // Pick
	s.counted(2, 3)
	if got := s.flagged(library.Pick); !slices.Contains(got, "DSC_0011.jpg") {
		t.Errorf("picked are %v", got)
	}
	s.click(690, 400)
	s.pause()
	s.point(683, 440)
	s.point(647, 483)
	s.button(1) // Reject
	s.counted(2, 4)
	if got := s.flagged(library.Reject); !slices.Contains(got, "DSC_0012.jpg") {
		t.Errorf("rejected are %v", got)
	}
	s.shot("one picked, one rejected")
	s.click(456, 699)
	s.pause()
	s.shot("the two best compared")
	s.quit()
}
