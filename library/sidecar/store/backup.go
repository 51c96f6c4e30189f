package store

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zeebo/blake3"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fault"
)

// backupFolder is where the backups lie in the folder of the catalogue.
const backupFolder = "sidecar-backups"

// ErrNoBackup says that there is no backup of a sidecar: nothing was ever written into
// it, or it was made by this program.
var ErrNoBackup = errors.New("there is no backup of this sidecar")

// Backup is a sidecar as it was before this program first wrote into it.
type Backup struct {
	Of     string    // its path
	Digest string    // of its bytes
	Made   time.Time // when it was kept
	Path   string    // of the backup
}

// backupNote is what stands beside a backup.
type backupNote struct {
	Of     library.Paths `json:"of"` // one path
	Digest string        `json:"digest"`
	Made   time.Time     `json:"made"`
}

// Backups keeps sidecars as they were before this program first wrote into them, one
// for each path.
type Backups struct{ dir string }

// BackupsIn gives the backups in a catalogue's folder.
func BackupsIn(catalogDir string) Backups { return Backups{filepath.Join(catalogDir, backupFolder)} }

// paths are those of a sidecar's backup and of the note beside it.
func (b Backups) paths(of string) (backup, note string) {
	sum := blake3.Sum256([]byte(of))
	name := filepath.Join(b.dir, hex.EncodeToString(sum[:16]))
	return name + ".xmp", name + ".json"
}

// Keep keeps a sidecar unless one of its path is kept already. It is safe on the disk
// when it returns. The path is absolute.
func (b Backups) Keep(of string, v *Version, now time.Time) error {
	backup, note := b.paths(of)
	if _, err := os.Lstat(note); err == nil {
		return nil
	}
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return fmt.Errorf("making the folder of backups: %w", err)
	}
	text, err := json.Marshal(backupNote{Of: library.Paths{of}, Digest: v.Digest, Made: now.UTC()})
	if err != nil {
		return fmt.Errorf("describing a backup: %w", err)
	}
	// The note comes last: a backup without one is none, and is made again.
	for _, f := range []struct {
		path  string
		bytes []byte
	}{{backup, v.Bytes}, {note, text}} {
		if err := writeWhole(f.path, f.bytes); err != nil {
			return fmt.Errorf("backing the sidecar up: %w", err)
		}
	}
	return nil
}

// writeWhole writes a file of this program's own folder, or none.
func writeWhole(path string, b []byte) error {
	temp := path + ".part"
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	if err := fault.Do("sidecar.backup", func() error { return os.Rename(temp, path) }); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	_ = dir.Sync() // some file systems cannot, and there is nothing else to try
	return dir.Close()
}

// Of gives the backup of a sidecar and its bytes. Errors: ErrNoBackup.
func (b Backups) Of(path string) (Backup, []byte, error) {
	backup, note := b.paths(path)
	text, err := os.ReadFile(note)
	if errors.Is(err, fs.ErrNotExist) {
		return Backup{}, nil, ErrNoBackup
	}
	var n backupNote
	if err == nil {
		err = json.Unmarshal(text, &n)
	}
	if err != nil {
		return Backup{}, nil, fmt.Errorf("reading what is known of the backup: %w", err)
	}
	was, err := os.ReadFile(backup)
	if err != nil {
		return Backup{}, nil, fmt.Errorf("reading the backup: %w", err)
	}
	if Digest(was) != n.Digest {
		return Backup{}, nil, fmt.Errorf("the backup %s is damaged", library.Display(backup))
	}
	return Backup{Of: path, Digest: n.Digest, Made: n.Made, Path: backup}, was, nil
}

// Restore puts a sidecar's backup back, also where the sidecar is gone, and keeps the
// backup. check is told the digest of what is there, "" for nothing, before it is
// replaced, and says why it has to stay. changed is false where it is as it was. Errors:
// ErrNoBackup, that of check and those of Replace.
func (b Backups) Restore(path string, check func(now string) error) (kept Backup, changed bool, err error) {
	kept, was, err := b.Of(path)
	if err != nil {
		return Backup{}, false, err
	}
	now, err := Read(path)
	isGone := errors.Is(err, fs.ErrNotExist)
	switch {
	case err != nil && !isGone:
	case !isGone && now.Digest == kept.Digest:
		return kept, false, nil
	default:
		err = check(now.Digest)
	}
	switch {
	case err != nil:
	case isGone:
		_, err = Create(path, was)
	default:
		_, err = Replace(path, &now, was)
	}
	if err != nil {
		return kept, false, fmt.Errorf("restoring %s: %w", library.Display(path), err)
	}
	return kept, true, nil
}
