package shoot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/reconcile"
	"keeplight.app/keeplight/library/scan"
)

// Shoot owns a catalogue, the pictures of its photos and the scorers that judge
// them. Its methods may be called from any goroutine.
type Shoot struct {
	opts     Options
	cat      *catalog.Catalog
	store    *catalog.Thumbs
	pictures *pictures.Pictures
	scorers  *scorers.List
	faces    *faces.Pass // nil where none are looked for
	scratch  string      // the temporary folder to delete, "" when there is none

	mu           sync.Mutex
	folders      map[string]bool                  // absolute paths that should be read
	destinations []string                         // of exports, which are not read
	reconcilers  map[string]*reconcile.Reconciler // of the folders that are being read
	moved        chan struct{}                    // holds one token when folders changed
	told         listener
	drives       scan.Drives   // asked beside what the reconcilers ask
	judge        leftout.Judge // of paths in open folders
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
	s := &Shoot{
		opts: opts, folders: map[string]bool{}, reconcilers: map[string]*reconcile.Reconciler{},
		moved: make(chan struct{}, 1),
	}
	if err := s.openAll(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// openAll opens the files that are worked with, then the folders. The scorer comes
// before them, so that it has nothing to look up: Run tells what is known.
func (s *Shoot) openAll(ctx context.Context) error {
	if err := s.openStores(); err != nil {
		return err
	}
	if err := addScorer(ctx, s.scorers, &s.opts); err != nil {
		return err
	}
	openFaces(ctx, s)
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
	if note := s.store.Note(); note != "" {
		s.opts.Log(note)
	}
	look := pictures.Options{
		Dir: dir, ReadOnly: s.cat.ReadOnly(), Store: s.store, Media: s.opts.Media, Log: s.opts.Log,
		Files: s.opts.FileCache,
	}
	if s.opts.Stacks != nil {
		look.Printed = s.opts.Stacks.PutPrint
		corrections, err := s.cat.Corrections(context.Background())
		if err != nil {
			return err
		}
		s.opts.Stacks.SetCorrections(corrections)
	}
	s.pictures = pictures.Open(look)
	s.scorers = scorers.New(scorers.Options{
		Catalog: s.cat, Pictures: s.pictures, Folders: s.Folders, Log: s.opts.Log, Finder: finderKeys(&s.opts),
		Tell: func(rs []scorers.Result) { s.told.tell(Event{Scored: rs}) },
	})
	return nil
}

// addScorer lets the scorer of the options score, where there is one.
func addScorer(ctx context.Context, to *scorers.List, o *Options) error {
	if o.Scorer == nil {
		return nil
	}
	return to.Add(ctx, scorers.Spec{Scorer: o.Scorer, AtOnce: o.Workers, PreviewOnly: o.PreviewOnly})
}

// Close closes catalogue and thumbnails. Call it after Run has returned.
func (s *Shoot) Close() error {
	var errs []error
	if s.scorers != nil {
		s.scorers.Close()
	}
	if s.pictures != nil {
		s.pictures.Close()
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

// Scorers are those that judge the photos: add and remove them, pause, progress,
// explanations.
func (s *Shoot) Scorers() *scorers.List { return s.scorers }

// Stacks are the photos' groups, nil where they are not grouped.
func (s *Shoot) Stacks() *stacks.Stacks { return s.opts.Stacks }

// Pictures gives the photos' thumbnails and pixels.
func (s *Shoot) Pictures() *pictures.Pictures { return s.pictures }

// InView says which photos a person is looking at, in order of importance: they
// are read and scored next. Each call replaces the last. It never waits.
func (s *Shoot) InView(ids []library.ID) {
	s.scorers.InView(ids)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, in := range s.reconcilers {
		in.Prefer(ids)
	}
}

// setReconciler notes which reconciler reads a folder; nil forgets it.
func (s *Shoot) setReconciler(folder string, in *reconcile.Reconciler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if in == nil {
		delete(s.reconcilers, folder)
		return
	}
	s.reconcilers[folder] = in
}

// matchElsewhere has the other folders' new photos compared with the photos that
// one folder misses.
func (s *Shoot) matchElsewhere(folder string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for other, in := range s.reconcilers {
		if other != folder {
			in.FindMissing()
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
