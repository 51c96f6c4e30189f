package catalog

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// SidecarTake is what is taken over from the sidecars of one folder.
type SidecarTake struct {
	Folder    string // absolute
	Origin    library.Origin
	Marks     []TakenMark
	Words     map[library.ID]library.Metadata
	Sidecars  []Sidecar         // as they were read
	Gone      []Sidecar         // that are there no more, by photo and path
	Conflicts []SidecarConflict // all that there are now of the photos of Sidecars and Gone
}

// TakenMark is what a sidecar says of a photo, and what was decided of it when that
// was compared.
type TakenMark struct {
	Mark
	Was  library.Decision
	Path string // of the sidecar
	By   string // the program that wrote it, "" where it does not say
}

// TakeSidecars stores what sidecars say, with the sidecars themselves, in one
// transaction: decisions as one undo step, which is true in step and of which nothing
// is queued to be written back; words without one. A field that the person decided
// since it was compared becomes a conflict and stays as it is. It gives the photos that
// changed, ordered by the bytes of their paths.
//
// Errors, after which nothing is stored: ErrUnknownPhoto, ErrInvalidMark,
// ErrInvalidValue.
func (c *Catalog) TakeSidecars(ctx context.Context, t SidecarTake) (photos []library.Photo, step bool, err error) {
	for i := range t.Marks {
		if err := t.Marks[i].check(); err != nil {
			return nil, false, err
		}
	}
	err = c.write(ctx, func(tx *sql.Tx) error {
		photos, step, err = c.takeSidecars(ctx, tx, t)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("storing what sidecars say: %w", err)
	}
	return photos, step, nil
}

func (c *Catalog) takeSidecars(ctx context.Context, tx *sql.Tx, t SidecarTake) ([]library.Photo, bool, error) {
	changes, late, err := planTake(ctx, tx, t.Marks)
	if err != nil {
		return nil, false, err
	}
	ids := map[library.ID]bool{}
	for id := range t.Words {
		ids[id] = true
		if err := writeMetadata(ctx, tx, id, t.Words[id]); err != nil {
			return nil, false, err
		}
	}
	if len(changes) > 0 {
		s := library.Step{Kind: library.MarksStep, Origin: t.Origin, Message: describeTake(t.Folder, changes)}
		err := c.makeStep(ctx, tx, s, len(changes), func(id int64) error { return writeChanges(ctx, tx, id, changes) })
		if err != nil {
			return nil, false, err
		}
	}
	for i := range changes {
		ids[changes[i].photo.ID] = true
	}
	var read []library.ID
	for i := range t.Sidecars {
		read = append(read, t.Sidecars[i].ID)
	}
	for i := range t.Gone {
		read = append(read, t.Gone[i].ID)
		err := run(ctx, tx, `DELETE FROM sidecar WHERE photo_id = ? AND path = ?`, int64(t.Gone[i].ID), []byte(t.Gone[i].Path))
		if err != nil {
			return nil, false, err
		}
	}
	if err := putConflicts(ctx, tx, read, append(slices.Clone(t.Conflicts), late...)); err != nil {
		return nil, false, err
	}
	if err := putSidecars(ctx, tx, t.Sidecars); err != nil {
		return nil, false, err
	}
	list, err := idList(slices.Sorted(maps.Keys(ids)))
	if err != nil {
		return nil, false, err
	}
	photos, err := photoRows(ctx, tx, `WHERE p.id IN (SELECT value FROM json_each(?))`+byPath, list)
	return photos, len(changes) > 0, err
}

// planTake finds what the marks change of photos as they are now, and which fields
// were decided otherwise meanwhile.
func planTake(ctx context.Context, tx *sql.Tx, taken []TakenMark) (changes []change, late []SidecarConflict, err error) {
	marks := make([]Mark, len(taken))
	for i := range taken {
		marks[i] = taken[i].Mark
	}
	now, err := markedPhotos(ctx, tx, marks)
	if err != nil {
		return nil, nil, err
	}
	for i := range taken {
		t, m := &taken[i], &marks[i]
		d, want := now[m.ID].Decision, m.apply(now[m.ID].Decision)
		for _, f := range []DecisionField{FlagField, RatingField, LabelField} {
			is := f.number(d)
			if is == f.number(t.Was) || is == f.number(want) {
				continue
			}
			late = append(late, SidecarConflict{ID: m.ID, Field: f, Theirs: f.decision(f.number(want)), Path: t.Path, Program: t.By})
			m.leave(f)
		}
	}
	changes, err = plan(now, marks)
	return changes, late, err
}

// leave takes a field out of a mark.
func (m *Mark) leave(f DecisionField) {
	switch f {
	case FlagField:
		m.Flag = nil
	case RatingField:
		m.Rating = nil
	case LabelField:
		m.Label = nil
	}
}

// describeTake says what was read from where.
func describeTake(folder string, changes []change) library.Message {
	if len(changes) == 1 {
		return message.New(message.SidecarOne, message.Text("name", library.Display(changes[0].photo.Name())))
	}
	return message.New(message.SidecarMany,
		message.Count("count", float64(len(changes))), message.Text("folder", library.Display(folder)))
}
