package shoot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/exiftool"
	"keeplight.app/keeplight/library/reconcile"
	"keeplight.app/keeplight/library/worker"
	"keeplight.app/keeplight/scoring/queue"
)

// Shoot owns a catalogue, its thumbnails and a scoring queue. Its methods may
// be called from any goroutine.
type Shoot struct {
	opts     Options
	cat      *catalog.Catalog
	store    *catalog.Thumbs
	media    *worker.Decoder
	previews *exiftool.Tool // nil where none is installed
	thumbs   *thumbs
	full     *fullPictures
	scratch  string // the temporary folder to delete, "" when there is none
	main     *line
	ranks    ranks

	mu          sync.Mutex
	model       *line                            // scores beside the main one; nil for none
	running     context.Context                  // of Run; nil while it does not
	folders     map[string]bool                  // absolute paths that should be read
	apart       []string                         // destinations of exports, which are not
	reconcilers map[string]*reconcile.Reconciler // of the folders that are being read
	moved       chan struct{}                    // holds one token when folders changed
	inView      []library.ID                     // what a person looks at
	told        listener
}

// Open opens the catalogue and the thumbnails; nothing runs until Run. Errors
// say what to do and wrap catalog.ErrLocked when another program has the
// catalogue.
func Open(ctx context.Context, opts Options) (*Shoot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if opts.Log == nil {
		opts.Log = func(string) {}
	}
	s := &Shoot{opts: opts, folders: map[string]bool{}, reconcilers: map[string]*reconcile.Reconciler{}, moved: make(chan struct{}, 1), full: newFullPictures(), ranks: newRanks()}
	if err := s.openAll(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.thumbs = newThumbs(s.store, s.Pictures(), opts.Log)
	s.main = s.newLine(opts.Scorer, opts.Workers, opts.PreviewOnly)
	return s, nil
}

// openAll opens the files that are worked with, then the folders.
func (s *Shoot) openAll(ctx context.Context) error {
	if err := s.openStores(); err != nil {
		return err
	}
	if err := s.loadDestinations(ctx); err != nil {
		return err
	}
	for _, f := range s.opts.Folders {
		if err := s.AddFolder(f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shoot) openStores() (err error) {
	dir, open := s.opts.CatalogDir, catalog.Open
	switch s.opts.Mode {
	case ReadOnly:
		open = catalog.OpenReadOnly
	case Scratch:
		if dir, err = os.MkdirTemp("", "keeplight-"); err != nil {
			return fmt.Errorf("making a temporary folder for the catalogue: %w", err)
		}
		s.scratch = dir
	}
	if s.cat, err = open(dir); err != nil {
		return fmt.Errorf("opening the catalogue in %s: %w", library.Display(dir), err)
	}
	if note := s.cat.Upgrade().Note(); note != "" {
		s.opts.Log(note)
	}
	if s.store, err = catalog.OpenThumbs(dir); err != nil {
		return fmt.Errorf("opening the thumbnails in %s: %w", library.Display(dir), err)
	}
	s.openMedia(dir)
	return nil
}

// Close closes catalogue and thumbnails. Call it after Run has returned.
func (s *Shoot) Close() error {
	var errs []error
	if s.main != nil {
		s.main.die()
		s.main.explaining.Wait()
	}
	if s.thumbs != nil {
		s.thumbs.wait()
	}
	if s.media != nil {
		s.media.Close()
	}
	if s.previews != nil {
		s.previews.Close()
	}
	if s.store != nil {
		errs = append(errs, s.store.Close())
	}
	if s.cat != nil {
		errs = append(errs, s.cat.Close())
	}
	if s.scratch != "" {
		errs = append(errs, os.RemoveAll(s.scratch))
	}
	return errors.Join(errs...)
}

// Catalog is the open catalogue, for decisions, undo and settings.
func (s *Shoot) Catalog() *catalog.Catalog { return s.cat }

// Queue is the scoring queue: what is in view goes first, pause, progress. A
// window asks for its Progress a few times a second while it works.
func (s *Shoot) Queue() *queue.Queue { return s.main.queue }

// InView says which photos a person is looking at, in order of importance: they
// are read and scored next. Each call replaces the last. It never waits.
func (s *Shoot) InView(ids []library.ID) {
	for _, l := range s.lines() {
		l.queue.InView(ids)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inView = slices.Clone(ids)
	for _, in := range s.reconcilers {
		in.Prefer(ids)
	}
}

// setReconciler notes which intake reads a folder; nil forgets it.
func (s *Shoot) setReconciler(folder string, in *reconcile.Reconciler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if in == nil {
		delete(s.reconcilers, folder)
		return
	}
	s.reconcilers[folder] = in
}

// lookElsewhere has the other folders' new photos held against the photos that
// one folder misses.
func (s *Shoot) lookElsewhere(folder string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for other, in := range s.reconcilers {
		if other != folder {
			in.LookAgain()
		}
	}
}

// Provenance is how the scorer in use makes its scores, and the zero value
// where there is no scorer.
func (s *Shoot) Provenance() library.Provenance {
	if s.opts.Scorer == nil {
		return library.Provenance{}
	}
	return s.opts.Scorer.Provenance()
}

// listener passes events on, one at a time, to whoever runs the shoot.
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
