//go:build !nogui && linux

package main

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer/silentdrive"
)

// silentEnd is how long the program may take to end while a drive does not answer and
// nothing waits to be stored, on a machine that is busy with other tests.
const silentEnd = 12 * time.Second

func TestStoryADriveThatDoesNotAnswerHoldsUpNobody(t *testing.T) {
	behind, disk := filepath.Join(t.TempDir(), "server"), filepath.Join(t.TempDir(), "disk")
	for i, path := range []string{filepath.Join(behind, "FAR_1.jpg"), filepath.Join(disk, "NEAR_2.jpg"), filepath.Join(disk, "NEAR_3.jpg")} {
		write(t, path, scene(uint64(i)))
	}
	drive := silentdrive.Mount(t, behind)
	s := newStory(t)
	// quit asks the program to end, which must not take long.
	quit := func() {
		t.Helper()
		waiting, start := drive.Waiting(), time.Now()
		s.quit()
		took := time.Since(start)
		t.Logf("the end took %v with %d questions waiting", took.Round(100*time.Millisecond), waiting)
		if took > silentEnd {
			t.Errorf("the end took %v with %d questions waiting", took, waiting)
		}
	}
	s.start(drive.Path, disk)
	s.waitScored(3)
	s.shot("all answer")

	drive.FallSilent()
	s.waitFor("questions to wait", func() bool { return drive.Waiting() > 0 })
	write(t, filepath.Join(disk, "NEAR_4.jpg"), scene(4))
	s.waitScored(4)
	s.press("s", "Home")
	for range 4 { // whichever photos lie where, a key marks each, also those of the drive
		s.press("p", "Right")
	}
	all := []string{"FAR_1.jpg", "NEAR_2.jpg", "NEAR_3.jpg", "NEAR_4.jpg"}
	s.waitFor("picks of all photos", func() bool { return slices.Equal(s.flagged(library.Pick), all) })
	time.Sleep(12 * time.Second) // until it counts as offline
	s.shot("one is offline")
	s.press("e", "Right", "Right", "x")
	s.waitFor("a reject in the loupe", func() bool { return len(s.flagged(library.Reject)) == 1 })
	quit()

	// A start while it does not answer.
	s.start()
	s.press("Escape", "g", "Home")
	s.waitFor("keys to work", func() bool {
		s.press("ctrl+a", "u")
		return len(s.flagged(library.Pick)) == 0
	})
	s.shot("started while it is offline")
	quit()
	if n := drive.Waiting(); n > 0 {
		t.Logf("%d questions of the programs that ended still wait", n)
	}
	drive.Answer()
	s.start()
	s.waitScored(4)
	s.shot("all answer again")
	quit()
}
