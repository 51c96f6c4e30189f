package scorers

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// ID names a scorer of the list. It is kept in settings.
type ID string

// The scorers that every list may have, called by their provenances' names.
const (
	BuiltIn ID = "builtin" // measures
	Model   ID = "model"   // asks a vision model on this machine
	Server  ID = "server"  // asks a model on a server that the person named
	Taste   ID = "taste"   // was learnt from the person's picks
)

// ErrUnavailable says that a scorer cannot work at all for now: no photo is to
// blame.
var ErrUnavailable = scoring.ErrUnavailable

// Spec says which scorer is to be added and how it is worked with.
type Spec struct {
	ID     ID     // "" is the name in the scorer's provenance
	Title  string // for people; "" is the ID
	Scorer scoring.Scorer
	AtOnce int // photos scored at once; 0 is one per CPU

	// PreviewOnly spares the decoding of photos at full size, for a scorer that
	// never asks for it.
	PreviewOnly bool
}

// State is what a scorer does now.
type State uint8

// The states of a scorer.
const (
	Idle    State = iota // nothing waits for it
	Scoring              // photos wait or are being scored
	Paused               // a person paused it
	Stopped              // it stopped by itself: Progress.Err says why
)

// Result is what came of scoring one photo: a score or a problem.
type Result = queue.Result

// Entry is a scorer of the list as it stands now.
type Entry struct {
	ID       ID
	Title    string             // for people
	Key      string             // of its provenance, under which its scores are stored
	By       library.Provenance // how it makes its scores
	Explains bool               // it can write why it gave a score
	Queue    *queue.Queue       // what it has still to score
	Progress queue.Progress
	State    State
}

func stateOf(p queue.Progress) State {
	switch {
	case p.Err != nil:
		return Stopped
	case p.Paused:
		return Paused
	case p.Idle:
		return Idle
	}
	return Scoring
}
