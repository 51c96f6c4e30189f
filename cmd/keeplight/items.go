package main

import (
	"fmt"
	"path/filepath"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
)

// items gives the photos of a folder that are there, with their scores, all of them
// by one version of the scorer, and where it is asked for with what is known of their
// faces.
func (p *program) items(cat *catalog.Catalog, folder string, faces bool) ([]query.Item, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("finding the folder: %w", err)
	}
	photos, err := cat.PhotosOf(p.ctx, abs)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", library.Display(folder), err)
	}
	settled, err := scorers.SettledScores(p.ctx, cat, photos, p.scorer.Provenance(), shoot.FaceFinderKeys())
	if err != nil {
		return nil, err
	}
	p.noteEarlier(folder, &settled)
	ids := make([]library.ID, len(photos))
	for i := range photos {
		ids[i] = photos[i].ID
	}
	problems, err := cat.ScoreProblems(p.ctx, ids, p.scorer.Provenance().Key())
	if err != nil {
		return nil, err
	}
	var items []query.Item
	for i := range photos {
		if photos[i].Missing {
			continue
		}
		if photos[i].Problem.IsZero() { // what kept it from being scored is said as 'score' says it
			photos[i].Problem = problems[photos[i].ID]
		}
		item := query.Item{Photo: &photos[i], Damaged: photos[i].Problem.Code() == message.NotScored}
		if score, ok := settled.Scores[photos[i].ID]; ok {
			item.Score, item.Misfire = score, message.IsMisfire(score.Summary.Code())
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return nil, &exitError{status: exitProblems, text: fmt.Sprintf(
			"there are no photos from %s in the catalogue: run 'keeplight score %s' first", library.Display(folder), library.Display(folder))}
	}
	if faces {
		return items, p.countFaces(cat, folder, items)
	}
	return items, nil
}

// noteEarlier says that scores of an earlier version are shown, and how to get those
// of the present one.
func (p *program) noteEarlier(folder string, s *scorers.Settled) {
	if s.Pending == 0 {
		return
	}
	p.note("keeplight: these are scores of version %s of the built-in scorer, and %s still to be measured with version %s: run 'keeplight score %s'",
		library.Display(s.By.Version), plain.Plural(s.Pending, "photo is", "photos are"), p.scorer.Provenance().Version, library.Display(folder))
}
