package sidecars

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/lowpriority"
	"keeplight.app/keeplight/library/sidecar"
)

// readLoop looks at what comes into the inbox until ctx ends.
func (s *Sync) readLoop(ctx context.Context) error {
	for {
		wait, ok := s.reads.ripe(time.Now())
		var due <-chan time.Time
		if ok {
			if wait == 0 {
				if err := s.lookAll(ctx, s.reads.take()); err != nil {
					return err
				}
				continue
			}
			due = time.After(wait)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.reads.wake:
		case <-due:
		}
	}
}

// lookAll looks at photos, folder by folder. An error is the catalogue's; an end of ctx
// is none.
func (s *Sync) lookAll(ctx context.Context, ids []library.ID) error {
	photos, err := s.cat.PhotosByID(ctx, ids)
	folders := map[string][]library.Photo{}
	for _, p := range photos {
		if !p.Missing {
			folders[p.Folder()] = append(folders[p.Folder()], p)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		if err == nil && ctx.Err() == nil {
			err = s.lookFolder(ctx, dir, folders[dir])
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// lookFolder looks at photos of one folder and stores what their sidecars say.
func (s *Sync) lookFolder(ctx context.Context, dir string, photos []library.Photo) error {
	release, err := s.takeFolder(ctx, dir, func() {})
	switch {
	case errors.Is(err, answer.ErrNone):
		lookLater(s, photos)
		return nil
	case err != nil:
		return err
	}
	defer release()
	set, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	known, err := knownOf(ctx, s.cat, photos)
	if err != nil {
		return err
	}
	looks, err := answer.WithBeat(ctx, &s.asked, dir, s.silence, func(beat func()) ([]*look, error) {
		return s.lookIn(ctx, dir, photos, &known, set.Labels.names(), beat)
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, answer.ErrNone):
		lookLater(s, photos)
		return nil
	case err != nil:
		return nil //nolint:nilerr // who reads the folder tells of it
	}
	take, done, asks := s.takeOf(dir, looks)
	if len(take.Sidecars)+len(take.Gone) > 0 {
		if err := s.store(ctx, take, &done); err != nil {
			return err
		}
	}
	if len(done.Photos) > 0 || len(done.Unread) > 0 || asks {
		s.events.tell(Event{Import: &done, Conflicts: asks})
	}
	return nil
}

// lookLater has photos of a folder that does not answer looked at again.
func lookLater(s *Sync, photos []library.Photo) {
	s.reads.addLater(idsOf(photos), time.Now(), s.silence)
}

// lookIn asks the file system about photos of one folder, with a beat for each, on a
// goroutine that was started for it alone.
func (s *Sync) lookIn(ctx context.Context, dir string, photos []library.Photo, known *known, labels sidecar.LabelNames, beat func()) (looks []*look, err error) {
	lowpriority.Thread() // photos are listed, painted and read first
	l, err := list(dir)
	if err != nil {
		return nil, err
	}
	for i := range photos {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		beat()
		p := &photos[i]
		if k := lookAt(l, p, known.rows[p.ID], known.conflicts[p.ID], labels, personGave(ctx, s.cat, p.ID)); k != nil {
			looks = append(looks, k)
		}
	}
	return looks, nil
}

func idsOf(photos []library.Photo) []library.ID {
	ids := make([]library.ID, len(photos))
	for i := range photos {
		ids[i] = photos[i].ID
	}
	return ids
}

// known is what the catalogue remembers of photos' sidecars.
type known struct {
	rows      map[library.ID][]catalog.Sidecar
	conflicts map[library.ID][]catalog.SidecarConflict
}

func knownOf(ctx context.Context, cat *catalog.Catalog, photos []library.Photo) (k known, err error) {
	ids := idsOf(photos)
	if k.rows, err = cat.Sidecars(ctx, ids); err != nil {
		return k, err
	}
	all, err := cat.SidecarConflicts(ctx, ids)
	k.conflicts = map[library.ID][]catalog.SidecarConflict{}
	for _, c := range all {
		k.conflicts[c.ID] = append(k.conflicts[c.ID], c)
	}
	return k, err
}

// takeOf gathers what a folder's photos take over; asks is true where that changes
// their conflicts.
func (s *Sync) takeOf(dir string, looks []*look) (take catalog.SidecarTake, done Import, asks bool) {
	take = catalog.SidecarTake{Folder: dir, Words: map[library.ID]library.Metadata{}}
	done = Import{Folder: dir}
	programs := map[string]bool{}
	for _, k := range looks {
		done.Unread = append(done.Unread, newlyUnread(s, k)...)
		rows, news := k.remembered()
		if !news {
			continue
		}
		take.Sidecars = append(take.Sidecars, rows...)
		take.Conflicts = append(take.Conflicts, k.conflicts...)
		asks = asks || !slices.Equal(k.known, k.conflicts)
		take.Gone = append(take.Gone, k.gone()...)
		if k.mark != nil {
			take.Marks = append(take.Marks, *k.mark)
			programs[k.mark.By] = true
			done.Decided++
		}
		if m := k.words(); !sameWords(&m, &k.photo.Metadata) {
			take.Words[k.photo.ID] = m
			done.Described++
		}
	}
	done.Programs = slices.Sorted(maps.Keys(programs))
	take.Origin = originOf(done.Programs)
	return take, done, asks
}

// newlyUnread gives a photo's sidecars that cannot be read and were not told of as they
// are.
func newlyUnread(s *Sync, k *look) (news []Unread) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range k.readings {
		delete(s.unread, k.readings[i].path)
	}
	for _, u := range k.unread {
		if was := s.unread[u.Path]; was != u.Reason.Error() {
			s.unread[u.Path] = u.Reason.Error()
			news = append(news, u)
		}
	}
	return news
}

// store stores what was taken over, in its turn among the person's decisions.
func (s *Sync) store(ctx context.Context, take catalog.SidecarTake, done *Import) error {
	type answer struct {
		photos []library.Photo
		err    error
	}
	answered := make(chan answer, 1)
	do := func(ctx context.Context) ([]library.Photo, bool, error) {
		photos, step, err := s.cat.TakeSidecars(ctx, take)
		answered <- answer{photos, err}
		return photos, step, err
	}
	if len(take.Marks) == 0 && len(take.Words) == 0 {
		go func() { _, _, _ = do(ctx) }() // nobody needs to hear of it; a decision may wait for the transaction
	} else {
		s.opts.Door(do)
	}
	select {
	case got := <-answered:
		done.Photos = got.photos
		if got.err != nil {
			return fmt.Errorf("reading the sidecars of %s: %w", library.Display(take.Folder), got.err)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func sameWords(a, b *library.Metadata) bool {
	return a.Title == b.Title && a.Caption == b.Caption && a.Label == b.Label && slices.Equal(a.Keywords, b.Keywords)
}
