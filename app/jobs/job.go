package jobs

import (
	"context"
	"time"
)

// Kind names jobs of which one runs at a time.
type Kind string

// The kinds of jobs.
const (
	Exporting  Kind = "export"
	Installing Kind = "install"
	Drawing    Kind = "demo"
	Printing   Kind = "contact sheet"
	Ingesting  Kind = "ingest"
	Discarding Kind = "trash"
)

// Job is work in three steps: P is a plan that a person may agree to, R is the
// report of what was done.
type Job[P, R any] interface {
	// Kind is that of the job.
	Kind() Kind
	// Plan finds out what Run would do. It changes nothing that a person owns.
	Plan(ctx context.Context) (P, error)
	// Run does what was planned. tell is never nil. After an end of ctx the report
	// tells what was done by then, and the error is the context's.
	Run(ctx context.Context, plan P, tell func(Progress)) (R, error)
}

// Phase is what a job does at the moment.
type Phase uint8

// The phases.
const (
	Working   Phase = iota
	Asking          // somebody else's answer is waited for
	Retrying        // a connection broke; it is tried again in a moment
	Verifying       // what has arrived is compared with what it should be
)

// Progress is how far a job is.
type Progress struct {
	Kind  Kind
	Phase Phase
	Done  int64         // in the job's own unit: files, pictures or bytes
	Total int64         // 0 while it is not known
	Item  string        // what is worked on, for people; "" where that says nothing
	Rate  float64       // units a second over the last moments, 0 while it is not known
	Left  time.Duration // at that rate, 0 while it is not known
}
