package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/library"
)

// ScoreRow is what one scorer made of one photo: a score, or the reason why
// there is none. Score.By says by whom in both cases.
type ScoreRow struct {
	ID      library.ID
	Score   library.Score
	Problem library.Message
}

// SaveScores stores scores under the hash of the image data that was scored
// (Score.Hash or, where that is empty, the photo's) and the key of its
// provenance. It replaces a score of the same key, touches no other, and clears
// the problem that it ends. A problem of a photo without a hash holds until the
// file changes.
//
// Rows that cannot be stored do not keep the others from it: the error then
// joins a *RowError for each, with ErrNoHash or ErrUnknownPhoto inside. Any
// other error means that nothing was written.
func (c *Catalog) SaveScores(ctx context.Context, rows []ScoreRow) error {
	var failed []error
	err := c.write(ctx, func(tx *sql.Tx) error {
		failed = nil
		sv, err := newSaver(ctx, tx)
		if err != nil {
			return err
		}
		defer sv.close()
		for i := range rows {
			err := sv.save(ctx, &rows[i])
			var bad *RowError
			if errors.As(err, &bad) {
				failed = append(failed, bad)
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("storing scores: %w", err)
	}
	return errors.Join(failed...)
}

// saver holds what SaveScores repeats.
type saver struct {
	tx          *sql.Tx
	provenances map[string]int64 // row numbers by key
	file, put   *sql.Stmt
}

func newSaver(ctx context.Context, tx *sql.Tx) (*saver, error) {
	file, err := tx.PrepareContext(ctx, `SELECT hash, mtime_sec, mtime_nsec FROM photo WHERE id = ?`)
	if err != nil {
		return nil, err
	}
	put, err := tx.PrepareContext(ctx, `INSERT INTO score (provenance_id, hash, body) VALUES (?, ?, ?)
		ON CONFLICT (provenance_id, hash) DO UPDATE SET body = excluded.body`)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &saver{tx: tx, provenances: map[string]int64{}, file: file, put: put}, nil
}

func (s *saver) close() {
	_ = s.file.Close()
	_ = s.put.Close()
}

// save stores one row. A *RowError concerns this row alone.
func (s *saver) save(ctx context.Context, row *ScoreRow) error {
	var hash library.Hash
	var sec, nsec int64
	err := s.file.QueryRowContext(ctx, int64(row.ID)).Scan(&hash, &sec, &nsec)
	if errors.Is(err, sql.ErrNoRows) {
		return &RowError{ID: row.ID, Err: ErrUnknownPhoto}
	}
	if err != nil {
		return err
	}
	if row.Score.Hash != "" {
		hash = row.Score.Hash
	}
	if !row.Problem.IsZero() {
		return s.saveProblem(ctx, row, hash, sec, nsec)
	}
	if hash == "" {
		return &RowError{ID: row.ID, Err: ErrNoHash}
	}
	body, err := encodeScore(&row.Score)
	if err != nil {
		return &RowError{ID: row.ID, Err: err}
	}
	by, err := s.provenance(ctx, row.Score.By)
	if err != nil {
		return err
	}
	if _, err := s.put.ExecContext(ctx, by, string(hash), body); err != nil {
		return err
	}
	return s.clearProblem(ctx, row.ID, by, hash)
}

// provenance gives the row number of a provenance, which it makes if need be.
func (s *saver) provenance(ctx context.Context, p library.Provenance) (int64, error) {
	key := p.Key()
	if id, ok := s.provenances[key]; ok {
		return id, nil
	}
	body, err := json.Marshal(p)
	if err != nil {
		return 0, fmt.Errorf("encoding the provenance: %w", err)
	}
	err = run(ctx, s.tx, `INSERT INTO provenance (key, body) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET body = excluded.body WHERE body <> excluded.body`, key, body)
	if err != nil {
		return 0, err
	}
	var id int64
	if err := s.tx.QueryRowContext(ctx, `SELECT id FROM provenance WHERE key = ?`, key).Scan(&id); err != nil {
		return 0, err
	}
	s.provenances[key] = id
	return id, nil
}

// stored is one score as it comes from the disk.
type stored struct {
	id   library.ID
	hash library.Hash
	body []byte
}

// Scores gives the scores that the scorer with this provenance key made of the
// photos' present image data; a photo without one is not in the map. nil means
// all photos; an empty list means none. The scores share one Provenance, whose
// Settings are not to be changed.
//
// A stored score that is damaged is passed over, as though the photo had never
// been scored, and counted in Skipped. Where the stored provenance is damaged,
// the scores come without By until something is saved under the key again.
func (c *Catalog) Scores(ctx context.Context, ids []library.ID, provenanceKey string) (map[library.ID]*library.Score, error) {
	by, rowID, err := c.provenance(ctx, provenanceKey)
	if errors.Is(err, sql.ErrNoRows) {
		return map[library.ID]*library.Score{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading scores: %w", err)
	}
	buffer, ok := c.bodies.Get().(*[]byte)
	if !ok {
		buffer = new([]byte)
	}
	rows, err := c.storedScores(ctx, ids, rowID, buffer)
	if err != nil {
		return nil, fmt.Errorf("reading scores: %w", err)
	}
	scores, whole, err := decodeAll(ctx, rows)
	c.bodies.Put(buffer)
	if err != nil {
		return nil, err
	}
	out := make(map[library.ID]*library.Score, len(rows))
	for i := range rows {
		if !whole[i] {
			c.skipped.Add(1)
			continue
		}
		scores[i].By, scores[i].Hash = by, rows[i].hash
		out[rows[i].id] = &scores[i]
	}
	return out, nil
}

// Skipped is how many damaged values Scores has passed over since Open.
func (c *Catalog) Skipped() int64 { return c.skipped.Load() }

// provenance gives a stored provenance and its row number, sql.ErrNoRows when
// nothing was ever scored under the key.
func (c *Catalog) provenance(ctx context.Context, key string) (p library.Provenance, id int64, err error) {
	var body []byte
	err = c.r.QueryRowContext(ctx, `SELECT id, body FROM provenance WHERE key = ?`, key).Scan(&id, &body)
	if err != nil {
		return p, 0, explain(err)
	}
	if p, err = decodeProvenance(body); err != nil {
		c.skipped.Add(1)
		return library.Provenance{}, id, nil
	}
	return p, id, nil
}

// storedScores reads scores into a buffer, in which the rows' bodies are.
func (c *Catalog) storedScores(ctx context.Context, ids []library.ID, provenance int64, buffer *[]byte) ([]stored, error) {
	// CROSS JOIN keeps the order in which the tables are walked: without
	// statistics SQLite cannot know that this one is the cheap one.
	text := `SELECT p.id, p.hash, s.body FROM score s CROSS JOIN photo p ON p.hash = s.hash WHERE s.provenance_id = ?`
	args := []any{provenance}
	if ids != nil {
		list, err := idList(ids)
		if err != nil {
			return nil, err
		}
		text = `SELECT p.id, p.hash, s.body FROM json_each(?) j CROSS JOIN photo p ON p.id = j.value
			CROSS JOIN score s ON s.hash = p.hash AND s.provenance_id = ?`
		args = []any{list, provenance}
	}
	var rows []stored
	var ends []int
	buf := (*buffer)[:0]
	var row stored
	var body sql.RawBytes
	err := query(ctx, c.r, func(s scanner) error {
		if err := s.Scan(&row.id, &row.hash, &body); err != nil {
			return err
		}
		buf = append(buf, body...)
		rows, ends = append(rows, row), append(ends, len(buf))
		return nil
	}, text, args...)
	start := 0
	for i, end := range ends { // now that it moves no more
		rows[i].body, start = buf[start:end], end
	}
	*buffer = buf
	return rows, err
}

// decodeAll decodes on all processors; ok is false for a damaged one.
func decodeAll(ctx context.Context, rows []stored) (scores []library.Score, ok []bool, err error) {
	scores, ok = make([]library.Score, len(rows)), make([]bool, len(rows))
	workers := min(runtime.NumCPU(), runtime.GOMAXPROCS(0))
	share := (len(rows) + workers - 1) / workers
	g, ctx := errgroup.WithContext(ctx)
	for start := 0; start < len(rows); start += share {
		end := min(start+share, len(rows))
		g.Go(func() error {
			words := map[string]string{}
			for i := start; i < end; i++ {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				s, err := decodeScoreWith(rows[i].body, words)
				scores[i], ok[i] = s, err == nil
			}
			return nil
		})
	}
	return scores, ok, g.Wait()
}
