package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
)

// ErrNoBlindFrame says that a blind session has no such frame, because its photo left the
// catalogue or the session has ended.
var ErrNoBlindFrame = errors.New("the blind session has no such frame any more")

// BlindFrame is one showing of a photo in a blind session.
type BlindFrame struct {
	Place   int // in the session's order, from 0
	Photo   library.ID
	Stack   int          // frames with the same number belonged together when the session began; 0 stood alone
	Given   bool         // false until there is a verdict
	Verdict library.Flag // Undecided is a verdict too, where Given
}

// BlindSession is photos that are judged without anything that tells what scorers say of
// them. Its verdicts are no decisions.
type BlindSession struct {
	ID           int64
	Began, Ended time.Time    // Ended is zero while it can go on
	Frames       []BlindFrame // in their order; photos that left the catalogue are not among them
}

// BeginBlind stores a session that nothing was shown of yet. Places are the frames' own
// order. The error is ErrInvalidValue for no frames, ErrUnknownPhoto, ErrReadOnly or the
// disk's.
func (c *Catalog) BeginBlind(ctx context.Context, frames []BlindFrame) (BlindSession, error) {
	s := BlindSession{Began: time.Now().Round(0), Frames: make([]BlindFrame, len(frames))}
	if len(frames) == 0 {
		return BlindSession{}, fmt.Errorf("beginning a blind session: %w: no photo", ErrInvalidValue)
	}
	err := c.write(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `INSERT INTO blind_session (began) VALUES (?)`, s.Began.UnixNano())
		if err != nil {
			return err
		}
		if s.ID, err = res.LastInsertId(); err != nil {
			return err
		}
		for i, f := range frames {
			s.Frames[i] = BlindFrame{Place: i, Photo: f.Photo, Stack: f.Stack}
			err := run(ctx, tx, `INSERT INTO blind_frame (session_id, place, photo_id, stack) VALUES (?, ?, ?, ?)`, s.ID, i, f.Photo, f.Stack)
			if err != nil {
				return explainReference(err)
			}
		}
		return nil
	})
	if err != nil {
		return BlindSession{}, fmt.Errorf("beginning a blind session: %w", err)
	}
	return s, nil
}

// GiveBlind stores the verdict on one showing, or takes it back with nil. When it returns
// nil the verdict is on the disk. The error is ErrNoBlindFrame, ErrInvalidValue,
// ErrReadOnly or the disk's.
func (c *Catalog) GiveBlind(ctx context.Context, session int64, place int, verdict *library.Flag) error {
	if verdict != nil && (*verdict < library.Reject || *verdict > library.Pick) {
		return fmt.Errorf("storing a blind verdict: %w: %d", ErrInvalidValue, *verdict)
	}
	err := c.write(ctx, func(tx *sql.Tx) error {
		var value any
		if verdict != nil {
			value = int(*verdict)
		}
		return changed(tx.ExecContext(ctx, `UPDATE blind_frame SET verdict = ? WHERE session_id = ? AND place = ?`, value, session, place))
	})
	if err != nil {
		return fmt.Errorf("storing a blind verdict: %w", err)
	}
	return nil
}

// EndBlind says that a session does not go on. The error is ErrNoBlindFrame where there
// is no such session, ErrReadOnly or the disk's.
func (c *Catalog) EndBlind(ctx context.Context, session int64) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE blind_session SET ended = ? WHERE id = ?`, time.Now().UnixNano(), session))
	})
	if err != nil {
		return fmt.Errorf("ending a blind session: %w", err)
	}
	return nil
}

// changed is ErrNoBlindFrame where a statement changed nothing.
func changed(res sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return ErrNoBlindFrame
}

// BlindSessions gives all sessions that have frames left, the newest first. The error is
// the disk's.
func (c *Catalog) BlindSessions(ctx context.Context) ([]BlindSession, error) {
	var all []BlindSession
	err := query(ctx, c.r, func(s scanner) error {
		var f BlindFrame
		var id, began, ended int64
		var verdict sql.NullInt64
		if err := s.Scan(&id, &began, &ended, &f.Place, &f.Photo, &f.Stack, &verdict); err != nil {
			return err
		}
		f.Given, f.Verdict = verdict.Valid, library.Flag(verdict.Int64)
		if n := len(all); n == 0 || all[n-1].ID != id {
			now := BlindSession{ID: id, Began: time.Unix(0, began)}
			if ended != 0 {
				now.Ended = time.Unix(0, ended)
			}
			all = append(all, now)
		}
		last := &all[len(all)-1]
		last.Frames = append(last.Frames, f)
		return nil
	}, `SELECT s.id, s.began, s.ended, f.place, f.photo_id, f.stack, f.verdict
		FROM blind_session s JOIN blind_frame f ON f.session_id = s.id ORDER BY s.id DESC, f.place`)
	if err != nil {
		return nil, fmt.Errorf("reading blind sessions: %w", err)
	}
	return all, nil
}
