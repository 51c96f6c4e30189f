package catalog

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// Read is what reading a photo's file told.
type Read struct {
	ID      library.ID
	Hash    library.Hash // of the image data, "" when it could not be read
	Width   int          // pixels of the upright picture
	Height  int
	Capture library.Capture
	Problem library.Message // why the photo cannot be shown, zero when it can
	Damage  library.Message // what is wrong with one that can, of which message.IsDamage is true; zero when nothing is

	// Size and ModTime are those of the file that was read. Where ModTime is
	// not zero, a row whose file has changed since is passed over.
	Size    int64
	ModTime time.Time
}

const setRead = `UPDATE photo SET hash = ?, width = ?, height = ?, problem = ?, taken = ?, camera = ?, lens = ?,
	exposure_ns = ?, f_number = ?, iso = ?, focal_mm = ?, orientation = ?, focus_x = ?, focus_y = ?,
	serial = ?, bias_stops = ?, bracketing = ?, focus_metres = ?
	WHERE id = ? AND (? OR (size = ? AND mtime_sec = ? AND mtime_nsec = ?))`

// write stores the facts through a statement of the text setRead.
func (r *Read) write(ctx context.Context, stmt *sql.Stmt) error {
	problem, err := r.problemText()
	if err != nil {
		return err
	}
	sec, nsec := stamp(r.ModTime)
	_, err = stmt.ExecContext(ctx, string(r.Hash), r.Width, r.Height, problem,
		formatTaken(r.Capture.Time), r.Capture.Camera, r.Capture.Lens, int64(r.Capture.ExposureTime),
		r.Capture.FNumber, r.Capture.ISO, r.Capture.FocalLength, r.Capture.Orientation,
		sql.NullFloat64{Float64: r.Capture.Focus.X, Valid: r.Capture.Focus.Known},
		sql.NullFloat64{Float64: r.Capture.Focus.Y, Valid: r.Capture.Focus.Known},
		r.Capture.Serial, r.Capture.ExposureBias, string(r.Capture.Bracketing), r.Capture.FocusDistance,
		int64(r.ID), r.ModTime.IsZero(), r.Size, sec, nsec)
	return err
}

// problemText is what stands in the column for problems: the damage of a photo that
// has none, which its code tells from one.
func (r *Read) problemText() (string, error) {
	if r.Problem.IsZero() && message.IsDamage(r.Damage) {
		return messageText(r.Damage)
	}
	return messageText(r.Problem)
}

// parseProblem undoes that.
func parseProblem(text string) (problem, damage library.Message) {
	m := parseMessage(text)
	if message.IsDamage(m) {
		return library.Message{}, m
	}
	return m, library.Message{}
}

// SetRead stores what was read from files, all or none. An ID that no longer
// exists is passed over: its row was merged away while its file was read.
func (c *Catalog) SetRead(ctx context.Context, reads []Read) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		stmt, err := tx.PrepareContext(ctx, setRead)
		if err != nil {
			return err
		}
		defer stmt.Close()
		for i := range reads {
			if err := reads[i].write(ctx, stmt); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("recording what was read: %w", err)
	}
	return nil
}

// SetMissing records that there is no file at these photos' paths now. Their
// rows and decisions stay. IDs that do not exist are passed over.
func (c *Catalog) SetMissing(ctx context.Context, ids []library.ID) error {
	list, err := idList(ids)
	if err != nil {
		return err
	}
	err = c.write(ctx, func(tx *sql.Tx) error {
		return run(ctx, tx, `UPDATE photo SET missing = 1 WHERE id IN (SELECT value FROM json_each(?))`, list)
	})
	if err != nil {
		return fmt.Errorf("recording missing photos: %w", err)
	}
	return nil
}
