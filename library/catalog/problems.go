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

// Which photos ScoreProblems is asked about, each put into both parts of its query: all, or
// those of a list. CROSS JOIN keeps the order in which the tables are walked.
const (
	problemsOfAll = `
FROM provenance by CROSS JOIN problem_by_hash h ON h.provenance_id = by.id CROSS JOIN photo p ON p.hash = h.hash`
	fileProblemsOfAll = `
FROM provenance by CROSS JOIN problem_by_file f ON f.provenance_id = by.id CROSS JOIN photo p ON p.id = f.photo_id`
	problemsOfSome = `
FROM provenance by CROSS JOIN json_each(?2) j CROSS JOIN photo p ON p.id = j.value
  CROSS JOIN problem_by_hash h ON h.provenance_id = by.id AND h.hash = p.hash`
	fileProblemsOfSome = `
FROM provenance by CROSS JOIN json_each(?2) j CROSS JOIN photo p ON p.id = j.value
  CROSS JOIN problem_by_file f ON f.photo_id = p.id AND f.provenance_id = by.id`
)

// problemsQuery puts the two parts together.
func problemsQuery(ofPixels, ofFiles string) string {
	const unscored = ` AND NOT EXISTS (SELECT 1 FROM score s WHERE s.provenance_id = by.id AND s.hash = p.hash)`
	return `SELECT p.id, h.problem` + ofPixels + ` WHERE by.key = ?1` + unscored + `
UNION ALL
SELECT p.id, f.problem` + ofFiles + ` WHERE by.key = ?1 AND p.mtime_sec = f.mtime_sec AND p.mtime_nsec = f.mtime_nsec` + unscored
}

// ScoreProblems gives, for each of the photos that the scorer with this provenance key
// could not score as it is now, the reason. A photo with a score has no problem. nil means
// all photos; an empty list means none. To ask about a few costs as much as there are of
// them, however many photos have a problem. The error is the disk's.
func (c *Catalog) ScoreProblems(ctx context.Context, ids []library.ID, provenanceKey string) (map[library.ID]library.Message, error) {
	text, args := problemsQuery(problemsOfAll, fileProblemsOfAll), []any{provenanceKey}
	problems := map[library.ID]library.Message{}
	if ids != nil {
		if len(ids) == 0 {
			return problems, nil
		}
		list, err := idList(ids)
		if err != nil {
			return nil, err
		}
		text, args = problemsQuery(problemsOfSome, fileProblemsOfSome), append(args, list)
	}
	err := query(ctx, c.r, func(s scanner) error {
		var id library.ID
		var problem string
		if err := s.Scan(&id, &problem); err != nil {
			return err
		}
		problems[id] = parseMessage(problem)
		return nil
	}, text, args...)
	if err != nil {
		return nil, fmt.Errorf("reading why photos are not scored: %w", err)
	}
	return problems, nil
}
