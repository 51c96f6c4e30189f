package sidecars

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/library/sidecar/store"
)

// Restoring is what restoring a sidecar from its backup does.
type Restoring struct {
	Path    string
	Kept    time.Time        // when the backup was made
	Was     library.Decision // that the backup holds
	Now     library.Decision // that the sidecar holds
	Gone    bool             // there is no sidecar any more
	Problem error            // why the sidecar that is there cannot be read; the backup can

	digest string // of the sidecar that is there, "" for none
}

// Restorable gives the sidecars of a photo that other programs wrote, that this one has
// written into, and that are not as they were before. Errors: the catalogue's, and
// those of a backup that cannot be read.
func Restorable(ctx context.Context, s *Sync, p *library.Photo) ([]Restoring, error) {
	set, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.cat.Sidecars(ctx, []library.ID{p.ID})
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, row := range rows[p.ID] {
		paths = append(paths, row.Path)
	}
	for _, image := range imagesOf(p) { // of sidecars that are gone
		paths = append(paths, sidecar.Name(image, sidecar.FullStyle), sidecar.Name(image, sidecar.StemStyle))
	}
	var all []Restoring
	seen := map[string]bool{}
	for _, path := range paths {
		if seen[path] {
			continue
		}
		seen[path] = true
		r, same, err := restoringOf(s, path, set.Labels.names())
		if errors.Is(err, store.ErrNoBackup) || err == nil && same {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// restoringOf compares a sidecar with its backup; same is true where they are equal.
func restoringOf(s *Sync, path string, labels sidecar.LabelNames) (r Restoring, same bool, err error) {
	kept, was, err := store.BackupsIn(s.cat.Dir()).Of(path)
	if err != nil {
		return Restoring{}, false, err
	}
	r = Restoring{Path: path, Kept: kept.Made}
	before, err := sidecar.Read(was, labels)
	if err != nil {
		return Restoring{}, false, err
	}
	r.Was = before.Decision()
	now, err := store.Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.Gone = true
		return r, false, nil
	case err != nil:
		r.Problem = err
		return r, false, nil
	}
	r.digest = now.Digest
	said, err := sidecar.Read(now.Bytes, labels)
	r.Now, r.Problem = said.Decision(), err
	return r, now.Digest == kept.Digest, nil
}

// Restore puts a sidecar back as it was before this program first wrote into it. What
// it says is then read like any change of another program. Errors: store.ErrNoBackup;
// ErrCard; answer.ErrNone.
func (s *Sync) Restore(path string) (kept store.Backup, changed bool, err error) {
	return restore(s, path, func(b store.Backups) (store.Backup, bool, error) { return b.Restore(path) })
}

// Restore is Sync.Restore of what Restorable told of. Errors besides: store.ErrChanged
// where the sidecar has changed since, and ErrLeadsOut.
func (r *Restoring) Restore(ctx context.Context, s *Sync) error {
	w, err := s.newWriting(ctx, false)
	if err == nil {
		err = w.bounds.Check(filepath.Dir(r.Path))
	}
	if err != nil {
		return err
	}
	_, _, err = restore(s, r.Path, func(b store.Backups) (store.Backup, bool, error) { return b.RestoreSeen(r.Path, r.digest) })
	return err
}

func restore(s *Sync, path string, do func(store.Backups) (store.Backup, bool, error)) (kept store.Backup, changed bool, err error) {
	if err := s.checkCard(path); err != nil {
		return store.Backup{}, false, err
	}
	release, err := s.takeFolder(context.Background(), filepath.Dir(path), func() {})
	if err != nil {
		return store.Backup{}, false, err
	}
	defer release()
	return do(store.BackupsIn(s.cat.Dir()))
}
