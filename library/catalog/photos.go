package catalog

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// selectPhotos gives one row for each companion of a photo, at least one.
const selectPhotos = `
SELECT p.id, p.path, p.format, p.size, p.mtime_sec, p.mtime_nsec, p.hash, p.width, p.height,
       p.missing, p.problem, p.taken, p.camera, p.lens, p.exposure_ns, p.f_number, p.iso,
       p.focal_mm, p.orientation, p.focus_x, p.focus_y, p.serial, p.bias_stops, p.bracketing, p.focus_metres,
       p.flag, p.rating, p.label, ` + metadataColumn + `, c.path, c.kind
FROM photo p LEFT JOIN companion c ON c.photo_id = p.id `

// metadataColumn holds what most photos do not have in one column, NULL for
// nothing: each further column costs every photo of every list.
const metadataColumn = `CASE WHEN p.rotation <> 0 OR p.title <> '' OR p.caption <> '' OR p.keywords <> '' OR p.foreign_label <> ''
       THEN json_array(p.rotation, p.title, p.caption, p.keywords, p.foreign_label) END`

const byPath = ` ORDER BY p.path, c.place`

// photoRows reads the photos that the rest of a query selects.
func photoRows(ctx context.Context, q querier, rest string, args ...any) ([]library.Photo, error) {
	rows, err := q.QueryContext(ctx, selectPhotos+rest, args...)
	if err != nil {
		return nil, fmt.Errorf("reading photos: %w", explain(err))
	}
	return collectPhotos(rows)
}

// collectPhotos reads and closes the answer to a query that begins with
// selectPhotos and gives a photo's rows one after the other.
func collectPhotos(rows *sql.Rows) ([]library.Photo, error) {
	var all [][]library.Photo
	err := piecesOf(rows, photosAtOnce, func(piece []library.Photo) error {
		all = append(all, piece)
		return nil
	})
	if len(all) == 1 {
		return all[0], err
	}
	return slices.Concat(all...), err
}

// photosAtOnce is how many photos are read in one piece: a list that grows is copied
// again and again.
const photosAtOnce = 512

// piecesOf reads and closes such an answer, and gives at most n photos at a time.
func piecesOf(rows *sql.Rows, n int, take func([]library.Photo) error) error {
	var piece []library.Photo
	row := newPhotoRow()
	err := each(rows, func(s scanner) error {
		p, err := row.scan(s)
		if err != nil {
			return err
		}
		if last := len(piece) - 1; last >= 0 && piece[last].ID == p.ID {
			piece[last].Companions = append(piece[last].Companions, p.Companions...)
			return nil
		}
		if len(piece) == n {
			if err := take(piece); err != nil {
				return err
			}
			piece = make([]library.Photo, 0, n)
		}
		piece = append(piece, p)
		return nil
	})
	if err == nil && len(piece) > 0 {
		err = take(piece)
	}
	if err != nil {
		return fmt.Errorf("reading photos: %w", err)
	}
	return nil
}

// photoRow is where rows are scanned into, one after the other: what each is scanned into
// has to be on the heap, which for the rows of a large shoot is a million pieces.
type photoRow struct {
	photo     library.Photo
	sec, nsec int64
	taken     string
	path      sql.RawBytes
	mate      sql.RawBytes
	kind      sql.NullString
	x, y      sql.NullFloat64
	problem   string
	metadata  sql.RawBytes

	into []any
}

func newPhotoRow() *photoRow {
	r := &photoRow{}
	p := &r.photo
	r.into = []any{
		&p.ID, &r.path, &p.Format, &p.Size, &r.sec, &r.nsec, &p.Hash, &p.Width, &p.Height,
		&p.Missing, &r.problem, &r.taken, &p.Capture.Camera, &p.Capture.Lens, &p.Capture.ExposureTime,
		&p.Capture.FNumber, &p.Capture.ISO, &p.Capture.FocalLength, &p.Capture.Orientation, &r.x, &r.y,
		&p.Capture.Serial, &p.Capture.ExposureBias, &p.Capture.Bracketing, &p.Capture.FocusDistance,
		&p.Decision.Flag, &p.Decision.Rating, &p.Decision.Label, &r.metadata, &r.mate, &r.kind,
	}
	return r
}

// scan reads a row with at most one companion.
func (r *photoRow) scan(s scanner) (library.Photo, error) {
	r.photo = library.Photo{}
	if err := s.Scan(r.into...); err != nil {
		return r.photo, fmt.Errorf("reading a photo's row: %w", err)
	}
	p := r.photo
	p.Path = string(r.path)
	p.Problem, p.Damage = parseProblem(r.problem)
	if r.metadata != nil {
		var err error
		if p.Rotation, p.Metadata, err = parseMetadata(r.metadata); err != nil {
			return p, err
		}
	}
	p.ModTime = unstamp(r.sec, r.nsec)
	p.Capture.Time = parseTaken(r.taken)
	if r.x.Valid && r.y.Valid {
		p.Capture.Focus = library.Focus{X: r.x.Float64, Y: r.y.Float64, Known: true}
	}
	if r.kind.Valid {
		p.Companions = []library.Companion{{Path: string(r.mate), Kind: library.CompanionKind(r.kind.String)}}
	}
	return p, nil
}

// formatTaken spells the camera's clock. A year that RFC 3339 cannot spell is a
// camera's mistake and becomes unknown.
func formatTaken(t time.Time) string {
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func parseTaken(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Photo gives one photo. Errors: ErrUnknownPhoto.
func (c *Catalog) Photo(ctx context.Context, id library.ID) (library.Photo, error) {
	return photoByID(ctx, c.r, id)
}

func photoByID(ctx context.Context, q querier, id library.ID) (library.Photo, error) {
	photos, err := photoRows(ctx, q, "WHERE p.id = ?"+byPath, int64(id))
	if err != nil {
		return library.Photo{}, err
	}
	if len(photos) == 0 {
		return library.Photo{}, fmt.Errorf("%w: number %d", ErrUnknownPhoto, id)
	}
	return photos[0], nil
}

// Photos gives the photos that lie below any of the folders at any depth,
// missing ones included, each once, ordered by the bytes of their paths. nil
// means all photos; an empty list means none.
func (c *Catalog) Photos(ctx context.Context, folders []string) ([]library.Photo, error) {
	if folders == nil {
		return photoRows(ctx, c.r, byPath)
	}
	var all []library.Photo
	for _, prefix := range prefixes(folders) {
		photos, err := photoRows(ctx, c.r, inFolder+byPath, []byte(prefix), after(prefix))
		if err != nil {
			return nil, err
		}
		all = append(all, photos...)
	}
	return all, nil
}

// inFolder takes the first and the last bytes that a path may begin with.
const inFolder = "WHERE p.path >= ? AND p.path < ?"

// prefixes gives what all paths below the folders begin with: in order, and
// without those that lie in another one.
func prefixes(folders []string) []string {
	const sep = string(filepath.Separator)
	var all []string
	for _, f := range folders {
		all = append(all, strings.TrimSuffix(filepath.Clean(f), sep)+sep)
	}
	sort.Strings(all)
	var kept []string
	for _, p := range all {
		if len(kept) == 0 || !strings.HasPrefix(p, kept[len(kept)-1]) {
			kept = append(kept, p)
		}
	}
	return kept
}

// after gives the first bytes behind everything that begins with prefix, which
// ends in a separator.
func after(prefix string) []byte {
	b := []byte(prefix)
	b[len(b)-1]++
	return b
}

// SameFile gives the photos, missing ones included, whose file was, by the file
// system's own name, size and time, the one that is now at f's path.
func (c *Catalog) SameFile(ctx context.Context, f File) ([]library.Photo, error) {
	if f.Identity == (FileIdentity{}) {
		return nil, nil
	}
	sec, nsec := stamp(f.ModTime)
	return photoRows(ctx, c.r, `WHERE p.device = ? AND p.inode = ? AND p.size = ? AND p.mtime_sec = ? AND p.mtime_nsec = ?`+byPath,
		int64(f.Identity.Device), int64(f.Identity.Inode), f.Size, sec, nsec)
}

// PhotosByID gives the photos with these numbers that there are, ordered by the bytes
// of their paths.
func (c *Catalog) PhotosByID(ctx context.Context, ids []library.ID) ([]library.Photo, error) {
	list, err := idList(ids)
	if err != nil {
		return nil, err
	}
	return photoRows(ctx, c.r, `WHERE p.id IN (SELECT value FROM json_each(?))`+byPath, list)
}
