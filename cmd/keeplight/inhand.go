package main

import (
	"context"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
)

// handTime is how long photos that are being scored may take when the program is asked to
// end: Slurm and Kubernetes kill it after 30 seconds, and what is finished wants storing.
const handTime = 20 * time.Second

// finishInHand has a shoot begin no other photo once the program is asked to end, finish
// those that are being scored, and only then stop. undo is to be called at the end of the
// shoot, and waits for that.
func (p *program) finishInHand(ctx context.Context, st *shoot.Shoot, stop context.CancelCauseFunc) (undo func()) {
	ended := make(chan struct{})
	wait := context.AfterFunc(p.ctx, func() {
		defer close(ended)
		soon, cancel := context.WithTimeout(ctx, handTime)
		defer cancel()
		_ = scorers.FinishInHand(soon, st.Scorers()) // what is not finished by then is scored by the next run
		stop(nil)
	})
	return func() {
		stop(nil)
		if !wait() {
			<-ended
		}
	}
}
