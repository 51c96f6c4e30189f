package export

import (
	"context"
	"errors"
	"strings"
	"time"

	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/scan"
)

// PlanTime is how long drives may say nothing while a plan is made; one that sleeps takes
// some seconds to start.
const PlanTime = 15 * time.Second

// Patiently makes a plan that asks drives about these folders, and gives up where none of
// them says anything for so long: its error is message.DiskSilent then. drives knows which
// plans are still waiting for an answer, and such a plan is not begun again; nil is for one
// plan alone. Other errors are those of plan and of ctx.
func Patiently[P any](ctx context.Context, drives *scan.Drives, limit time.Duration, about []string, plan func(ctx context.Context) (P, error)) (P, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // a plan that was given up asks its drives nothing more
	if drives == nil {
		drives = new(scan.Drives)
	}
	p, err := scan.AskInTurn(ctx, drives, strings.Join(about, "\x00"), limit, func(beat func()) (P, error) {
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
