package models

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/models/fetch"
)

// What callers decide by, besides the errors of fetch.
var (
	// ErrUnknown says that nothing on offer has such a name.
	ErrUnknown = errors.New("there is no")
	// ErrBusy says that another program installs or removes the same thing now.
	ErrBusy = errors.New("it is being installed or removed by another Keeplight right now")
	// ErrNotInstalled says that there is nothing to verify or remove.
	ErrNotInstalled = errors.New("it is not installed")
	// ErrChanged says that installed files are not what they were.
	ErrChanged = errors.New("its files have changed since they were installed")
)

// Hosts are where files come from, each https://host.
type Hosts struct {
	Models   string // of Hugging Face
	Releases string // of GitHub
	API      string // of GitHub's API, which knows the releases' digests
}

// Options are how a store fetches. Zero fields take the defaults.
type Options struct {
	Hosts  Hosts
	Client *http.Client                                     // its transport is used
	Free   func(dir string) (free int64, known bool)        // space on a disk
	Wait   func(ctx context.Context, d time.Duration) error // between tries
}

// Store is a folder with installed models and runtimes. It keeps no state in
// memory and may be used from several goroutines and programs at once.
type Store struct {
	dir   string
	table *Table
	o     Options
}

// NewStore makes a store of the folders "models" and "engines" in dir, which need
// not exist.
func NewStore(dir string, table *Table, o Options) *Store {
	o.Hosts.Models = cmp.Or(o.Hosts.Models, "https://huggingface.co")
	o.Hosts.Releases = cmp.Or(o.Hosts.Releases, "https://github.com")
	o.Hosts.API = cmp.Or(o.Hosts.API, "https://api.github.com")
	return &Store{dir: dir, table: table, o: o}
}

// Table gives what is on offer.
func (s *Store) Table() *Table { return s.table }

func (s *Store) modelDir(id string) string { return filepath.Join(s.dir, "models", id) }

// fetcher makes a fetcher that tells of its progress.
func (s *Store) fetcher(tell func(fetch.Progress)) *fetch.Fetcher {
	return fetch.New(fetch.Options{Client: s.o.Client, Free: s.o.Free, Wait: s.o.Wait, Progress: tell})
}

// lock keeps others away from a folder that is installed to, until unlock.
// It gives ErrBusy where somebody else has it.
func (s *Store) lock(dir string) (unlock func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return nil, fmt.Errorf("making the folder %s: %w", library.Display(filepath.Dir(dir)), err)
	}
	l := flock.New(dir + ".lock")
	got, err := l.TryLock()
	switch {
	case err != nil:
		return nil, fmt.Errorf("locking %s: %w", library.Display(dir), err)
	case !got:
		return nil, fmt.Errorf("%s: %w", library.Display(filepath.Base(dir)), ErrBusy)
	}
	return l.Unlock, nil
}

// sizeOf adds up the regular files of a folder, in bytes.
func sizeOf(dir string) int64 {
	var sum int64
	entries, _ := os.ReadDir(dir) // a folder that is not there holds nothing
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			sum += info.Size()
		}
	}
	return sum
}

// remove removes a folder whole, and says how much space that frees.
func (s *Store) remove(dir string) (freed int64, err error) {
	unlock, err := s.lock(dir)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	freed = sizeOf(dir)
	if _, err := os.Lstat(dir); err != nil {
		return 0, ErrNotInstalled
	}
	if err := os.RemoveAll(dir); err != nil {
		return 0, fmt.Errorf("removing %s: %w", library.Display(dir), err)
	}
	return freed, nil
}
