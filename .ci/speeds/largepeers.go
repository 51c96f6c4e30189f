package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/ui/session"
)

// bareWalk walks a tree, asks for each file and inserts a row for it in one
// transaction, and gives how long that took.
func bareWalk(ctx context.Context, folder, dir string) (took time.Duration, err error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "bare.db")+"?_journal_mode=WAL")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	began := time.Now()
	_, err = db.ExecContext(ctx, `DROP TABLE IF EXISTS photo;
		CREATE TABLE photo (id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL UNIQUE, size INTEGER, mtime INTEGER, inode INTEGER)`)
	if err != nil {
		return 0, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }() // says nothing after a commit
	insert, err := tx.PrepareContext(ctx, "INSERT INTO photo (path, size, mtime, inode) VALUES (?, ?, ?, ?)")
	if err != nil {
		return 0, err
	}
	defer insert.Close()
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		_, err = insert.ExecContext(ctx, []byte(path), info.Size(), info.ModTime().UnixNano(), 0)
		return err
	})
	if err == nil {
		err = tx.Commit()
	}
	return time.Since(began), err
}

// bareRead reads the rows of all photos and scores of a catalogue, every column of
// them, and gives how long that took.
func bareRead(ctx context.Context, home string) (took time.Duration, err error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(home, "catalog.db")+"?mode=ro")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	began := time.Now()
	for _, text := range []string{"SELECT * FROM photo ORDER BY path", "SELECT * FROM score"} {
		if err := readRows(ctx, db, text); err != nil {
			return 0, fmt.Errorf("%s: %w", text, err)
		}
	}
	return time.Since(began), nil
}

func readRows(ctx context.Context, db *sql.DB, text string) error {
	rows, err := db.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// queries are what the window asks of its photos when a letter is typed, the order is
// turned around and a slider is moved: filter, group and sort, with nothing drawn.
type queries struct{ typing, sorting, slider time.Duration }

// bareQueries asks each several times, of the first n photos of a catalogue, and gives
// the medians.
func bareQueries(ctx context.Context, home string, n int) (q queries, err error) {
	s, err := loadSession(ctx, home, n)
	if err != nil {
		return queries{}, err
	}
	ask := func(do func(round int)) time.Duration {
		var all []time.Duration
		for round := range 9 {
			began := time.Now()
			do(round)
			s.Stacks.Len() // puts the photos into cells
			all = append(all, time.Since(began))
		}
		return median(all)
	}
	everything := query.NewFilter()
	q.typing = ask(func(round int) {
		f := everything
		f.Text = fmt.Sprint(round % 10)
		s.SetFilter(f)
	})
	q.slider = ask(func(round int) {
		f := everything
		f.Attributes = map[library.Attribute]query.Range{library.Clarity: {Min: 1 + float64(round)/2, Max: 10}}
		s.SetFilter(f)
	})
	s.SetFilter(everything)
	q.sorting = ask(func(round int) { s.SetOrder(query.Order{By: query.ByOverall, Descending: round%2 == 0}) })
	return q, nil
}

// loadSession gives a session of the first n photos, scored and stacked.
func loadSession(ctx context.Context, home string, n int) (s *session.Session, err error) {
	cat, err := catalog.OpenReadOnly(home)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	photos, err := cat.Photos(ctx, nil)
	if err != nil {
		return nil, err
	}
	photos = photos[:min(n, len(photos))]
	ids := make([]library.ID, len(photos))
	for i := range photos {
		ids[i] = photos[i].ID
	}
	provenance := measure.New().Provenance()
	scores, err := cat.Scores(ctx, ids, provenance.Key())
	if err != nil {
		return nil, err
	}
	s = session.NewSession()
	s.Put(photos)
	for id, score := range scores {
		s.SetScore(scorers.BuiltIn, id, *score)
	}
	groups := stacks.New(nil)
	defer groups.Close()
	groups.Put(photos, nil)
	s.Stacks.SetGrouping(groups.Renew())
	s.Resort()
	return s, nil
}
