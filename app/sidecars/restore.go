package sidecars

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"sync/atomic"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
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
// written into, and that are not as they were before. Errors: the catalogue's,
// those of a backup that cannot be read, and answer.ErrNone.
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
		r, err := answer.Of(ctx, &s.asked, filepath.Dir(path), s.silence, func() (*Restoring, error) { return restoringOf(s, path, set.Labels.names()) })
		if err != nil {
			return nil, err
		}
		if r != nil {
			all = append(all, *r)
		}
	}
	return all, nil
}

// restoringOf compares a sidecar with its backup; nil where there is none, and where they
// are equal.
func restoringOf(s *Sync, path string, labels sidecar.LabelNames) (*Restoring, error) {
	kept, was, err := store.BackupsIn(s.cat.Dir()).Of(path)
	if errors.Is(err, store.ErrNoBackup) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r := &Restoring{Path: path, Kept: kept.Made}
	before, err := sidecar.Read(was, labels)
	if err != nil {
		return nil, err
	}
	r.Was = before.Decision()
	now, err := store.Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.Gone = true
		return r, nil
	case err != nil:
		r.Problem = err
		return r, nil
	case now.Digest == kept.Digest:
		return nil, nil
	}
	r.digest = now.Digest
	said, err := sidecar.Read(now.Bytes, labels)
	r.Now, r.Problem = said.Decision(), err
	return r, nil
}

// Restore puts a sidecar back as it was before this program first wrote into it. What
// it says is then read like any change of another program. Errors: store.ErrNoBackup;
// ErrCard; answer.ErrNone, after which nothing is begun any more; the context's.
func (s *Sync) Restore(ctx context.Context, path string) (kept store.Backup, changed bool, err error) {
	return restore(ctx, s, path, func(string) error { return nil })
}

// Restore is Sync.Restore of what Restorable told of. Errors besides: store.ErrChanged
// where the sidecar has changed since, and ErrLeadsOut.
func (r *Restoring) Restore(ctx context.Context, s *Sync) error {
	w, err := s.newWriting(ctx, false)
	if err != nil {
		return err
	}
	_, _, err = restore(ctx, s, r.Path, func(now string) error {
		if now != r.digest {
			return store.ErrChanged
		}
		return w.bounds.Check(filepath.Dir(r.Path))
	})
	return err
}

// restore puts a sidecar back where check, which is told the digest of what is there,
// gives no error. A drive that comes back after it was given up may still take what was
// on its way to it, and the folder stays taken until then.
func restore(ctx context.Context, s *Sync, path string, check func(now string) error) (kept store.Backup, changed bool, err error) {
	type restored struct {
		kept    store.Backup
		changed bool
	}
	var givenUp atomic.Bool
	r, err := answer.WithBeat(ctx, &s.asked, filepath.Dir(path), s.silence, func(beat func()) (r restored, err error) {
		release, err := s.takeFolder(ctx, filepath.Dir(path), beat)
		if err != nil {
			return r, err
		}
		defer release()
		if err := s.checkCard(path); err != nil {
			return r, err
		}
		r.kept, r.changed, err = store.BackupsIn(s.cat.Dir()).Restore(path, func(now string) error {
			if err := check(now); err != nil {
				return err
			}
			s.making()
			if givenUp.Load() {
				return answer.ErrNone
			}
			return ctx.Err()
		})
		return r, err
	})
	if errors.Is(err, answer.ErrNone) || ctx.Err() != nil {
		givenUp.Store(true)
	}
	return r.kept, r.changed, err
}
