package export

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/export/verified"
)

func TestOnlyWhatEveryFurtherFileWouldMeetEndsADestination(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the errors of this test are Unix's")
	}
	for name, c := range map[string]struct {
		err  error
		lost bool
	}{
		"read-only":                 {err: syscall.EROFS, lost: true},
		"a drive that fails":        {err: syscall.EIO, lost: true},
		"a drive that is gone":      {err: syscall.ENODEV, lost: true},
		"a file that does not fit":  {err: syscall.ENOSPC},
		"a bad copy":                {err: verified.ErrMismatch},
		"a bad sector of the card":  {err: verified.SourceError{Err: syscall.EIO}},
		"a card that is gone":       {err: verified.SourceError{Err: syscall.ENODEV}},
		"a file of a broken folder": {err: os.ErrNotExist},
	} {
		t.Run(name, func(t *testing.T) {
			d := &destination{path: t.TempDir()}
			d.fail(fmt.Errorf("wrapped: %w", c.err))
			if (d.lost != nil) != c.lost {
				t.Errorf("lost: %v", d.lost)
			}
		})
	}
}

func TestAFullDestinationTakesWhatStillFits(t *testing.T) {
	dir := t.TempDir()
	if _, known := disk.Free(dir); !known {
		t.Skip("the system does not say how much room there is")
	}
	d := &destination{path: dir}
	if err := d.hasRoom(math.MaxInt64); err != nil {
		t.Errorf("asked before anything did not fit: %v", err)
	}
	d.full = syscall.ENOSPC
	if large, small := d.hasRoom(math.MaxInt64), d.hasRoom(1); !errors.Is(large, d.full) || small != nil {
		t.Errorf("large: %v, small: %v", large, small)
	}
}

// TestAnOriginalThatCannotBeReadEndsNothing has a photo that fails as a bad sector does,
// where a file of its name and size is there to be compared with.
func TestAnOriginalThatCannotBeReadEndsNothing(t *testing.T) {
	const unreadable = "/proc/self/mem" // at its beginning nothing is mapped
	if f, err := os.Open(unreadable); err != nil {
		t.Skip(err)
	} else if _, err = f.Read(make([]byte, 1)); errors.Join(f.Close(), err) == nil || !errors.Is(err, syscall.EIO) {
		t.Skipf("%v where an input error was expected", err)
	}
	from, items := shoot(t)
	bad := filepath.Join(from, "IMG_0.JPG")
	if err := os.Symlink(unreadable, bad); err != nil {
		t.Skip(err)
	}
	items = append([]Item{{Photo: library.Photo{ID: 9, Path: bad}}}, items...)
	o := NewOptions(t.TempDir())
	p := plan(t, items, o)
	write(t, filepath.Join(o.To, "IMG_0.JPG"), "")
	report, err := Run(t.Context(), p, nil)
	if err != nil || len(report.Copied) != 2 || len(report.Failed) != 1 || !errors.Is(report.Failed[0].Err, syscall.EIO) {
		t.Errorf("%v: %+v", err, report)
	}
	if got := paths(tree(t, o.To)); !slices.Contains(got, "IMG_2.JPG") {
		t.Errorf("there is %q", got)
	}
}
