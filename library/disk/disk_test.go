package disk

import (
	"fmt"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

func TestThereIsRoomWhereATestCanWrite(t *testing.T) {
	switch runtime.GOOS {
	case "linux", "darwin", "windows":
	default:
		if _, known := Free(t.TempDir()); known {
			t.Error("room is known where it cannot be")
		}
		return
	}
	if free, known := Free(t.TempDir()); !known || free <= 0 {
		t.Errorf("%d bytes, known %v", free, known)
	}
	if _, known := Free(filepath.Join(t.TempDir(), "nowhere")); known {
		t.Error("the room of a folder that is not there is known")
	}
}

func TestAFullDiskIsToldFromOtherErrors(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the errors of this test are Unix's")
	}
	if !IsFull(fmt.Errorf("writing: %w", syscall.ENOSPC)) || IsFull(syscall.EACCES) || IsFull(nil) {
		t.Error("a full disk is mistaken")
	}
}
