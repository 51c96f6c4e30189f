package desk

import (
	"context"
	"sync"
	"time"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/library/volumes"
	"keeplight.app/keeplight/ui/bridge"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// Event is something that happened elsewhere: it is told on fyne's goroutine and
// says what it changed.
type Event func() change.Set

// Desk carries events to fyne's goroutine and keeps count of the work that goes on
// beside it. Unless said otherwise its methods may be called from anywhere.
type Desk struct {
	ctx    context.Context
	stop   context.CancelFunc
	events *bridge.Bridge[Event]
	work   sync.WaitGroup
	jobs   jobs.Runner
	log    func(string)
	table  *command.Table // nil before the commands are gathered
	drives scan.Drives
	list   volumes.List
}

// New gives a desk that ends with Stop. draw runs a function on fyne's goroutine;
// apply is called there with what a batch of events changed; log takes notes for a
// developer.
func New(draw func(func()), apply func(change.Set), log func(string)) *Desk {
	d := &Desk{log: log}
	d.ctx, d.stop = context.WithCancel(context.Background())
	d.events = bridge.New(draw, func(batch []Event) (taken int) {
		taken, changed := tell(batch, budget)
		apply(changed)
		return taken
	})
	return d
}

// budget is how long events may keep the window from being drawn, less the last of
// them: a very large folder that is opened brings hundreds.
const budget = 12 * time.Millisecond

// tell runs a batch, or the beginning of it where that takes longer than a budget, 0
// for none. It gives all that this changed.
func tell(batch []Event, budget time.Duration) (taken int, changed change.Set) {
	began := time.Now()
	for i, e := range batch {
		c := e()
		if c == change.None { // it may have drawn something where it is
			c = change.Frame
		}
		changed |= c &^ change.Unseen
		if budget > 0 && time.Since(began) >= budget {
			return i + 1, changed
		}
	}
	return len(batch), changed
}

// Context ends when the window does.
func (d *Desk) Context() context.Context { return d.ctx }

// Ended is true once the window is on its way out.
func (d *Desk) Ended() bool { return d.ctx.Err() != nil }

// Jobs runs what takes time and is done once, such as an export. A job ends with the
// context that it was started with.
func (d *Desk) Jobs() *jobs.Runner { return &d.jobs }

// UseTable says which keys give which command; it is called once, before anything
// is shown.
func (d *Desk) UseTable(t *command.Table) { d.table = t }

// Key is how the key of a command is written now, "" where none gives it. It
// belongs to fyne's goroutine.
func (d *Desk) Key(id command.ID) string {
	if d.table == nil {
		return ""
	}
	return language.Keys(d.table.Hint(id))
}

// KeyText is the key of a command for the middle of a sentence, and its title where
// no key gives it.
func (d *Desk) KeyText(id command.ID) string {
	if key := d.Key(id); key != "" || d.table == nil || d.table.Get(id) == nil {
		return key
	}
	return "“" + language.Marked(d.table.Get(id).Title) + "”"
}

// Log takes a note for a developer.
func (d *Desk) Log(text string) { d.log(text) }

// Post hands over an event. It never waits.
func (d *Desk) Post(e Event) { d.events.Post(e) }

// PostUrgent hands over an event that a person waits for. It never waits.
func (d *Desk) PostUrgent(e Event) { d.events.PostUrgent(e) }

// PostAfter hands over an event after some time, unless the window has ended.
func (d *Desk) PostAfter(wait time.Duration, e Event) {
	time.AfterFunc(wait, func() { d.events.Post(e) })
}

// Go runs f on a goroutine that the end waits for, unless the end has begun. f
// ends soon after its context does.
func (d *Desk) Go(f func(context.Context)) {
	if !d.Ended() {
		d.work.Go(func() { f(d.ctx) })
	}
}

// Run carries events over until Stop.
func (d *Desk) Run() { d.Go(func(ctx context.Context) { d.events.Run(ctx) }) }

// Drain tells what was posted and not yet carried over, for a caller that is on
// fyne's goroutine itself, and gives what that changed.
func (d *Desk) Drain() change.Set {
	_, changed := tell(d.events.Drain(), 0)
	return changed
}

// Stop tells all work to end and does not wait for it.
func (d *Desk) Stop() { d.stop() }

// Wait waits until all work has ended, after Stop.
func (d *Desk) Wait() { d.work.Wait() }

// WaitFor is Wait with a limit; it is false where work goes on, as what asks a folder
// that does not answer does: nothing can call it back.
func (d *Desk) WaitFor(limit time.Duration) bool {
	ended := make(chan struct{})
	go func() { d.work.Wait(); close(ended) }()
	select {
	case <-ended:
		return true
	case <-time.After(limit):
		return false
	}
}
