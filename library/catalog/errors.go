package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
)

// The errors by which a caller decides what to do.
var (
	ErrLocked       = errors.New("another program has the catalogue open")
	ErrReadOnly     = errors.New("the catalogue is open read-only")
	ErrDamaged      = errors.New("the catalogue is damaged")
	ErrNewer        = errors.New("the catalogue was made by a newer version of Keeplight")
	ErrOlder        = errors.New("the catalogue was made by an older version of Keeplight")
	ErrInterrupted  = errors.New("a restore of the catalogue was interrupted")
	ErrUnknownPhoto = errors.New("the catalogue has no such photo")
	ErrInvalidMark  = errors.New("there is no such flag, rating or label")
	ErrUnknownStep  = errors.New("the last step was made by a newer version of Keeplight, in a way that this one does not know")
	ErrPassedOver   = errors.New("a step cannot be undone or redone and was passed over: no photo was changed, and the next undo or redo goes on with the step behind it")
	ErrInvalidValue = errors.New("there is no such value")
	ErrNotMissing   = errors.New("the photo is not missing")
	ErrConflict     = errors.New("the photo at the new path has decisions of its own")
	ErrNoHash       = errors.New("the photo's image data has not been read yet")
	ErrNoBackup     = errors.New("there is no backup of the catalogue")
	ErrKnownPhotos  = errors.New("photos are known in this folder, so it is read like any other")
	ErrDamagedRow   = errors.New("a stored value is damaged")
)

// RowError is the reason why one row of a batch was not written.
type RowError struct {
	ID  library.ID
	Err error
}

// Error names the photo by its number; a caller that knows its path says that.
func (e *RowError) Error() string { return fmt.Sprintf("photo %d: %v", e.ID, e.Err) }

// Unwrap gives the reason.
func (e *RowError) Unwrap() error { return e.Err }

// isDamage is true when SQLite itself found the file broken.
func isDamage(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB)
}

// explainReference turns SQLite's code for a row that refers to no photo into
// ErrUnknownPhoto.
func explainReference(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintForeignKey {
		return fmt.Errorf("%w: %w", ErrUnknownPhoto, err)
	}
	return err
}

// explain turns SQLite's codes that a person can act on into words.
func explain(err error) error {
	if isDamage(err) {
		return fmt.Errorf("%w: %w; close Keeplight and run `keeplight catalog restore`", ErrDamaged, err)
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Code == sqlite3.ErrFull, disk.IsFull(e.SystemErrno):
		return fmt.Errorf("the disk that holds the catalogue is full: free some space and try again: %w", err)
	case e.SystemErrno == syscall.EROFS, e.Code == sqlite3.ErrReadonly:
		return fmt.Errorf("the disk that holds the catalogue is write-protected: %w", err)
	}
	return err
}

// explainOpening is explain for a catalogue that is opened. SQLite says of a
// disk that takes nothing that some file of its own is not there.
func explainOpening(dir string, err error) error {
	var e sqlite3.Error
	if errors.Is(err, ErrDamaged) {
		return err
	}
	if !errors.As(err, &e) || e.Code != sqlite3.ErrCantOpen && e.Code != sqlite3.ErrIoErr {
		return explain(err)
	}
	f, cannot := os.CreateTemp(dir, ".writable-*")
	if cannot == nil {
		cannot = errors.Join(f.Close(), os.Remove(f.Name()))
	}
	if errors.Is(cannot, syscall.EROFS) || errors.Is(cannot, fs.ErrPermission) {
		return fmt.Errorf("the catalogue cannot be written: %w", cannot)
	}
	return explain(err)
}
