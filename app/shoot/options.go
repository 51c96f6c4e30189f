package shoot

import (
	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/worker"
	"keeplight.app/keeplight/scoring"
)

// Mode says how the catalogue is opened.
type Mode int

// The three ways to open the catalogue.
const (
	// Write takes the catalogue's lock. Open gives catalog.ErrLocked while
	// another program holds it; the caller may then open with ReadOnly or
	// Scratch and say so.
	Write Mode = iota
	// ReadOnly shows what the catalogue holds. Nothing is scanned, scored or
	// decided.
	ReadOnly
	// Scratch works in a catalogue of its own in the temporary folder, which
	// Close deletes. CatalogDir is not touched.
	Scratch
)

// Options say what a Shoot works on.
type Options struct {
	CatalogDir string         // where catalogue and thumbnails live; made when missing
	Mode       Mode           // Write unless said otherwise
	Folders    []string       // folders to open at the start of Run
	Files      []string       // absolute paths of photos to read and score by themselves, any number of them; they are not watched
	Scorer     scoring.Scorer // judges every photo; nil scores nothing
	Workers    int            // photos scored at once, 0 for one per CPU
	// PreviewOnly spares the decoding of photos at full size, for a scorer
	// that never asks for it.
	PreviewOnly bool
	// Skip is true for photos of the folders that are left out and not even looked at, by
	// their absolute path; nil leaves none out. It is called from several goroutines at
	// once. One that the catalogue knows must not be left out: it would count as missing.
	Skip   func(path string) bool
	Faces  faces.Finder   // looks for faces in every photo, after all else; nil looks for none
	Stacks *stacks.Stacks // kept up to date with the photos; nil groups nothing
	Shows  bool           // whoever hears the events draws them and calls Event.Shown
	Watch  bool           // keep watching the folders until Run's context ends
	Media  worker.Options // how HEIC and AVIF are decoded; its Quarantine and Log are the shoot's
	Log    func(string)   // notes for a developer, such as a recovered panic's stack; nil drops them

	FileCache *filecache.Cache // what photos are read through; nil for one of filecache.DefaultBytes
}

// Event tells what changed. Any of its fields may be filled, in one event
// several. Whatever an event tells is already in the catalogue, apart from
// problems that may pass (scorers.Result.Passing).
type Event struct {
	Photos  []library.Photo   // new or changed photos, to be shown or updated
	More    bool              // more known photos of a folder follow at once: nothing need be shown or put in order before the last of them
	Missing []library.ID      // photos whose file is gone, rows and decisions stay; or rows that turned out to be another photo that had been missing
	Scored  []scorers.Result  // scores and problems of any scorer: new ones, and stored ones
	Earlier []scorers.Earlier // stored scores of earlier versions, of photos some of which are still to be scored
	Faces   []library.ID      // photos of which the faces are known now, or no longer after it was switched off: Shoot.Faces says which
	Scan    *Scan             // how far the reading of a folder is
	// Sidecars are known photos beside which lies a sidecar that may have changed
	// (sidecars.Sync.LookAgain); those of Photos are not among them.
	Sidecars []library.ID
	Shown    func() // to be called once this is on the screen, for the folder is read then; nil but where Options.Shows is set
	Problem  string // something that a person should know, in plain words; the work goes on
}

// Scan is how far one folder has been walked and read.
type Scan struct {
	Folder string // absolute
	Files  int    // photos found so far
	Done   bool   // the whole folder was walked; reading and scoring may go on

	Offline bool // the folder cannot be reached; its photos are known from before

	PassedOver PassedOver // what lies there and is not among the photos, so far
}
