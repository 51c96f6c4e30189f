package shoot

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"keeplight.app/keeplight/library/scan"
)

// ErrSilent means that the file system does not answer, as it does not while a network
// folder's server is away.
var ErrSilent = scan.ErrNoAnswer

// namedTime is how long a path that was named may take to say what it is.
const namedTime = 2 * time.Second

// Named is os.Stat of a path that a person named on the command line, which gives up
// after two seconds. Errors are os.Stat's and ErrSilent.
func Named(path string) (fs.FileInfo, error) {
	ctx, cancel := context.WithTimeout(context.Background(), namedTime)
	defer cancel()
	var drives scan.Drives
	info, err := drives.Stat(ctx, path)
	if errors.Is(err, context.DeadlineExceeded) {
		err = ErrSilent
	}
	return info, err //nolint:wrapcheck // the system's own error
}
