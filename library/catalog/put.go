package catalog

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
)

// PutFiles records files that a scan found, all or none, and gives their rows
// in the same order. A path that is new gets a row; a known one keeps its row,
// ID and decisions and is no longer missing. A changed size or time means other
// content: hash, width, height, problem and capture facts are cleared, for they
// told of the old one, and the problem is the file's.
func (c *Catalog) PutFiles(ctx context.Context, files []File) ([]library.Photo, error) {
	photos := make([]library.Photo, len(files))
	err := c.write(ctx, func(tx *sql.Tx) error {
		p, err := newPutter(ctx, tx)
		if err != nil {
			return err
		}
		defer p.close()
		for i := range files {
			if photos[i], err = p.put(ctx, files[i]); err != nil {
				return fmt.Errorf("recording %s: %w", library.Display(files[i].Path), err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return photos, nil
}

// findByPath hides its parameter in a subquery. SQLite plans a join again for
// every value of a parameter that it compares in the open, which takes four
// times as long as the search.
const findByPath = selectPhotos + "WHERE p.id = (SELECT id FROM photo WHERE path = ?)" + byPath

// forgetRead clears what reading a file told, but for the problem.
const forgetRead = `UPDATE photo SET hash = '', width = 0, height = 0, taken = '', camera = '', lens = '',
	exposure_ns = 0, f_number = 0, iso = 0, focal_mm = 0, orientation = 0, focus_x = NULL, focus_y = NULL,
	serial = '', bias_stops = 0, bracketing = '', focus_metres = 0`

// putter holds the statements that PutFiles repeats.
type putter struct {
	tx                         *sql.Tx
	find, insert, touch, reset *sql.Stmt
	dropMates, addMate         *sql.Stmt
}

func newPutter(ctx context.Context, tx *sql.Tx) (*putter, error) {
	p := &putter{tx: tx}
	// The touch writes nothing where nothing differs: a rescan of a hundred
	// thousand known files must not write a hundred thousand rows.
	for _, s := range []struct {
		to   **sql.Stmt
		text string
	}{
		{&p.find, findByPath},
		{&p.insert, `INSERT INTO photo (format, size, mtime_sec, mtime_nsec, device, inode, problem, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (path) DO NOTHING`},
		{&p.touch, `UPDATE photo SET format = ?1, size = ?2, mtime_sec = ?3, mtime_nsec = ?4, device = ?5, inode = ?6, missing = 0
			WHERE id = ?7 AND (format, size, mtime_sec, mtime_nsec, device, inode, missing) IS NOT (?1, ?2, ?3, ?4, ?5, ?6, 0)`},
		{&p.reset, forgetRead + `, problem = ? WHERE id = ?`},
		{&p.dropMates, `DELETE FROM companion WHERE photo_id = ?`},
		{&p.addMate, `INSERT INTO companion (photo_id, place, path, kind) VALUES (?, ?, ?, ?)`},
	} {
		stmt, err := tx.PrepareContext(ctx, s.text)
		if err != nil {
			p.close()
			return nil, err
		}
		*s.to = stmt
	}
	return p, nil
}

// close frees the statements; the transaction's end would do it too, and an
// error here can lose nothing.
func (p *putter) close() {
	for _, s := range []*sql.Stmt{p.find, p.insert, p.touch, p.reset, p.dropMates, p.addMate} {
		if s != nil {
			_ = s.Close()
		}
	}
}

// photoAt gives the photo at a clean path, ok false when there is none.
func (p *putter) photoAt(ctx context.Context, path string) (ph library.Photo, ok bool, err error) {
	rows, err := p.find.QueryContext(ctx, []byte(path))
	if err != nil {
		return library.Photo{}, false, err
	}
	photos, err := collectPhotos(rows)
	if err != nil || len(photos) == 0 {
		return library.Photo{}, false, err
	}
	return photos[0], true, nil
}

// put writes one file and gives its row.
func (p *putter) put(ctx context.Context, f File) (library.Photo, error) {
	path, err := cleanPath(f.Path)
	if err != nil {
		return library.Photo{}, err
	}
	f.Path = path
	// Most files are new: to ask for each first took a third of the time.
	photo, added, err := p.add(ctx, f)
	if err != nil || added {
		return photo, err
	}
	photo, _, err = p.photoAt(ctx, path)
	if err != nil {
		return library.Photo{}, err
	}
	return p.renew(ctx, photo, f)
}

// columns are the values that insert and touch share.
func (f *File) columns() []any {
	sec, nsec := stamp(f.ModTime)
	// SQLite's integers are signed; the bits are what matters.
	return []any{string(f.Format), f.Size, sec, nsec, int64(f.Identity.Device), int64(f.Identity.Inode)}
}

// add makes a row, unless there is one of that path.
func (p *putter) add(ctx context.Context, f File) (photo library.Photo, added bool, err error) {
	problem, err := messageText(f.Problem)
	if err != nil {
		return photo, false, err
	}
	res, err := p.insert.ExecContext(ctx, append(f.columns(), problem, []byte(f.Path))...)
	if err != nil {
		return photo, false, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return photo, false, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return photo, false, err
	}
	photo = library.Photo{
		ID: library.ID(id), Path: f.Path, Format: f.Format, Size: f.Size, ModTime: f.ModTime,
		Companions: slices.Clone(f.Companions), Problem: f.Problem,
	}
	return photo, true, p.writeMates(ctx, &photo)
}

// renew brings a known photo's row up to date with the file at its path.
func (p *putter) renew(ctx context.Context, photo library.Photo, f File) (library.Photo, error) {
	if !sameContent(&photo, &f) {
		problem, err := messageText(f.Problem)
		if err != nil {
			return photo, err
		}
		if _, err := p.reset.ExecContext(ctx, problem, int64(photo.ID)); err != nil {
			return photo, err
		}
		photo.Hash, photo.Width, photo.Height, photo.Problem, photo.Damage = "", 0, 0, f.Problem, library.Message{}
		photo.Capture = library.Capture{}
	}
	if _, err := p.touch.ExecContext(ctx, append(f.columns(), int64(photo.ID))...); err != nil {
		return photo, err
	}
	photo.Format, photo.Size, photo.ModTime, photo.Missing = f.Format, f.Size, f.ModTime, false
	if slices.Equal(photo.Companions, f.Companions) {
		return photo, nil
	}
	if _, err := p.dropMates.ExecContext(ctx, int64(photo.ID)); err != nil {
		return photo, err
	}
	photo.Companions = slices.Clone(f.Companions)
	return photo, p.writeMates(ctx, &photo)
}

func (p *putter) writeMates(ctx context.Context, photo *library.Photo) error {
	for i, m := range photo.Companions {
		if _, err := p.addMate.ExecContext(ctx, int64(photo.ID), i, []byte(m.Path), string(m.Kind)); err != nil {
			return err
		}
	}
	return nil
}
