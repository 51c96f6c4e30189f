package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
)

const (
	fileName = "catalog.db"
	lockName = "catalog.lock"

	// readers is how many queries run side by side.
	readers = 4
)

// Catalog is an open catalogue. It may be used from several goroutines at once:
// reads run side by side and beside a write, writes one after the other. Close
// must come after the last call.
type Catalog struct {
	dir     string
	now     func() time.Time
	lock    *flock.Flock // nil when read-only
	w, r    *sql.DB      // w is nil when read-only
	journal bounds
	skipped atomic.Int64
	bodies  sync.Pool // *[]byte into which scores are read, one lot after the other
	upgrade Upgrade
	scratch string // the temporary folder to delete, "" when there is none

	backups   sync.WaitGroup
	backupErr error // of the background backup; read after backups is done
}

// config is what tests replace.
type config struct {
	now     func() time.Time
	steps   []migration
	daily   bool // make the daily backup
	journal bounds
}

func defaults() (config, error) {
	steps, err := migrations()
	return config{now: time.Now, steps: steps, daily: true, journal: defaultBounds()}, err
}

// Open opens the catalogue in dir for reading and writing, and makes one where
// there is none. It checks the file, thoroughly once a day and after a program
// that did not close it, migrates it after a backup if an older
// version made it, and makes the day's backup in the background.
//
// Errors: ErrLocked when another program has it open (OpenReadOnly works then),
// ErrNewer, and ErrDamaged with the way out in its text. After these the files
// are as they were.
func Open(dir string) (*Catalog, error) {
	cfg, err := defaults()
	if err != nil {
		return nil, err
	}
	return openWith(dir, cfg)
}

func openWith(dir string, cfg config) (*Catalog, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the catalogue's folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the catalogue's folder: %w", err)
	}
	lock, err := takeLock(dir)
	if err != nil {
		return nil, err
	}
	c := &Catalog{dir: dir, now: cfg.now, lock: lock, journal: cfg.journal}
	if err := c.start(context.Background(), cfg); err != nil {
		return nil, errors.Join(explainOpening(dir, err), c.Close())
	}
	return c, nil
}

// OpenReadOnly opens an existing catalogue for reading only, also while another
// program writes to it, and sees what that program commits. Every call that
// would write gives ErrReadOnly. Errors: fs.ErrNotExist when there is no
// catalogue, ErrNewer, ErrOlder, ErrInterrupted, ErrDamaged.
func OpenReadOnly(dir string) (*Catalog, error) {
	cfg, err := defaults()
	if err != nil {
		return nil, err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the catalogue's folder: %w", err)
	}
	if err := isThere(dir); err != nil {
		return nil, fmt.Errorf("opening the catalogue: %w", err)
	}
	r, err := readingOf(dir)
	if err != nil {
		return nil, err
	}
	c := &Catalog{dir: dir, now: cfg.now, scratch: r.scratch}
	v, err := inspectBy(context.Background(), r.path, r.access, len(cfg.steps), depthFor(dir, cfg.now()))
	if err != nil {
		return nil, errors.Join(explainOpening(dir, withWayOut(dir, err)), c.Close())
	}
	if v < len(cfg.steps) {
		err := fmt.Errorf("%w (%d, this is %d): open it once for writing, which brings it up to date", ErrOlder, v, len(cfg.steps))
		return nil, errors.Join(err, c.Close())
	}
	c.r = connect(r.path, r.access, readers)
	return c, nil
}

// takeLock makes this program the only writer, until it ends in whatever way.
func takeLock(dir string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the catalogue: %w", err)
	}
	if !ok {
		return nil, fmt.Errorf("%w; close it there first, or open it read-only", ErrLocked)
	}
	return lock, nil
}

// start opens the files once the lock is held.
func (c *Catalog) start(ctx context.Context, cfg config) error {
	path := filepath.Join(c.dir, fileName)
	if err := keepPrivate(c.dir, fileName); err != nil {
		return err
	}
	restored, err := finishRestore(ctx, c.dir, cfg)
	if err != nil {
		return fmt.Errorf("finishing a restore: %w", err)
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := create(ctx, c.dir, cfg); err != nil {
			return err
		}
	} else if err != nil {
		return fmt.Errorf("looking for the catalogue: %w", err)
	}
	v, err := inspect(ctx, path, len(cfg.steps), depthFor(c.dir, cfg.now()) || endedBadly(path))
	if err != nil {
		return withWayOut(c.dir, err)
	}
	c.r = connect(path, readAccess(), readers)
	if v < len(cfg.steps) {
		if c.upgrade, err = c.backUpToUpgrade(ctx, v, len(cfg.steps)); err != nil {
			return fmt.Errorf("backing up before bringing the catalogue up to date: %w", err)
		}
	}
	c.w = connect(path, writeAccess("rw"), 1)
	if err := migrate(ctx, c.w, v, cfg.steps); err != nil {
		return fmt.Errorf("%w; nothing was changed%s", err, c.upgrade.way())
	}
	c.upgrade.Restored = restored
	sweep(c.dir)
	if cfg.daily {
		c.startDailyBackup(ctx)
	}
	return nil
}

// create makes an empty catalogue. It gets its name when it is whole, so that
// an empty or half-made catalog.db is always damage.
func create(ctx context.Context, dir string, cfg config) error {
	if err := refuseToForget(dir); err != nil {
		return err
	}
	// A WAL that a lost catalogue left behind would be played into the new one.
	if err := setAside(dir, cfg.now()); err != nil {
		return err
	}
	temp := filepath.Join(dir, fileName+".new")
	if err := errors.Join(removeDatabase(temp), makePrivate(temp)); err != nil {
		return fmt.Errorf("clearing away a half-made catalogue: %w", err)
	}
	db := connect(temp, writeAccess("rwc"), 1)
	err := migrate(ctx, db, 0, cfg.steps)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("making the catalogue: %w", err)
	}
	return settle(temp, filepath.Join(dir, fileName))
}

// ReadOnly is true when every writing call gives ErrReadOnly.
func (c *Catalog) ReadOnly() bool { return c.w == nil }

// Dir is the folder that holds the catalogue.
func (c *Catalog) Dir() string { return c.dir }

// Close waits for a backup that is being made, closes the files and gives the
// lock back. Its error tells of a daily backup that failed, too.
func (c *Catalog) Close() error {
	c.backups.Wait()
	errs := []error{c.backupErr}
	// The writer goes last, for the last connection tidies the WAL away and
	// must be one that may write.
	for _, db := range []*sql.DB{c.r, c.w} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if c.lock != nil {
		errs = append(errs, c.lock.Unlock())
	}
	if c.scratch != "" {
		errs = append(errs, os.RemoveAll(c.scratch))
	}
	return errors.Join(errs...)
}

// write runs f in the only writing transaction there is. When it returns nil,
// what f wrote is on the disk.
func (c *Catalog) write(ctx context.Context, f func(*sql.Tx) error) error {
	if c.ReadOnly() {
		return ErrReadOnly
	}
	return explain(inTx(ctx, c.w, f))
}
