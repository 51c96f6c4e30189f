package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/leftout"
)

// destinationsKey is the setting that holds the folders of exported copies.
const destinationsKey = "destinations"

// Destinations gives the folders that hold nothing but exported copies, in
// order. They are no sources: reading a folder around them leaves them out.
func (c *Catalog) Destinations(ctx context.Context) ([]string, error) {
	return destinations(ctx, c.r)
}

func destinations(ctx context.Context, q querier) ([]string, error) {
	var list library.Paths
	_, err := readSetting(ctx, q, destinationsKey, &list)
	if errors.Is(err, ErrDamagedRow) {
		return nil, nil // Check tells of it; photos too many are better than none
	}
	return list, err
}

// AddDestinations notes folders, which are absolute, as destinations. One that
// lies in another needs no note of its own. One in which a photo is known,
// missing or not, is refused with ErrKnownPhotos, because the photo would vanish
// from view; the others are noted all the same.
func (c *Catalog) AddDestinations(ctx context.Context, folders ...string) error {
	var refused error
	err := c.changeDestinations(ctx, func(tx *sql.Tx, list []string) ([]string, error) {
		for _, folder := range folders {
			folder, err := cleanPath(folder)
			if err != nil {
				return nil, err
			}
			known, err := holdsPhotos(ctx, tx, folder)
			switch {
			case err != nil:
				return nil, err
			case slices.ContainsFunc(list, func(d string) bool { return library.Below(folder, d) }):
			case known:
				refused = errors.Join(refused, fmt.Errorf("%s: %w", library.Display(folder), ErrKnownPhotos))
			default:
				list = slices.DeleteFunc(list, func(d string) bool { return library.Below(d, folder) })
				list = append(list, folder)
			}
		}
		return list, nil
	})
	return errors.Join(err, refused)
}

// ForgetDestinations takes folders off the list: they are read like any other.
func (c *Catalog) ForgetDestinations(ctx context.Context, folders ...string) error {
	if len(folders) == 0 {
		return nil
	}
	return c.changeDestinations(ctx, func(_ *sql.Tx, list []string) ([]string, error) {
		return slices.DeleteFunc(list, func(d string) bool { return slices.Contains(folders, d) }), nil
	})
}

// changeDestinations reads, changes and stores the list in one transaction.
func (c *Catalog) changeDestinations(ctx context.Context, change func(*sql.Tx, []string) ([]string, error)) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		list, err := destinations(ctx, tx)
		if err != nil {
			return err
		}
		if list, err = change(tx, list); err != nil {
			return err
		}
		slices.Sort(list)
		return writeSetting(ctx, tx, destinationsKey, library.Paths(list))
	})
	if err != nil {
		return fmt.Errorf("noting the folders of exports: %w", err)
	}
	return nil
}

// holdsPhotos is true when the catalogue knows a photo below the folder.
func holdsPhotos(ctx context.Context, q querier, folder string) (known bool, err error) {
	prefix := prefixes([]string{folder})[0]
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM photo WHERE path >= ? AND path < ?)`,
		[]byte(prefix), after(prefix)).Scan(&known)
	return known, err
}

// PhotosOf gives the photos below a folder as Photos does, those apart that lie
// in a destination inside it, or in a folder of another program (library/leftout).
// One of these that is named itself is a folder like any other.
func (c *Catalog) PhotosOf(ctx context.Context, folder string) ([]library.Photo, error) {
	var all [][]library.Photo
	err := c.PiecesOf(ctx, folder, photosAtOnce, func(piece []library.Photo) error {
		all = append(all, piece)
		return nil
	})
	return slices.Concat(all...), err
}

// PiecesOf gives the photos of PhotosOf while they are read, in order, at most n at a
// time. A piece belongs to who gets it. take may ask the catalogue, but not change it
// and wait; its error ends the reading and is given.
func (c *Catalog) PiecesOf(ctx context.Context, folder string, n int, take func([]library.Photo) error) error {
	list, err := c.Destinations(ctx)
	if err != nil {
		return err
	}
	inside := Inside(list, folder)
	var judge leftout.Judge
	prefix := prefixes([]string{folder})[0]
	rows, err := c.r.QueryContext(ctx, selectPhotos+inFolder+byPath, []byte(prefix), after(prefix))
	if err != nil {
		return fmt.Errorf("reading photos: %w", explain(err))
	}
	return piecesOf(rows, n, func(piece []library.Photo) error {
		piece = slices.DeleteFunc(piece, func(p library.Photo) bool {
			return judge.OnTheWay(folder, p.Path, false) || slices.ContainsFunc(inside, func(d string) bool { return library.Below(p.Path, d) })
		})
		if len(piece) == 0 {
			return nil
		}
		return take(piece)
	})
}

// Inside gives the destinations that are left out when a folder is read: those
// that neither are it nor hold it.
func Inside(destinations []string, folder string) []string {
	var inside []string
	for _, d := range destinations {
		if !library.Below(folder, d) {
			inside = append(inside, d)
		}
	}
	return inside
}
