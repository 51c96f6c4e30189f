package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/mattn/go-sqlite3"
	"github.com/zeebo/xxh3"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fault"
)

const (
	thumbsName = "thumbs.db"

	// DefaultThumbsBytes is how many bytes of JPEG thumbs.db holds.
	DefaultThumbsBytes = 2 << 30

	// scratchThumbsBytes is how many one in the temporary folder holds, which may be
	// memory.
	scratchThumbsBytes = 256 << 20
)

// thumbsVersion is of the tables below, of printsSchema, which version 1 lacks, and of
// vectorsSchema, which version 2 lacks too; a file of any other is recreated.
const thumbsVersion = 3

const thumbsSchema = `
CREATE TABLE thumb (
    id   INTEGER PRIMARY KEY,
    key  BLOB    NOT NULL UNIQUE,
    used INTEGER NOT NULL, -- the store's clock when it was last used: counts sessions and noted batches
    size INTEGER NOT NULL,
    sum  INTEGER NOT NULL, -- xxh3 of jpeg
    jpeg BLOB    NOT NULL
);
CREATE INDEX thumb_used ON thumb (used, size);`

// Thumbs is a store of small pictures by key, bounded in bytes. It keeps
// nothing that cannot be made again: it asks the disk for no promise, and when
// its file is damaged it deletes it and starts with an empty one, in the temporary
// folder where it cannot. It may be used from several goroutines at once.
type Thumbs struct {
	path    string
	limit   int64
	scratch string // the temporary folder to delete, "" when there is none
	why     error  // why there is one

	// mu is held for reading by every use of db, and for writing by who
	// replaces a damaged file.
	mu sync.RWMutex
	db *sql.DB

	tally sync.Mutex
	bytes int64              // of all JPEGs; other programs' share is seen when evicting
	clock int64              // what used is set to
	uses  map[int64]struct{} // rows read since the last note
}

// OpenThumbs opens thumbs.db in dir, holding at most DefaultThumbsBytes.
func OpenThumbs(dir string) (*Thumbs, error) { return OpenThumbsLimit(dir, DefaultThumbsBytes) }

// OpenThumbsLimit opens thumbs.db in dir, holding at most limit bytes of JPEG.
// The file itself may be a few per cent larger.
func OpenThumbsLimit(dir string, limit int64) (*Thumbs, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the thumbnails' folder: %w", err)
	}
	t := &Thumbs{path: filepath.Join(dir, thumbsName), limit: limit, uses: map[int64]struct{}{}}
	err = os.MkdirAll(dir, 0o700)
	if err == nil {
		err = t.open(context.Background())
	}
	if err != nil && !isBusy(err) {
		err = t.replace(context.Background(), nil)
	}
	if err == nil {
		return t, nil
	}
	if err := t.useScratch(err); err != nil {
		return nil, fmt.Errorf("opening the thumbnails: %w", err)
	}
	return t, nil
}

// useScratch opens an empty file in the temporary folder in place of one that cannot be
// used and not be replaced: no photo stays unseen for want of a thumbnail that is kept.
func (t *Thumbs) useScratch(why error) (err error) {
	if t.scratch, err = os.MkdirTemp("", "keeplight-"); err != nil {
		return errors.Join(why, err)
	}
	t.path, t.limit, t.why = filepath.Join(t.scratch, thumbsName), min(t.limit, scratchThumbsBytes), why
	if err := t.open(context.Background()); err != nil {
		return errors.Join(why, err, os.RemoveAll(t.scratch))
	}
	return nil
}

// Note says in one sentence that thumbnails are not kept, and why, "" where they are.
func (t *Thumbs) Note() string {
	if t.why == nil {
		return ""
	}
	return fmt.Sprintf("Thumbnails cannot be stored in the catalogue's folder, so they are made again each time: %s", library.Display(t.why.Error()))
}

// open opens the file and makes its tables where there are none. On an error
// nothing stays open.
func (t *Thumbs) open(ctx context.Context) error {
	if err := errors.Join(makePrivate(t.path), keepPrivate(filepath.Dir(t.path), thumbsName)); err != nil {
		return err
	}
	db := connect(t.path, laxAccess(), readers)
	err := inTx(ctx, db, func(tx *sql.Tx) error {
		var v, tables int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return err
		}
		if v == 0 && tables == 0 {
			return run(ctx, tx, thumbsSchema+printsSchema+vectorsSchema)
		}
		if v == 1 {
			return run(ctx, tx, printsSchema+vectorsSchema)
		}
		if v == 2 {
			return run(ctx, tx, vectorsSchema)
		}
		if v != thumbsVersion {
			return fmt.Errorf("version %d of the thumbnails is not %d", v, thumbsVersion)
		}
		return nil
	})
	var total, clock int64
	if err == nil {
		err = db.QueryRowContext(ctx, "SELECT coalesce(sum(size), 0), coalesce(max(used), 0) FROM thumb").Scan(&total, &clock)
	}
	if err != nil {
		return errors.Join(err, db.Close())
	}
	t.db = db
	t.tally.Lock()
	t.bytes, t.clock, t.uses = total, clock+1, map[int64]struct{}{}
	t.tally.Unlock()
	return nil
}

// isBusy is true when another program or a full disk is in the way, which
// throwing the file away would not help.
func isBusy(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked || e.Code == sqlite3.ErrFull)
}

// replace deletes the damaged file and starts with an empty one, unless another
// goroutine already has.
func (t *Thumbs) replace(ctx context.Context, damaged *sql.DB) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.db != damaged {
		return nil
	}
	if t.db != nil {
		_ = t.db.Close() // nothing in it matters
	}
	if err := fault.Do("thumbs.remove", func() error { return removeDatabase(t.path) }); err != nil {
		return err
	}
	return t.open(ctx)
}

// use runs f on the open file. When the file turns out damaged it is recreated
// and f runs once more.
func (t *Thumbs) use(ctx context.Context, f func(db *sql.DB) error) error {
	once := func() (*sql.DB, error) {
		t.mu.RLock()
		defer t.mu.RUnlock()
		return t.db, f(t.db)
	}
	db, err := once()
	if !isDamage(err) {
		return err
	}
	if err := t.replace(ctx, db); err != nil {
		return err
	}
	_, err = once()
	return err
}

// Get gives the JPEG stored under key; nil and no error when there is none.
func (t *Thumbs) Get(ctx context.Context, key string) ([]byte, error) {
	var (
		id, sum int64
		jpeg    []byte
	)
	err := t.use(ctx, func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT id, sum, jpeg FROM thumb WHERE key = ?`, []byte(key)).Scan(&id, &sum, &jpeg)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading a thumbnail: %w", err)
	}
	if int64(xxh3.Hash(jpeg)) != sum {
		return nil, nil // the caller makes it again and Put writes over it
	}
	return jpeg, t.note(ctx, id)
}

// Put stores a JPEG under key and evicts those that were not used for longest
// when there is no room. One that is larger than an eighth of the room is an
// error.
func (t *Thumbs) Put(ctx context.Context, key string, jpeg []byte) error {
	size := int64(len(jpeg))
	if size > t.limit/8 {
		return fmt.Errorf("storing a thumbnail: %d KB do not fit into %d KB", size>>10, t.limit>>10)
	}
	t.tally.Lock()
	clock := t.clock
	t.tally.Unlock()
	err := t.use(ctx, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, `INSERT INTO thumb (key, used, size, sum, jpeg) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (key) DO UPDATE SET used = excluded.used, size = excluded.size, sum = excluded.sum, jpeg = excluded.jpeg`,
			[]byte(key), clock, size, int64(xxh3.Hash(jpeg)), jpeg)
		return err
	})
	if err != nil {
		return fmt.Errorf("storing a thumbnail: %w", err)
	}
	t.tally.Lock()
	t.bytes += size // one written over counts twice until evict counts again
	full := t.bytes > t.limit
	t.tally.Unlock()
	if full {
		return t.evict(ctx)
	}
	return nil
}

// Close notes what was used and closes the file.
func (t *Thumbs) Close() error {
	err := t.writeUses(context.Background())
	t.mu.Lock()
	defer t.mu.Unlock()
	err = errors.Join(err, t.db.Close())
	if t.scratch != "" {
		err = errors.Join(err, os.RemoveAll(t.scratch))
	}
	return err
}
