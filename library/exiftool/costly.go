package exiftool

import (
	"context"
	"errors"
	"os"
	"time"

	"keeplight.app/keeplight/library/answer"
)

// stateTime is how long a drive may take to say how a file stands.
const stateTime = 2 * time.Second

// maxCostly bounds what is remembered; a folder full of such files is an attack,
// and each costs its time once more.
const maxCostly = 10_000

// costly remembers which files cost ExifTool all the time or memory that it may
// take. The zero value remembers none yet.
type costly struct {
	files  map[fileState]error
	drives answer.Folders
}

// fileState is a file as it was when it was asked about.
type fileState struct {
	path    string
	size    int64
	changed time.Time
}

// find gives the error of a file that has not changed since, or nil.
func (c *costly) find(ctx context.Context, path string) error {
	if len(c.files) == 0 {
		return nil
	}
	state, err := c.stateOf(ctx, path)
	if errors.Is(err, answer.ErrNone) {
		return err
	}
	return c.files[state]
}

func (c *costly) add(ctx context.Context, path string, costs error) {
	state, err := c.stateOf(ctx, path)
	if err != nil {
		return
	}
	if c.files == nil || len(c.files) >= maxCostly {
		c.files = map[fileState]error{}
	}
	c.files[state] = costs
}

// stateOf gives up soon: others wait for their turn.
func (c *costly) stateOf(ctx context.Context, path string) (fileState, error) {
	return answer.Get(ctx, &c.drives, path, stateTime, func() (fileState, error) {
		info, err := os.Stat(path)
		if err != nil {
			return fileState{}, err //nolint:wrapcheck // who asks only sees that there is none
		}
		return fileState{path, info.Size(), info.ModTime().UTC()}, nil
	})
}
