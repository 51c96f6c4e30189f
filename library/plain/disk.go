package plain

import (
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/message"
)

// Disk says what an error of the file system means and what to do; ok is false for one
// that is no disk's fault.
func Disk(err error) (text string, ok bool) {
	why, ok := disk.Why(err)
	if !ok {
		return "", false
	}
	return message.English(why), true
}
