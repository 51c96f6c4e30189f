package sidecars

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/library/sidecar/store"
	"keeplight.app/keeplight/library/volumes"
)

// ErrCard says that a folder lies on a memory card, to which nothing is written.
var ErrCard = errors.New("it lies on a memory card, and nothing is ever written to one")

// What else keeps a sidecar from being written.
var (
	ErrLeadsOut = scan.ErrLeadsOut // a link leads to its folder
	ErrLink     = store.ErrLink    // it is a link itself
	ErrChanged  = store.ErrChanged // another program wrote it meanwhile
	ErrSilent   = answer.ErrNone   // its drive does not answer
)

// Options are what a Sync works with. Zero fields take the defaults.
type Options struct {
	// Door stores what sidecars said in its turn among the person's decisions:
	// decide.Writer.Import. do is called once, on any goroutine. Without one, do is
	// called at once.
	Door func(do func(context.Context) (photos []library.Photo, step bool, err error))
	// Connected gives the volumes that are connected; default volumes.Connected.
	Connected func() ([]volumes.Volume, error)
	// Roots gives the opened folders besides those with a policy: nothing is written
	// beside photos to which a link leads out of them. nil gives none.
	Roots func() []string
	Now   func() time.Time // default time.Now
	// Settle is how long a decision may wait to be written with the next ones;
	// default 1 s.
	Settle time.Duration
	// Retries are how long the next try of a sidecar that could not be written waits
	// after the first, second … failure; the last one holds on. Default 0.4, 1.5, 4, 30 s
	// and 2 min.
	Retries []time.Duration
}

func (o Options) withDefaults() Options {
	if o.Door == nil {
		o.Door = func(do func(context.Context) ([]library.Photo, bool, error)) { _, _, _ = do(context.Background()) }
	}
	if o.Connected == nil {
		o.Connected = volumes.Connected
	}
	if o.Roots == nil {
		o.Roots = func() []string { return nil }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Settle == 0 {
		o.Settle = time.Second
	}
	if len(o.Retries) == 0 {
		o.Retries = []time.Duration{400 * time.Millisecond, 1500 * time.Millisecond, 4 * time.Second, 30 * time.Second, 2 * time.Minute}
	}
	return o
}

// silence is how long a folder may take to answer before it is left for later, so that
// one on a drive that is away holds up no other: longer than a slow network folder takes
// to bring a sidecar to its disk.
const silence = 30 * time.Second

// Sync keeps the catalogue and the sidecars beside the photos in step: it reads what
// other programs write into them, and writes what the person decides where that was
// chosen. Its methods may be called from any goroutine; with a catalogue that is open
// read-only it reads and writes nothing.
//
// Both ways each of flag, stars and label goes by itself and by three values: the
// photo's, the sidecar's, and the one that both had when the sidecar was last read or
// written. What only one side changed is taken over. What both changed to different
// values is a Conflict: both keep their own until the person settles it.
type Sync struct {
	cat  *catalog.Catalog
	opts Options

	reads   *inbox        // photos whose sidecars are to be looked at
	wake    chan struct{} // holds one token while there may be something to write
	folders locks
	cards   cards

	asked   answer.Folders // that owe an answer
	silence time.Duration  // after which a folder is given up
	making  func()         // in tests; called before a sidecar is changed

	failed failures
	events listener

	mu      sync.Mutex
	written int
	news    []Change          // written and not told of yet
	swept   map[string]bool   // folders in which unfinished files of earlier runs were removed
	unread  map[string]string // why sidecars that cannot be read are not, by path
}

// New makes a Sync for an open catalogue; nothing runs until Run.
func New(cat *catalog.Catalog, o Options) *Sync {
	return &Sync{
		cat: cat, opts: o.withDefaults(), reads: newInbox(), wake: make(chan struct{}, 1), silence: silence, making: func() {},
		cards: cards{look: (&volumes.List{}).Look},
		swept: map[string]bool{}, unread: map[string]string{},
	}
}

// Run reads and writes until ctx ends, and returns after its goroutines have ended, but
// for those that wait for a folder which does not answer: one that writes notes that by
// itself, if the catalogue is still open then. What is not written by then stays queued in the catalogue and is written the
// next time. emit is called by one goroutine at a time and must not wait for long; it
// may call any method but Run. An end of ctx is no error; an error is the catalogue's.
// A Sync runs once at a time.
func (s *Sync) Run(ctx context.Context, emit func(Event)) error {
	s.events.set(emit)
	defer s.events.set(nil)
	if s.cat.ReadOnly() {
		<-ctx.Done()
		return nil
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return s.readLoop(ctx) })
	group.Go(func() error { return s.writeLoop(ctx) })
	return group.Wait()
}

// Look has the sidecars of photos looked at, and what XMP their own files hold: of all
// photos of a folder when it is opened, and of those that came or changed since. Only
// what has another size or time than when it was last read is opened. It never waits.
func (s *Sync) Look(photos []library.Photo) {
	ids := make([]library.ID, 0, len(photos))
	for i := range photos {
		if !photos[i].Missing {
			ids = append(ids, photos[i].ID)
		}
	}
	s.LookAgain(ids)
}

// LookAgain has the sidecars of photos looked at by their numbers, because they may
// have changed (shoot.Event.Sidecars). It never waits.
func (s *Sync) LookAgain(ids []library.ID) { s.reads.add(ids, time.Now()) }

// Hold has sidecars wait while folders are listed, ten seconds at most: to open them
// takes what listing the photos takes. What came by then is looked at as soon as it ends.
// It never waits.
func (s *Sync) Hold(on bool) { s.reads.hold(on) }

// Wake says that decisions were stored, which may be to be written. It never waits.
func (s *Sync) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Write has the decisions about photos written because the person asked for it,
// whatever the policy of their folders, those on a card apart: the list holds these.
// It returns when they are queued.
func (s *Sync) Write(ctx context.Context, photos []library.Photo) (onCard []library.Photo, err error) {
	var ids []library.ID
	for i := range photos {
		if s.isOnCard(photos[i].Path) {
			onCard = append(onCard, photos[i])
			continue
		}
		ids = append(ids, photos[i].ID)
	}
	if err := s.cat.QueueSidecars(ctx, ids); err != nil {
		return onCard, err
	}
	s.Wake()
	return onCard, nil
}

// isOnCard is true for a path on a volume on which a camera wrote. A volume that does
// not answer is no card here: before anything is written, checkCard asks again.
func (s *Sync) isOnCard(path string) bool {
	is, _ := s.cards.holds(s, filepath.Clean(path))
	return is
}

// checkCard says why nothing may be written at a path: ErrCard on a card, and
// answer.ErrNone where a volume does not answer and may be one.
func (s *Sync) checkCard(path string) error {
	is, err := s.cards.holds(s, filepath.Clean(path))
	if is {
		return ErrCard
	}
	return err
}

// listener passes events on, one at a time, to the caller of Run.
type listener struct {
	mu   sync.Mutex
	emit func(Event)
}

func (l *listener) set(emit func(Event)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.emit = emit
}

func (l *listener) tell(e Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.emit != nil {
		l.emit(e)
	}
}
