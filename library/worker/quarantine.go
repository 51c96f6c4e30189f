package worker

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/zeebo/xxh3"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/safefile"
)

const (
	// quarantineFile is the list's name in the catalogue's folder.
	quarantineFile = "quarantine.json"

	// maxEntries is more than any library has; beyond it the oldest go.
	maxEntries = 10_000

	// maxQuarantineBytes bounds the list that is read.
	maxQuarantineBytes = 16 << 20
)

// Quarantine is the list of files that ended their worker. A file is known by
// its bytes: a copy or a new name of it is on the list too, and a file that was
// rewritten is not. It is set aside for the decoder that it ended; another version
// of that tries it again. Its methods may be called from any goroutine.
type Quarantine struct {
	mu      sync.Mutex
	path    string // "" keeps the list in memory
	entries map[string]Entry
}

// Entry is a file on the list.
type Entry struct {
	Key     string          `json:"key"`     // its bytes' hash
	Name    string          `json:"name"`    // where it was seen, safe to show
	Size    int64           `json:"size"`    // bytes
	Reason  library.Message `json:"reason"`  // in words, from older versions of this program
	Decoder string          `json:"decoder"` // what it ended, and its version; "" in older lists, which is another than any
	Since   time.Time       `json:"since"`
}

// list is the file's form.
type list struct {
	Version int     `json:"version"`
	Files   []Entry `json:"files"`
}

// NewQuarantine makes a list that is kept in memory only.
func NewQuarantine() *Quarantine { return &Quarantine{entries: map[string]Entry{}} }

// OpenQuarantine reads the list in a catalogue's folder, which need not have one
// yet. With an error it gives a list that works in memory and leaves the file as
// it is.
func OpenQuarantine(dir string) (*Quarantine, error) {
	q := NewQuarantine()
	path := filepath.Join(dir, quarantineFile)
	data, err := safefile.ReadAll(path, maxQuarantineBytes)
	if errors.Is(err, fs.ErrNotExist) {
		q.path = path
		return q, nil
	}
	var l list
	if err == nil {
		err = json.Unmarshal(data, &l)
	}
	if err != nil {
		return q, fmt.Errorf("reading the list of files in quarantine, %s (delete it to start a new one): %w", library.Display(path), err)
	}
	for _, e := range l.Files {
		q.entries[e.Key] = e
	}
	q.path = path
	return q, nil
}

// KeepInMemory has what is added from now on forgotten at the end of the
// program: for one that may look at the list but not write it.
func (q *Quarantine) KeepInMemory() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.path = ""
}

// Entries are the files on the list, the latest first.
func (q *Quarantine) Entries() []Entry {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.sorted()
}

func (q *Quarantine) sorted() []Entry {
	return slices.SortedFunc(maps.Values(q.entries), func(a, b Entry) int { return b.Since.Compare(a.Since) })
}

// Clear empties the list and says how many files were on it.
func (q *Quarantine) Clear() (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := len(q.entries)
	clear(q.entries)
	if n == 0 {
		return 0, nil
	}
	return n, q.save()
}

// remove takes a file off the list, which need not be on it.
func (q *Quarantine) remove(key string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, found := q.entries[key]; !found {
		return nil
	}
	delete(q.entries, key)
	return q.save()
}

func (q *Quarantine) find(key string) (e Entry, found bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	e, found = q.entries[key]
	return e, found
}

func (q *Quarantine) add(key, name string, size int64, reason library.Message, decoder string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.entries[key] = Entry{Key: key, Name: library.Display(name), Size: size, Reason: reason, Decoder: decoder, Since: time.Now().UTC()}
	if len(q.entries) > maxEntries {
		oldest := q.sorted()[maxEntries:]
		for _, e := range oldest {
			delete(q.entries, e.Key)
		}
	}
	return q.save()
}

// save writes the list under a temporary name first: a reader finds the
// old one or the new one.
func (q *Quarantine) save() error {
	if q.path == "" {
		return nil
	}
	data, err := json.MarshalIndent(list{Version: 1, Files: q.sorted()}, "", "\t")
	if err != nil {
		return fmt.Errorf("encoding the list of files in quarantine: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(q.path), quarantineFile+".*")
	if err == nil {
		_, err = f.Write(data)
		err = errors.Join(err, f.Close())
		if err == nil {
			err = os.Rename(f.Name(), q.path)
		}
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}
	if err != nil {
		return fmt.Errorf("saving the list of files in quarantine: %w", err)
	}
	return nil
}

func keyOf(data []byte) string {
	sum := xxh3.Hash128(data).Bytes()
	return "xxh3:" + hex.EncodeToString(sum[:])
}
