package jobs

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/scan"
)

// planTime is how long drives may say nothing while a plan is made; one that sleeps takes
// some seconds to start.
const planTime = 15 * time.Second

// patience is who is asked while a plan is made, and for how long. The zero value asks
// nobody before and waits for planTime.
type patience struct {
	drives *scan.Drives // nil for one's own
	limit  time.Duration
}

// planned makes a plan that asks drives, and gives up on those that do not answer: its
// error says so then. The same plan is not begun again while one owes its answer.
func planned[P any](ctx context.Context, wait patience, about []string, plan func(ctx context.Context) (P, error)) (P, error) {
	if wait.drives == nil {
		wait.drives = new(scan.Drives)
	}
	if wait.limit == 0 {
		wait.limit = planTime
	}
	p, err := scan.AskInTurn(ctx, wait.drives, strings.Join(about, "\x00"), wait.limit, func(beat func()) (P, error) {
		return plan(beating{ctx, beat})
	})
	if errors.Is(err, scan.ErrNoAnswer) {
		err = message.NewError(message.DiskSilent)
	}
	return p, err
}

// beating is a context that hears of each look at it. Plans look between any two questions
// to a drive, and while they read files.
type beating struct {
	context.Context
	beat func()
}

// Err is the context's.
func (b beating) Err() error {
	b.beat()
	return b.Context.Err()
}

// places are the folders that an export asks about.
func places(items []export.Item, to, second string) []string {
	from := map[string]bool{}
	for i := range items {
		from[items[i].Photo.Folder()] = true
	}
	return append([]string{to, second}, slices.Sorted(maps.Keys(from))...)
}
