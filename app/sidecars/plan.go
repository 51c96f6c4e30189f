package sidecars

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/library/sidecar/store"
)

// Change is what writing a photo's decision does to its sidecar.
type Change struct {
	ID      library.ID
	Photo   string // its path
	Path    string // of the sidecar
	New     bool   // there is none yet
	Remove  bool   // it is removed: this program made it, and nothing is left to say
	Was     library.Decision
	Will    library.Decision
	Before  int     // bytes; 0 for a new one
	After   int     // bytes; 0 for one that is removed
	Clashes []Field // that both changed to different values, and stay as they are
	Problem error   // why it cannot be written
}

// changes is true where something is written.
func (c *Change) changes() bool { return c.Problem == nil && (c.New || c.Remove || c.Before > 0) }

// write is a planned change with what is needed to make it.
type write struct {
	Change
	photo   *library.Photo
	found   *store.Version   // what is there now; nil where there is nothing
	row     *catalog.Sidecar // what is remembered of it
	bytes   []byte           // that are to be there
	foreign bool             // another program made the file, and this one has not written into it yet
}

// writing is how sidecars are planned: the settings, and what is known of a folder.
type writing struct {
	set     Settings
	now     time.Time
	insist  bool // write over what both sides changed
	folders map[string]*listing
	bounds  *scan.Bounds
}

// listing gives what lies in a photo's folder, asked once.
func (w *writing) listing(dir string) (*listing, error) {
	if l := w.folders[dir]; l != nil {
		return l, nil
	}
	l, err := list(dir)
	if err == nil {
		w.folders[dir] = l
	}
	return l, err
}

// plan works out what writing one photo's decision does.
func (w *writing) plan(p *library.Photo, rows []catalog.Sidecar, asked []catalog.SidecarConflict, isOurs func(Field) bool) write {
	c := write{Change: Change{ID: p.ID, Photo: p.Path}, photo: p}
	l, err := w.listing(p.Folder())
	if err != nil {
		c.Path, c.Problem = p.Path, err
		return c
	}
	at, err := w.target(l, p)
	c.Path = at.path
	if err != nil {
		c.Problem = err
		return c
	}
	if at.path == "" {
		return w.planNew(c, l, p)
	}
	c.found, c.row = &at.version, rowOf(rows, at.path, at.version.Digest)
	c.foreign = c.row == nil || !c.row.Made && c.row.Written == nil
	b := baseOf(c.row)
	want, clashes := toWrite(p.Decision, &b, &at.said, isOurs, w.insist)
	for _, k := range asked { // that the person has not settled
		if v := valueOf(k.Field, at.said.Decision()); !w.insist && v != valueOf(k.Field, p.Decision) {
			want, clashes = with(k.Field, want, v), appendOnce(clashes, k.Field)
		}
	}
	c.Was, c.Will, c.Clashes = at.said.Decision(), want, clashes
	if c.Was == want && !gaveAny(isOurs) {
		return c // another program said all of it, and in its own way
	}
	if w.isDone(&c, p) {
		c.Remove, c.Before = true, len(at.version.Bytes)
		return c
	}
	c.bytes, c.Problem = sidecar.Write(at.version.Bytes, want, w.set.options(w.now))
	if c.Problem == nil && !bytes.Equal(c.bytes, at.version.Bytes) {
		c.Before, c.After = len(at.version.Bytes), len(c.bytes)
	}
	return c
}

// isDone is true for a file that this program made, that nobody changed since, and that
// has nothing more to say.
func (w *writing) isDone(c *write, p *library.Photo) bool {
	return c.row != nil && c.row.Made && c.row.Digest == c.found.Digest &&
		p.Decision == library.Decision{} && c.Will == library.Decision{}
}

// planNew plans a sidecar that there is not yet.
func (w *writing) planNew(c write, l *listing, p *library.Photo) write {
	c.Path = filepath.Join(p.Folder(), w.name(l, p))
	if p.Decision == (library.Decision{}) {
		return c
	}
	c.New, c.Will = true, p.Decision
	c.bytes, c.Problem = sidecar.New(strings.TrimPrefix(filepath.Ext(imagesOf(p)[0]), "."), p.Decision, w.set.options(w.now))
	c.After = len(c.bytes)
	return c
}

// target gives the sidecar into which a photo's decision is written: the only one that
// is the photo's, and of two that which the settings name. Its path is "" where there is
// none. The error is why it cannot be read: it is never written over then.
func (w *writing) target(l *listing, p *library.Photo) (reading, error) {
	var all []reading
	for _, s := range l.sourcesOf(p) {
		if s.embedded {
			continue
		}
		r := s.read(w.set.Labels.names())
		if isLink(s.path) { // also one that leads nowhere
			return r, store.ErrLink
		}
		switch {
		case isGone(r.problem):
		case r.problem != nil:
			return r, r.problem
		case l.belongs(&s, &r.said, p):
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return reading{}, nil
	}
	best := all[0]
	for _, r := range all[1:] {
		if r.full == w.wantsFull(l) && best.full != w.wantsFull(l) {
			best = r
		}
	}
	return best, nil
}

// wantsFull is true where sidecars are called by the whole name of the photo.
func (w *writing) wantsFull(l *listing) bool {
	return w.set.Naming == FullNaming || w.set.Naming == MatchNaming && l.full > l.stem
}

// maxName is the most bytes that a file system allows of a name.
const maxName = 255

// name is what a new sidecar is called. Where the stem is another photo's too, only the
// whole name says whose it is; one that would be too long says so inside.
func (w *writing) name(l *listing, p *library.Photo) string {
	image := filepath.Base(imagesOf(p)[0])
	stemName := sidecar.Name(image, sidecar.StemStyle)
	full := sidecar.Name(image, sidecar.FullStyle)
	isUsed := len(l.sidecars.near(image)) > 0
	if isUsed || (w.wantsFull(l) || !l.isAlone(p)) && len(full) <= maxName {
		return full
	}
	return stemName
}

func appendOnce(all []Field, f Field) []Field {
	for _, have := range all {
		if have == f {
			return all
		}
	}
	return append(all, f)
}

// newWriting gives how sidecars are planned now.
func (s *Sync) newWriting(ctx context.Context, insist bool) (*writing, error) {
	set, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	trees, err := s.cat.SidecarTrees(ctx)
	roots := slices.Clone(s.opts.Roots())
	for _, t := range trees {
		roots = append(roots, t.Folder)
	}
	return &writing{set: set, now: s.opts.Now(), insist: insist, folders: map[string]*listing{}, bounds: scan.NewBounds(roots)}, err
}

// Preview tells each of the sidecars that Write would change for photos, in their
// order, and changes nothing. It stops with the error of each or with ctx.
func (s *Sync) Preview(ctx context.Context, photos []library.Photo, each func(Change) error) error {
	return preview(ctx, s, photos, false, each)
}

// PreviewInsisting is Preview for WriteNow that writes over what clashes.
func (s *Sync) PreviewInsisting(ctx context.Context, photos []library.Photo, each func(Change) error) error {
	return preview(ctx, s, photos, true, each)
}

func preview(ctx context.Context, s *Sync, photos []library.Photo, insist bool, each func(Change) error) error {
	w, err := s.newWriting(ctx, insist)
	if err != nil {
		return err
	}
	known, err := knownOf(ctx, s.cat, photos)
	if err != nil {
		return err
	}
	for i := range photos {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if photos[i].Missing {
			continue
		}
		c, err := s.patiently(ctx, w, &photos[i], func(a *attempt) (write, error) { return s.plan(ctx, &a.writing, &photos[i], known), nil })
		if err != nil {
			return err
		}
		if c.isNews() && ctx.Err() == nil {
			if err := each(c.Change); err != nil {
				return err
			}
		}
	}
	return nil
}

// isNews is true for what a person should see of a plan.
func (c *write) isNews() bool { return c.changes() || c.Problem != nil || len(c.Clashes) > 0 }

// plan plans the writing of a photo's sidecar; on a card, or where a link leads out of
// the opened folders, that is a problem.
func (s *Sync) plan(ctx context.Context, w *writing, p *library.Photo, known known) write {
	c := w.plan(p, known.rows[p.ID], known.conflicts[p.ID], personGave(ctx, s.cat, p.ID))
	if !c.isNews() {
		return c
	}
	if err := s.checkCard(p.Path); err != nil {
		c.Problem = err
	} else if c.changes() {
		c.Problem = w.bounds.Check(p.Folder())
	}
	return c
}
