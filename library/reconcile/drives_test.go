package reconcile

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestADriveThatSaysNothingTakesNoPhotoAwayAndIsWaitedForOnce(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		let := make(chan struct{})
		d := newDrives(t.Context())
		d.lstat = func(path string) (fs.FileInfo, error) {
			if strings.HasPrefix(path, "/net/") {
				<-let
				return nil, fs.ErrNotExist
			}
			return os.Lstat(path)
		}
		start := time.Now()
		for _, name := range []string{"1.jpg", "2.jpg", "3.jpg"} {
			if d.isGone("/net/shoot/" + name) {
				t.Errorf("%s is called gone", name)
			}
		}
		if took := time.Since(start); took != askTime {
			t.Errorf("it took %v", took)
		}
		if !d.isGone(filepath.Join(dir, "1.jpg")) || d.isGone(dir) {
			t.Error("a drive that answers is not heard")
		}
		close(let)
		synctest.Wait()
		if !d.isGone("/net/shoot/1.jpg") {
			t.Error("what it says at last is not heard")
		}
	})
}
