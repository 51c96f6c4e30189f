package trash

import (
	"errors"
	"io/fs"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/message"
)

// Why says for people what keeps a file where it is, where that is its disk's doing; ok
// is false for other reasons.
func Why(err error) (why library.Message, ok bool) {
	if errors.Is(err, fs.ErrNotExist) {
		return message.New(message.DiskGone), true
	}
	return disk.Why(err)
}

// Reason is Why in English, and the error's own words where that says nothing.
func Reason(err error) string {
	if why, ok := Why(err); ok {
		return message.English(why)
	}
	return library.Display(err.Error())
}
