package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"

	"keeplight.app/keeplight/library"
)

// Lost is a photo that may have to be found again, with the file system's own
// name for its file, which finds also what was moved before its image data was
// ever read.
type Lost struct {
	library.Photo
	Identity FileIdentity
}

// Identities gives the file system's own names, as far as known, for the files
// of the photos that Photos gives for the same folders.
func (c *Catalog) Identities(ctx context.Context, folders []string) (map[library.ID]FileIdentity, error) {
	all := map[library.ID]FileIdentity{}
	for _, prefix := range prefixes(folders) {
		below, err := identitiesWhere(ctx, c.r, "p.path >= ? AND p.path < ?", []byte(prefix), after(prefix))
		if err != nil {
			return nil, fmt.Errorf("reading which files the photos are: %w", err)
		}
		maps.Copy(all, below)
	}
	return all, nil
}

// Missing gives all missing photos, ordered by the bytes of their paths.
func (c *Catalog) Missing(ctx context.Context) ([]Lost, error) {
	return lostRows(ctx, c.r, "p.missing = 1")
}

// What the person, or a sidecar, said of a photo p.
const (
	hasMarks    = `(p.flag, p.rating, p.label) IS NOT (0, 0, 0)`
	hasMetadata = `(p.rotation, p.title, p.caption, p.keywords, p.foreign_label) IS NOT (0, '', '', '', '')`
)

// isDecided is true for a row p that the person decided about, now or in a step
// that undo or redo can reach.
const isDecided = `(` + hasMarks + ` OR ` + hasMetadata + ` OR EXISTS (SELECT 1 FROM change WHERE photo_id = p.id)
	OR EXISTS (SELECT 1 FROM step_photo WHERE photo_id = p.id)
	OR EXISTS (SELECT 1 FROM group_correction WHERE photo_id = p.id OR other_id = p.id)
	OR p.id IN (` + joinedInSteps + `))`

// isOwnDecision is true for a row p that the person decided about. What sidecars said
// of a file is read again where the file turns up, and is nothing to keep a row for.
const isOwnDecision = `((` + hasMarks + ` AND NOT EXISTS (SELECT 1 FROM change WHERE photo_id = p.id)) OR p.rotation <> 0
	OR (` + hasMetadata + ` AND NOT EXISTS (SELECT 1 FROM sidecar WHERE photo_id = p.id))
	OR EXISTS (SELECT 1 FROM change ch JOIN step s ON s.id = ch.step_id WHERE ch.photo_id = p.id AND s.origin NOT LIKE 'sidecar:%')
	OR EXISTS (SELECT 1 FROM step_photo WHERE photo_id = p.id)
	OR EXISTS (SELECT 1 FROM group_correction WHERE photo_id = p.id OR other_id = p.id)
	OR p.id IN (` + joinedInSteps + `))`

// joinedInSteps gives the photos with which steps joined others, or did before
// they were undone. It hangs on no other row, so SQLite looks once a statement.
const joinedInSteps = `SELECT json_extract(v.value, '$.other') FROM step s JOIN step_photo sp ON sp.step_id = s.id
	JOIN json_each(json_array(sp.before_value, sp.after_value)) v
	WHERE s.kind = 'grouping' AND CASE WHEN json_valid(v.value) THEN json_extract(v.value, '$.other') END > 0`

// DecidedLike gives the photos that the person decided about and that are not
// known to be missing, whose image data has one of the hashes or whose file was
// one of the identities, ordered by the bytes of their paths. A folder that was
// moved leaves such rows, for as long as its old place is not read.
func (c *Catalog) DecidedLike(ctx context.Context, hashes []library.Hash, identities []FileIdentity) ([]Lost, error) {
	pairs := make([][2]int64, len(identities))
	for i, d := range identities {
		pairs[i] = [2]int64{int64(d.Device), int64(d.Inode)}
	}
	files, err := json.Marshal(pairs)
	if err != nil {
		return nil, fmt.Errorf("listing files: %w", err)
	}
	data, err := json.Marshal(append([]library.Hash{}, hashes...))
	if err != nil {
		return nil, fmt.Errorf("listing image data: %w", err)
	}
	return lostRows(ctx, c.r, `p.missing = 0 AND `+isDecided+` AND p.id IN (
		SELECT id FROM photo WHERE hash <> '' AND hash IN (SELECT value FROM json_each(?))
		UNION SELECT photo.id FROM json_each(?) j CROSS JOIN photo
			ON photo.device = json_extract(j.value, '$[0]') AND photo.inode = json_extract(j.value, '$[1]'))`,
		string(data), string(files))
}

// lostRows gives the photos for which where is true.
func lostRows(ctx context.Context, q querier, where string, args ...any) ([]Lost, error) {
	identities, err := identitiesWhere(ctx, q, where, args...)
	if err != nil || len(identities) == 0 {
		return nil, err
	}
	photos, err := photoRows(ctx, q, "WHERE "+where+byPath, args...)
	lost := make([]Lost, len(photos))
	for i, p := range photos {
		lost[i] = Lost{Photo: p, Identity: identities[p.ID]}
	}
	return lost, err
}

func identitiesWhere(ctx context.Context, q querier, where string, args ...any) (map[library.ID]FileIdentity, error) {
	identities := map[library.ID]FileIdentity{}
	err := query(ctx, q, func(s scanner) error {
		var id, device, inode int64
		if err := s.Scan(&id, &device, &inode); err != nil {
			return err
		}
		identities[library.ID(id)] = FileIdentity{Device: uint64(device), Inode: uint64(inode)}
		return nil
	}, "SELECT p.id, p.device, p.inode FROM photo p WHERE "+where, args...)
	return identities, err
}

// SetGone is SetMissing for photos that are still at the paths where their files
// are no more, and gives those: another folder's reader may have found one of
// them again meanwhile.
func (c *Catalog) SetGone(ctx context.Context, paths map[library.ID]string) ([]library.ID, error) {
	var gone []library.ID
	err := c.write(ctx, func(tx *sql.Tx) error {
		gone = nil
		stmt, err := tx.PrepareContext(ctx, `UPDATE photo SET missing = 1 WHERE id = ? AND path = ?`)
		if err != nil {
			return err
		}
		defer stmt.Close()
		for _, id := range slices.Sorted(maps.Keys(paths)) {
			res, err := stmt.ExecContext(ctx, int64(id), []byte(paths[id]))
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			if n > 0 {
				gone = append(gone, id)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("recording missing photos: %w", err)
	}
	return gone, nil
}

// TakeOver gives a photo that nobody decided about the decision, rotation and
// words of a photo with the same image data, which keeps them too: its drive may only be away. It makes
// no undo step, for it is nothing that the person did last.
//
// Errors: ErrUnknownPhoto; ErrConflict when the person decided about the photo,
// or the two show different pictures.
func (c *Catalog) TakeOver(ctx context.Context, from, to library.ID) (library.Photo, error) {
	var photo library.Photo
	err := c.write(ctx, func(tx *sql.Tx) error {
		source, err := photoByID(ctx, tx, from)
		if err != nil {
			return err
		}
		if photo, err = photoByID(ctx, tx, to); err != nil {
			return err
		}
		decided, err := hasOwnDecision(ctx, tx, to)
		if err != nil {
			return err
		}
		if decided || photo.Hash == "" || photo.Hash != source.Hash {
			return ErrConflict
		}
		if err := forgetSidecars(ctx, tx, to); err != nil {
			return err
		}
		photo.Decision, photo.Rotation, photo.Metadata = source.Decision, source.Rotation, source.Metadata
		err = run(ctx, tx, `UPDATE photo SET (flag, rating, label, rotation, title, caption, keywords, foreign_label) =
			(SELECT flag, rating, label, rotation, title, caption, keywords, foreign_label FROM photo WHERE id = ?) WHERE id = ?`,
			int64(from), int64(to))
		if err != nil {
			return err
		}
		return queueSidecars(ctx, tx, `SELECT ?1`, int64(to))
	})
	if err != nil {
		return library.Photo{}, fmt.Errorf("taking over the decision on a photo that is gone: %w", err)
	}
	return photo, nil
}

func hasDecision(ctx context.Context, tx *sql.Tx, id library.ID) (decided bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM photo p WHERE p.id = ? AND `+isDecided+`)`, int64(id)).Scan(&decided)
	return decided, err
}

// hasOwnDecision is hasDecision without what sidecars said.
func hasOwnDecision(ctx context.Context, tx *sql.Tx, id library.ID) (decided bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM photo p WHERE p.id = ? AND `+isOwnDecision+`)`, int64(id)).Scan(&decided)
	return decided, err
}

// forgetSidecars takes back what sidecars said of a photo, with its place in the
// journal: they are read again.
func forgetSidecars(ctx context.Context, tx *sql.Tx, id library.ID) error {
	for _, text := range []string{
		`DELETE FROM change WHERE photo_id = ? AND step_id IN (SELECT id FROM step WHERE origin LIKE 'sidecar:%')`,
		`DELETE FROM sidecar WHERE photo_id = ?`,
		`DELETE FROM sidecar_conflict WHERE photo_id = ?`,
	} {
		if err := run(ctx, tx, text, int64(id)); err != nil {
			return err
		}
	}
	return nil
}

// asideFolder holds no file. Hidden folders are never scanned, so that no photo
// can be found at a path in it.
const asideFolder = ".keeplight-replaced"

// SetAside frees the path of a photo whose file was overwritten by another
// photo. Its row becomes missing and keeps its ID, its decision and what was
// read, so that the picture is known again where it turns up; its path is then
// one below the same folder at which no file ever is. Where nobody decided about
// the photo there is nothing to keep: ok is false and nothing changes.
//
// Errors: ErrUnknownPhoto.
func (c *Catalog) SetAside(ctx context.Context, id library.ID) (photo library.Photo, ok bool, err error) {
	err = c.write(ctx, func(tx *sql.Tx) error {
		if photo, err = photoByID(ctx, tx, id); err != nil {
			return err
		}
		if ok, err = hasDecision(ctx, tx, id); err != nil || !ok {
			return err
		}
		photo.Path = filepath.Join(photo.Folder(), asideFolder, strconv.FormatInt(int64(id), 10), photo.Name())
		photo.Missing, photo.Companions = true, nil
		if err := run(ctx, tx, `UPDATE photo SET path = ?, missing = 1 WHERE id = ?`, []byte(photo.Path), int64(id)); err != nil {
			return err
		}
		return run(ctx, tx, `DELETE FROM companion WHERE photo_id = ?`, int64(id))
	})
	if err != nil {
		return library.Photo{}, false, fmt.Errorf("keeping the decision on a photo that was overwritten: %w", err)
	}
	return photo, ok, nil
}
