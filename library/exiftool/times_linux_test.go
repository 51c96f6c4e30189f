package exiftool

import (
	"os"
	"syscall"
	"testing"
	"time"

	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
)

// TestNoTimeOfAnOriginalChanges gives the file an access time that is older than its
// last change, which is when Linux would write a new one (relatime).
func TestNoTimeOfAnOriginalChanges(t *testing.T) {
	tool := installed(t)
	path := write(t, "a.nef", exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Thumbnail: phototest.PlainJPEG(phototest.Scene(160, 120, 1), 80)}))
	long := time.Now().Add(-72 * time.Hour)
	if err := os.Chtimes(path, long, long.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	times := func() [3]syscall.Timespec {
		var s syscall.Stat_t
		if err := syscall.Stat(path, &s); err != nil {
			t.Fatal(err)
		}
		return [3]syscall.Timespec{s.Atim, s.Mtim, s.Ctim}
	}
	before := times()
	if _, err := tool.Preview(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if after := times(); after != before {
		t.Errorf("access, change and status were %v and are %v", before, after)
	}
}
