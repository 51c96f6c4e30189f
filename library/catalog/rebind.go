package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
)

// Rebind gives a missing photo the file where it was found again; its ID and
// decisions stay. A row that the new path already has is merged away if the
// person never decided about it, and what was read from the file is kept.
//
// Errors: ErrUnknownPhoto; ErrNotMissing; ErrConflict when the person decided
// about the row at the new path, now or in a step that undo or redo can reach.
func (c *Catalog) Rebind(ctx context.Context, lost library.ID, file File) (library.Photo, error) {
	var photo library.Photo
	err := c.write(ctx, func(tx *sql.Tx) error {
		p, err := newPutter(ctx, tx)
		if err != nil {
			return err
		}
		defer p.close()
		photo, err = p.rebind(ctx, lost, file)
		return err
	})
	if err != nil {
		return library.Photo{}, fmt.Errorf("finding a missing photo again at %s: %w", library.Display(file.Path), err)
	}
	return photo, nil
}

func (p *putter) rebind(ctx context.Context, lost library.ID, f File) (library.Photo, error) {
	path, err := cleanPath(f.Path)
	if err != nil {
		return library.Photo{}, err
	}
	f.Path = path
	photo, err := photoByID(ctx, p.tx, lost)
	if err != nil {
		return photo, err
	}
	if !photo.Missing {
		return photo, ErrNotMissing
	}
	fresh, there, err := p.photoAt(ctx, path)
	if err != nil {
		return photo, err
	}
	there = there && fresh.ID != lost
	if there {
		if err := p.remove(ctx, fresh); err != nil {
			return photo, err
		}
	}
	if err := run(ctx, p.tx, `UPDATE photo SET path = ? WHERE id = ?`, []byte(path), int64(lost)); err != nil {
		return photo, err
	}
	photo.Path = path
	if photo, err = p.renew(ctx, photo, f); err != nil {
		return photo, err
	}
	if there && fresh.Hash != "" && sameContent(&fresh, &f) {
		return p.takeFacts(ctx, photo, fresh)
	}
	return photo, nil
}

// remove takes away a row that no decision of the person's hangs on.
func (p *putter) remove(ctx context.Context, photo library.Photo) error {
	decided, err := hasOwnDecision(ctx, p.tx, photo.ID)
	if err != nil {
		return err
	}
	if decided {
		return ErrConflict
	}
	if err := forgetSidecars(ctx, p.tx, photo.ID); err != nil {
		return err
	}
	return run(ctx, p.tx, `DELETE FROM photo WHERE id = ?`, int64(photo.ID))
}

// takeFacts gives photo what was read from the file through another row.
func (p *putter) takeFacts(ctx context.Context, photo, from library.Photo) (library.Photo, error) {
	r := Read{
		ID: photo.ID, Hash: from.Hash, Width: from.Width, Height: from.Height,
		Capture: from.Capture, Problem: from.Problem, Damage: from.Damage,
	}
	stmt, err := p.tx.PrepareContext(ctx, setRead)
	if err != nil {
		return photo, err
	}
	if err := errors.Join(r.write(ctx, stmt), stmt.Close()); err != nil {
		return photo, err
	}
	photo.Hash, photo.Width, photo.Height = r.Hash, r.Width, r.Height
	photo.Capture, photo.Problem, photo.Damage = r.Capture, r.Problem, r.Damage
	return photo, nil
}

// Exchange is for a photo whose file was given the name that another photo had:
// moved gets the path of displaced, which gets moved's old one. Both count as
// missing until PutFiles finds a file there, and both keep their IDs, decisions
// and what was read. Errors: ErrUnknownPhoto.
func (c *Catalog) Exchange(ctx context.Context, moved, displaced library.ID) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		a, err := photoByID(ctx, tx, moved)
		if err != nil {
			return err
		}
		b, err := photoByID(ctx, tx, displaced)
		if err != nil {
			return err
		}
		// No two rows may have one path, not even for a moment; no file has this one.
		for _, step := range []struct {
			id   library.ID
			path string
		}{{a.ID, "\x00"}, {b.ID, a.Path}, {a.ID, b.Path}} {
			err := run(ctx, tx, `UPDATE photo SET path = ?, missing = 1 WHERE id = ?`, []byte(step.path), int64(step.id))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("exchanging the paths of two photos: %w", err)
	}
	return nil
}
