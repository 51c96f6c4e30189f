package shoot

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library/answer/silentdrive"
)

// endsWithin is how long a run may take to end while a drive says nothing.
const endsWithin = 5 * time.Second

// offline gathers which folders are told to be offline.
type offline struct {
	*heard
	mu   sync.Mutex
	away map[string]bool
}

func (o *offline) hear(e Event) {
	o.heard.hear(e)
	if e.Scan != nil {
		o.mu.Lock()
		o.away[e.Scan.Folder] = e.Scan.Offline
		o.mu.Unlock()
	}
}

func (o *offline) wait(t *testing.T, folder string, away bool, waiting func() int) {
	t.Helper()
	start := time.Now()
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		o.mu.Lock()
		is, told := o.away[folder]
		o.mu.Unlock()
		switch {
		case told && is == away:
			t.Logf("%s offline %v after %v, %d questions wait", folder, away, time.Since(start).Round(100*time.Millisecond), waiting())
			return
		case time.Now().After(end):
			t.Fatalf("a minute later %s is not told to be offline: %v", folder, away)
		}
	}
}

func TestADriveThatFallsSilentHoldsUpNoOtherFolderAndNotTheEnd(t *testing.T) {
	disk, behind := shoot(t, 2), t.TempDir()
	write(t, filepath.Join(behind, "far.jpg"), scene(7))
	drive := silentdrive.Mount(t, behind)
	o := &offline{heard: newHeard(), away: map[string]bool{}}
	s := open(t, Options{CatalogDir: t.TempDir(), Folders: []string{disk, drive.Path}, Scorer: &counter{}, Watch: true})
	run := func() (end func()) {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.Run(ctx, o.hear) }()
		return func() {
			t.Helper()
			start := time.Now()
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
			took := time.Since(start)
			t.Logf("the end took %v", took.Round(100*time.Millisecond))
			if took > endsWithin {
				t.Errorf("with %d questions waiting the end takes %v", drive.Waiting(), took)
			}
		}
	}
	end := run()
	waitFor(t, o.heard, "far.jpg")
	o.wait(t, drive.Path, false, drive.Waiting)
	drive.FallSilent()
	write(t, filepath.Join(disk, "near.jpg"), scene(8))
	waitFor(t, o.heard, "near.jpg")
	o.wait(t, drive.Path, true, drive.Waiting)
	end()
	// The next start finds the drive as silent as it was.
	o.mu.Lock()
	clear(o.away)
	o.mu.Unlock()
	end = run()
	write(t, filepath.Join(disk, "nearer.jpg"), scene(9))
	waitFor(t, o.heard, "nearer.jpg")
	o.wait(t, drive.Path, true, drive.Waiting)
	if n := drive.Waiting(); n > 20 {
		t.Errorf("%d questions wait for the drive", n)
	}
	drive.Answer()
	o.wait(t, drive.Path, false, drive.Waiting)
	end()
}

func TestAFileOnASilentDriveIsAProblemAndNoWait(t *testing.T) {
	behind := t.TempDir()
	write(t, filepath.Join(behind, "far.jpg"), scene(7))
	drive := silentdrive.Mount(t, behind)
	near := shoot(t, 1)
	drive.FallSilent()
	start := time.Now()
	h := once(t, Options{
		CatalogDir: t.TempDir(), Files: []string{filepath.Join(drive.Path, "far.jpg"), filepath.Join(near, "img0.jpg")}, Scorer: &counter{},
	})
	if took := time.Since(start); took > 30*time.Second || h.results["img0.jpg"].Score == nil {
		t.Errorf("after %v the other file is scored as %+v", took, h.results["img0.jpg"])
	}
	if all := strings.Join(h.problems, "\n"); !strings.Contains(all, "far.jpg could not be read") {
		t.Errorf("told is %q", all)
	}
}
