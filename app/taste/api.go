package taste

import (
	"context"
	"errors"
	"io"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	learning "keeplight.app/keeplight/scoring/taste"
)

// Service is what a window or a command line asks of My taste; Tastes is the one that
// there is. All methods may be called from any goroutine. Those with a context read or
// write the catalogue, and some learn: never call them where a person waits.
type Service interface {
	// On is false while the person has switched My taste off: nothing is learnt, tested
	// or shown then, and what was learnt stays.
	On() bool
	// SetOn switches it, and stores that. Errors: the catalogue's.
	SetOn(ctx context.Context, on bool) error

	// Names lists the tastes in order of their names, and says which is used: its
	// scores are shown. There is always one; the first is called DefaultName.
	Names(ctx context.Context) (names []string, used string, err error)
	// Use shows another taste's scores. Errors: ErrUnknown.
	Use(ctx context.Context, name string) error
	// Create adds a taste without shoots. Errors: ErrName, ErrExists, ErrTooMany.
	Create(ctx context.Context, name string) error
	// Rename gives a taste another name. Errors: ErrUnknown, ErrName, ErrExists.
	Rename(ctx context.Context, from, to string) error

	// Shoots lists the folders in which something was decided, the newest last, and
	// whether the taste learns from them. A taste for which none was ever chosen learns
	// from all. Errors: ErrUnknown.
	Shoots(ctx context.Context, name string) (all bool, shoots []Shoot, err error)
	// SetShoots says from which folders a taste learns; nil is all, also those to come.
	// What was proved with other shoots counts no more: its test begins anew.
	// Errors: ErrUnknown, ErrTooMany.
	SetShoots(ctx context.Context, name string, folders []string) error

	// State gives how a taste stands, as it was last learnt; it does not learn, and is
	// cheap. Errors: ErrUnknown.
	State(ctx context.Context, name string) (State, error)
	// Learn takes in what was decided since, tests it and learns; it takes seconds.
	// Looking again without new decisions changes nothing. Errors: ErrUnknown, ErrOff.
	Learn(ctx context.Context, name string) (State, error)
	// Changed says that decisions, scores or features may be others now: the used taste
	// is learnt in the background once that has settled. It never waits.
	Changed()

	// Reason says why the used taste scores a photo as it does: ok is false while it is
	// silent, or the photo cannot be scored.
	Reason(ctx context.Context, id library.ID) (r Reason, ok bool, err error)

	// Version gives what the used taste says of photos, for holding it against other
	// scorers: ok is false while it is silent.
	Version(ctx context.Context, photos []library.Photo) (v scorers.Version, ok bool, err error)

	// Forget deletes a taste with all that was learnt: weights, test, shoots, scores. No
	// byte of them stays in the catalogue's files. The decisions stay: they are the
	// person's. The default taste is there again afterwards, with nothing learnt.
	// Errors: ErrUnknown.
	Forget(ctx context.Context, name string) error
	// ForgetAll is Forget for all tastes.
	ForgetAll(ctx context.Context) error

	// Export writes a taste as one file to take along. Errors: ErrUnknown,
	// ErrNothingLearnt, w's.
	Export(ctx context.Context, name string, w io.Writer, o ExportOptions) error
	// Import reads what Export wrote as a new taste and gives its name, that of the file
	// with a number behind it where there is one already. It stays silent here until it
	// has proved itself on this person's own shoots. Errors: ErrFile, ErrTooMany.
	Import(ctx context.Context, r io.Reader) (name string, err error)
}

// DefaultName is what the first taste is called until it gets another name. It is not
// translated: a window shows "My taste" in its own language for it.
const DefaultName = "My taste"

// What callers decide by. Their texts say what to do.
var (
	ErrUnknown       = errors.New("there is no taste with this name")
	ErrExists        = errors.New("there is a taste with this name already: choose another name")
	ErrName          = errors.New("a taste's name has 1 to 60 characters, all of them visible")
	ErrTooMany       = errors.New("there are too many: at most 50 tastes, and 2,000 shoots in each")
	ErrOff           = errors.New("learning your taste is switched off: switch it on first")
	ErrNothingLearnt = errors.New("nothing was learnt yet: pick and reject some photos first")
	ErrFile          = errors.New("this is no file of a taste that this version can read")
)

// Shoot is a folder in which something was decided.
type Shoot struct {
	Folder  string // absolute, as the file system spells it
	Name    string // of the folder alone
	Learns  bool   // the taste learns from it
	Picks   int
	Rejects int
	Rated   int // photos with stars and no flag
	Kept    int // as the learner counts: picks, and four or five stars
	NotKept int // rejects, and one or two stars
}

// State is how a taste stands.
type State struct {
	Name     string
	On       bool // My taste is switched on
	Used     bool
	Imported bool   // its weights came from a file; they are tested here, and nothing is learnt until it gets shoots
	Learnt   bool   // there are weights, also where they are silent
	Proved   bool   // the gate is open: it is shown as one more scorer
	Fell     bool   // it was open, and closed: it was no longer better than the built-in scorer
	Version  string // of the weights, "" before any

	From    From
	Test    Test
	Outlook learning.Outlook // what is still needed, while it is silent
	Curve   []learning.Point // from few decisions to all; nil before there are two shoots
	Pulls   []Pull           // in the order of the radar; nil where there are too few decisions
}

// From counts what a taste learns from.
type From struct {
	Picks        int `json:"picks"`
	Rejects      int `json:"rejects"`
	Rated        int `json:"rated"`         // with stars and no flag
	Shoots       int `json:"shoots"`        // with decisions
	WithFeatures int `json:"with_features"` // decided photos of which the features are known
	Unscored     int `json:"unscored"`      // decided photos that the built-in scorer has still to score
	Untested     int `json:"untested"`      // decisions that wait to be tested: a shoot needs four of each answer
}

// Decided is how many photos were decided about.
func (f From) Decided() int { return f.Picks + f.Rejects + f.Rated }

// Test is what the test says. Evidence grows while the taste is better than the built-in
// scorer; from Needed on the gate opens.
type Test struct {
	Pairs            int     // that were tested
	Wins, Losses     float64 // pairs that it alone had right, and the built-in scorer alone
	Evidence, Needed float64
	HasModel         bool    // the model scored enough of them, and has to be beaten too
	ModelWins        float64 // pairs that it alone had right, and the model alone
	ModelLosses      float64
	ModelEvidence    float64
}

// Pull is how much an attribute draws the person or puts them off.
type Pull struct {
	Attribute library.Attribute
	learning.Pull
}

// Reason is why a photo has its score.
type Reason struct {
	Score library.Value // 0..10 with its band
	Like  []Like        // "like these that you kept": the most alike first, at most 6, never the photo itself
	Parts []Part        // what each attribute adds, in the order of the radar
}

// Like is one of the person's own picks that is like the photo.
type Like struct {
	ID         library.ID
	Similarity float64 // -1..1
}

// Part is what an attribute adds to a photo's score, on the learner's own scale, in
// which 1 is about the distance from one photo to another.
type Part struct {
	Attribute library.Attribute
	Adds      float64
}

// ExportOptions say what a file to take along tells beside the weights. Nothing of it is
// told unless it is chosen.
type ExportOptions struct {
	Name       string            // of the taste in the file; "" is none
	ShootNames map[string]string // by folder: the names under which shoots are listed; others are not listed
	Paths      bool              // also the folders' paths
	Hashes     bool              // also the hashes of the photos that were picked
}
