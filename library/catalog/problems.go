package catalog

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/library"
)

// saveProblem stores why a photo could not be scored: for its image data where
// the hash is known, else for the file as it is now.
func (s *saver) saveProblem(ctx context.Context, row *ScoreRow, hash library.Hash, sec, nsec int64) error {
	by, err := s.provenance(ctx, row.Score.By)
	if err != nil {
		return err
	}
	problem, err := messageText(row.Problem)
	if err != nil {
		return err
	}
	if hash != "" {
		return run(ctx, s.tx, `INSERT INTO problem_by_hash (provenance_id, hash, problem) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET problem = excluded.problem`, by, string(hash), problem)
	}
	return run(ctx, s.tx, `INSERT INTO problem_by_file (photo_id, provenance_id, mtime_sec, mtime_nsec, problem)
		VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET mtime_sec = excluded.mtime_sec, mtime_nsec = excluded.mtime_nsec, problem = excluded.problem`,
		int64(row.ID), by, sec, nsec, problem)
}

func (s *saver) clearProblem(ctx context.Context, id library.ID, by int64, hash library.Hash) error {
	err := run(ctx, s.tx, `DELETE FROM problem_by_hash WHERE provenance_id = ? AND hash = ?`, by, string(hash))
	if err != nil {
		return err
	}
	return run(ctx, s.tx, `DELETE FROM problem_by_file WHERE photo_id = ? AND provenance_id = ?`, int64(id), by)
}

// ScoreProblems gives, for each photo that the scorer with this provenance key
// could not score as it is now, the reason. A photo with a score
// has no problem.
func (c *Catalog) ScoreProblems(ctx context.Context, provenanceKey string) (map[library.ID]library.Message, error) {
	problems := map[library.ID]library.Message{}
	err := query(ctx, c.r, func(s scanner) error {
		var id library.ID
		var problem string
		if err := s.Scan(&id, &problem); err != nil {
			return err
		}
		problems[id] = parseMessage(problem)
		return nil
	}, `
WITH by AS (SELECT id FROM provenance WHERE key = ?)
SELECT p.id, h.problem
FROM by CROSS JOIN problem_by_hash h ON h.provenance_id = by.id CROSS JOIN photo p ON p.hash = h.hash
WHERE NOT EXISTS (SELECT 1 FROM score s WHERE s.provenance_id = by.id AND s.hash = p.hash)
UNION ALL
SELECT p.id, f.problem
FROM by CROSS JOIN problem_by_file f ON f.provenance_id = by.id CROSS JOIN photo p
  ON p.id = f.photo_id AND p.mtime_sec = f.mtime_sec AND p.mtime_nsec = f.mtime_nsec
WHERE NOT EXISTS (SELECT 1 FROM score s WHERE s.provenance_id = by.id AND s.hash = p.hash)`, provenanceKey)
	if err != nil {
		return nil, fmt.Errorf("reading why photos are not scored: %w", err)
	}
	return problems, nil
}
