package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
)

// Bounds of what is kept of tastes: nobody has more by themselves.
const (
	MostTastes      = 50
	MostTasteShoots = 2000
)

// Taste is what is learnt from the person's picks under one name.
type Taste struct {
	Name    string
	Used    bool     // its scores are shown; at most one is
	All     bool     // it learns from every folder, not from Shoots
	Shoots  []string // absolute folders, the bytes the operating system gave, in their order
	Weights []byte   // JSON of who learnt them, nil before any
	Gate    []byte   // JSON of the test, nil before it began
	Tested  []library.ID
}

// check gives ErrInvalidValue for what must not be stored.
func (t *Taste) check() error {
	switch {
	case t.Name == "":
		return fmt.Errorf("%w: a taste without a name", ErrInvalidValue)
	case len(t.Shoots) > MostTasteShoots:
		return fmt.Errorf("%w: %d shoots of a taste", ErrInvalidValue, len(t.Shoots))
	case t.Weights != nil && !json.Valid(t.Weights), t.Gate != nil && !json.Valid(t.Gate):
		return fmt.Errorf("%w: what was learnt is no JSON", ErrInvalidValue)
	}
	return nil
}

// Tastes gives all tastes in order of their names. One whose weights or test are damaged
// has none, and is counted in Skipped.
func (c *Catalog) Tastes(ctx context.Context) (all []Taste, err error) {
	at := map[int64]int{}
	err = query(ctx, c.r, func(s scanner) error {
		var id int64
		var t Taste
		var weights, gate []byte
		if err := s.Scan(&id, &t.Name, &t.Used, &t.All, &weights, &gate); err != nil {
			return err
		}
		t.Weights, t.Gate = c.jsonOrNone(weights), c.jsonOrNone(gate)
		at[id] = len(all)
		all = append(all, t)
		return nil
	}, `SELECT id, name, used, all_in, weights, gate FROM taste ORDER BY name`)
	if err == nil {
		err = query(ctx, c.r, func(s scanner) error {
			var id int64
			var folder []byte
			if err := s.Scan(&id, &folder); err != nil {
				return err
			}
			if i, ok := at[id]; ok {
				all[i].Shoots = append(all[i].Shoots, string(folder))
			}
			return nil
		}, `SELECT taste_id, folder FROM taste_shoot ORDER BY taste_id, folder`)
	}
	if err == nil {
		err = query(ctx, c.r, func(s scanner) error {
			var id int64
			var photo library.ID
			if err := s.Scan(&id, &photo); err != nil {
				return err
			}
			if i, ok := at[id]; ok {
				all[i].Tested = append(all[i].Tested, photo)
			}
			return nil
		}, `SELECT taste_id, photo_id FROM taste_tested ORDER BY taste_id, photo_id`)
	}
	if err != nil {
		return nil, fmt.Errorf("reading tastes: %w", err)
	}
	return all, nil
}

// jsonOrNone gives a stored value, nil for ” and for a damaged one.
func (c *Catalog) jsonOrNone(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	if !json.Valid(b) {
		c.skipped.Add(1)
		return nil
	}
	return b
}

// PutTaste stores a taste in place of the one called was, or beside the others where
// there is none; all or nothing. One that is Used is the only one from then on. Photos
// that are in the catalogue no more are passed over. Errors: ErrInvalidValue, also where
// another one has the name or there are MostTastes.
func (c *Catalog) PutTaste(ctx context.Context, was string, t *Taste) error {
	err := t.check()
	if err == nil {
		err = c.write(ctx, func(tx *sql.Tx) error { return putTaste(ctx, tx, was, t) })
	}
	if err != nil {
		return fmt.Errorf("storing what was learnt: %w", err)
	}
	return nil
}

func putTaste(ctx context.Context, tx *sql.Tx, was string, t *Taste) error {
	if err := refuseTaste(ctx, tx, was, t); err != nil {
		return err
	}
	if t.Used {
		if err := run(ctx, tx, `UPDATE taste SET used = 0 WHERE name <> ?`, was); err != nil {
			return err
		}
	}
	res, err := tx.ExecContext(ctx, `UPDATE taste SET name = ?, used = ?, all_in = ?, weights = ?, gate = ? WHERE name = ?`,
		t.Name, t.Used, t.All, string(t.Weights), string(t.Gate), was)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil {
		return err
	} else if n == 0 {
		err := run(ctx, tx, `INSERT INTO taste (name, used, all_in, weights, gate) VALUES (?, ?, ?, ?, ?)`,
			t.Name, t.Used, t.All, string(t.Weights), string(t.Gate))
		if err != nil {
			return err
		}
	}
	var id int64
	if err := tx.QueryRowContext(ctx, `SELECT id FROM taste WHERE name = ?`, t.Name).Scan(&id); err != nil {
		return err
	}
	return putTasteLists(ctx, tx, id, t)
}

// refuseTaste gives ErrInvalidValue where a name is taken or there are too many.
func refuseTaste(ctx context.Context, tx *sql.Tx, was string, t *Taste) error {
	var taken, there bool
	var n int
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM taste WHERE name = ?1 AND name <> ?2),
		EXISTS (SELECT 1 FROM taste WHERE name = ?2), (SELECT COUNT(*) FROM taste)`, t.Name, was).Scan(&taken, &there, &n)
	switch {
	case err != nil:
		return err
	case taken:
		return fmt.Errorf("%w: two tastes are called %s", ErrInvalidValue, library.Display(t.Name))
	case !there && n >= MostTastes:
		return fmt.Errorf("%w: more than %d tastes", ErrInvalidValue, MostTastes)
	}
	return nil
}

func putTasteLists(ctx context.Context, tx *sql.Tx, id int64, t *Taste) error {
	for _, table := range []string{"taste_shoot", "taste_tested"} {
		if err := run(ctx, tx, `DELETE FROM `+table+` WHERE taste_id = ?`, id); err != nil {
			return err
		}
	}
	for _, folder := range t.Shoots {
		if err := run(ctx, tx, `INSERT OR IGNORE INTO taste_shoot (taste_id, folder) VALUES (?, ?)`, id, []byte(folder)); err != nil {
			return err
		}
	}
	tested, err := idList(t.Tested)
	if err != nil {
		return err
	}
	return run(ctx, tx, `INSERT OR IGNORE INTO taste_tested (taste_id, photo_id)
		SELECT ?, p.id FROM photo p WHERE p.id IN (SELECT value FROM json_each(?))`, id, tested)
}

// DeleteTastes deletes all tastes but those named. No byte of them stays in the
// catalogue's files, as DeleteFindings says; backups hold no tastes.
func (c *Catalog) DeleteTastes(ctx context.Context, but ...string) error {
	if c.ReadOnly() {
		return ErrReadOnly
	}
	kept, err := json.Marshal(append([]string{}, but...))
	if err != nil {
		return fmt.Errorf("listing tastes: %w", err)
	}
	err = unbound(ctx, c.w, func(tx *sql.Tx) error {
		for _, statement := range deletingTastes() {
			var args []any
			if statement.named {
				args = append(args, string(kept))
			}
			if err := run(ctx, tx, statement.sql, args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("forgetting what was learnt: %w", explain(err))
	}
	_ = takeInWAL(ctx, c.w) // they are deleted whatever comes of it
	return nil
}

type tasteStatement struct {
	sql   string
	named bool // it takes the names
}

// deletingTastes empties the tables at once and writes anew what stays, for the reason
// that deleteFindings gives.
func deletingTastes() []tasteStatement {
	return []tasteStatement{
		{`CREATE TEMP TABLE kept_taste AS SELECT * FROM taste WHERE name IN (SELECT value FROM json_each(?))`, true},
		{`CREATE TEMP TABLE kept_shoot AS SELECT s.* FROM taste_shoot s JOIN kept_taste t ON t.id = s.taste_id`, false},
		{`CREATE TEMP TABLE kept_tested AS SELECT s.* FROM taste_tested s JOIN kept_taste t ON t.id = s.taste_id`, false},
		{`DELETE FROM taste_tested`, false},
		{`DELETE FROM taste_shoot`, false},
		{`DELETE FROM taste`, false},
		{`INSERT INTO taste SELECT * FROM kept_taste`, false},
		{`INSERT INTO taste_shoot SELECT * FROM kept_shoot`, false},
		{`INSERT INTO taste_tested SELECT * FROM kept_tested`, false},
		{`DROP TABLE kept_tested`, false},
		{`DROP TABLE kept_shoot`, false},
		{`DROP TABLE kept_taste`, false},
	}
}

// withoutTastes empties a backup's tables of tastes, for the reason that withoutFindings
// gives: what was learnt can be learnt again, for the decisions are there. One of an older
// version has no such tables.
func withoutTastes(ctx context.Context, path string) (err error) {
	db := connect(path, access{mode: "rw", pragmas: []string{overwrites}}, 1)
	defer func() { err = errors.Join(err, db.Close()) }()
	var there, some bool
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'taste')`).Scan(&there)
	if err != nil || !there {
		return err
	}
	if err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM taste)`).Scan(&some); err != nil || !some {
		return err
	}
	return unbound(ctx, db, func(tx *sql.Tx) error {
		for _, table := range tablesOfTastes() {
			if err := run(ctx, tx, `DELETE FROM `+table); err != nil {
				return err
			}
		}
		return nil
	})
}

// tablesOfTastes are those that backups leave empty, what refers before what is referred to.
func tablesOfTastes() []string { return []string{"taste_tested", "taste_shoot", "taste"} }
