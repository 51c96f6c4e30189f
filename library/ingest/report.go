package ingest

import (
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// End says how a run ended.
type End string

// The ends.
const (
	Complete      End = ""            // everything on the card was dealt with
	Stopped       End = "stopped"     // the person, or the end of the program, stopped it
	NoCard        End = "card"        // the card was removed
	NoDestination End = "destination" // the folder to work in is full, read-only or away
)

// Record is what the catalogue notes of a file that was copied in.
type Record = catalog.Ingested

// Report says what an ingest did.
type Report struct {
	Options Options
	End     End
	Why     library.Message // of NoDestination

	Copied    Count // what arrived in the folder to work in
	There     int   // photos and videos that were there already, although nobody took note of it
	Known     int   // that were copied in before
	Failed    []Failure
	Remaining int // that are still on the card and were not dealt with, after an early end

	NotInSecond int             // that arrived in the first destination alone
	SecondWhy   library.Message // of the last of them

	Left       scan.PassedOver // stays on the card
	Swept      int             // unfinished files of earlier runs that were removed
	Unfinished int             // those that another program may be at work on
	Took       time.Duration

	settled map[string]int64 // the bytes of photos and videos that all destinations have, by path on the card
}

// Incomplete is true where something was left undone that a further run can do.
func (r *Report) Incomplete() bool {
	return r.End != Complete || len(r.Failed) > 0 || r.NotInSecond > 0
}

// Done is a photo or video that has arrived.
type Done struct {
	Photo   library.Photo // on the card
	Video   bool
	Files   []Placed // the photo itself first
	There   bool     // all of it was there already
	Records []Record // none where the second destination lacks it
}

// Placed is one file of it.
type Placed struct {
	From, To string // absolute; To is in the folder to work in
	Image    bool
}

// settle takes note of a photo or video that all destinations have.
func (r *Report) settle(g *Group) {
	if r.settled == nil {
		r.settled = map[string]int64{}
	}
	r.settled[g.Photo.Path] = g.size()
}

// add counts what has arrived.
func (r *Report) add(g *Group, d *Done) {
	if d.There {
		r.There++
		return
	}
	r.Copied.add(g)
}
