package disk

import (
	"errors"
	"math"

	"golang.org/x/sys/windows"
)

// Free gives the bytes that this person may still write on a folder's volume;
// known is false where the system does not say.
func Free(dir string) (free int64, known bool) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var bytes uint64
	if err := windows.GetDiskFreeSpaceEx(path, &bytes, nil, nil); err != nil || bytes > math.MaxInt64 {
		return 0, false
	}
	return int64(bytes), true
}

// IsFull is true for the error of a write for which there was no room.
func IsFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}
