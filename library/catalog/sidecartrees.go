package catalog

import (
	"context"
	"database/sql"
	"fmt"

	"keeplight.app/keeplight/library"
)

// SidecarPolicy says when the decisions about the photos of a folder tree are written
// into sidecars. It is stored: a value is never changed or reused.
type SidecarPolicy string

// The answers of the person. The zero value is none: nothing is written then either.
const (
	AskSidecars    SidecarPolicy = ""
	SidecarsAsked  SidecarPolicy = "request" // each time that the person asks for it
	SidecarsAtOnce SidecarPolicy = "at once"
	NoSidecars     SidecarPolicy = "never"
)

// SidecarTree is a folder tree with the person's answer.
type SidecarTree struct {
	Folder string // absolute, the bytes the operating system gave
	Policy SidecarPolicy
}

// SidecarTrees gives the trees for which there is an answer, ordered by the bytes of
// their paths.
func (c *Catalog) SidecarTrees(ctx context.Context) ([]SidecarTree, error) {
	var all []SidecarTree
	err := query(ctx, c.r, func(s scanner) error {
		var t SidecarTree
		var path []byte
		if err := s.Scan(&path, &t.Policy); err != nil {
			return err
		}
		t.Folder = string(path)
		all = append(all, t)
		return nil
	}, `SELECT path, policy FROM sidecar_tree ORDER BY path`)
	if err != nil {
		return nil, fmt.Errorf("reading where sidecars are written: %w", err)
	}
	return all, nil
}

// SetSidecarPolicy stores the answer for a tree; AskSidecars forgets it. SidecarsAtOnce
// queues every photo in it that the person decided about, for nothing was queued
// before; NoSidecars takes what waits there out of the queue. Trees within it keep
// their own answers. Errors: ErrInvalidValue.
func (c *Catalog) SetSidecarPolicy(ctx context.Context, folder string, p SidecarPolicy) error {
	switch p {
	case AskSidecars, SidecarsAsked, SidecarsAtOnce, NoSidecars:
	default:
		return fmt.Errorf("%w: policy %q", ErrInvalidValue, library.Display(string(p)))
	}
	path, err := cleanPath(folder)
	if err != nil {
		return err
	}
	below := prefixes([]string{path})[0]
	err = c.write(ctx, func(tx *sql.Tx) error {
		if err := run(ctx, tx, `DELETE FROM sidecar_tree WHERE path = ?`, []byte(path)); err != nil {
			return err
		}
		if p != AskSidecars {
			err := run(ctx, tx, `INSERT INTO sidecar_tree (path, below, beyond, policy) VALUES (?, ?, ?, ?)`,
				[]byte(path), []byte(below), after(below), string(p))
			if err != nil {
				return err
			}
		}
		switch p {
		case SidecarsAtOnce:
			return queueSidecars(ctx, tx, `SELECT p.id FROM photo p WHERE `+hasMarks+` AND p.path >= ?1 AND p.path < ?2`, []byte(below), after(below))
		case NoSidecars:
			return run(ctx, tx, `DELETE FROM outbox WHERE photo_id IN (SELECT p.id FROM photo p
				WHERE p.path >= ?1 AND p.path < ?2 AND `+policyOf+` = 'never')`, []byte(below), after(below))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting when sidecars are written: %w", err)
	}
	return nil
}

// policyOf is the answer for a photo p, NULL for none.
const policyOf = `(SELECT t.policy FROM sidecar_tree t WHERE p.path >= t.below AND p.path < t.beyond
	ORDER BY length(t.path) DESC LIMIT 1)`
