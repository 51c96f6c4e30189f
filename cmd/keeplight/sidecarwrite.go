package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
)

type sidecarDiffCmd struct {
	Folder string `arg:"" name:"dir" help:"Folder of photos that the catalogue knows."`
	JSON   bool   `name:"json" help:"One JSON object per line."`
}

// Run prints one line per sidecar that would change or be made. The exit status is 1
// where one could not be written.
func (c *sidecarDiffCmd) Run(p *program) error {
	return p.writeSidecars(&sidecarWriteCmd{Folder: c.Folder, JSON: c.JSON, DryRun: true})
}

type sidecarWriteCmd struct {
	Folder    string `arg:"" name:"dir" help:"Folder of photos that the catalogue knows."`
	DryRun    bool   `name:"dry-run" help:"List what would change, and write nothing."`
	Overwrite bool   `name:"overwrite" help:"Where another program and you chose different values, write yours. Without this such a field stays as the sidecar has it."`
	Stars     string `name:"stars-by-score" placeholder:"1,2,3,4,5" help:"First give photos without stars 1 to 5 of them by their scores: the least overall score for each, such as 4,5,6,7,8. One undo takes them all back."`
	JSON      bool   `name:"json" help:"One JSON object per line."`
}

// Run prints one line per sidecar that changed, was made or could not be written. The
// exit status is 1 where one could not, or where a field clashes.
func (c *sidecarWriteCmd) Run(p *program) error { return p.writeSidecars(c) }

// writeSidecars writes a folder's sidecars or lists what would change.
func (p *program) writeSidecars(c *sidecarWriteCmd) (err error) {
	open := p.openExisting
	if c.DryRun {
		open = p.openToRead
	}
	cat, err := open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	photos, err := photosBelow(p, cat, c.Folder)
	if err != nil {
		return err
	}
	if photos, err = c.giveStars(p, cat, photos); err != nil {
		return err
	}
	failed, each := 0, c.printer(p)
	count := func(x sidecars.Change) error {
		if x.Problem != nil || len(x.Clashes) > 0 {
			failed++
		}
		return each(&x)
	}
	roots, err := rootsOf(c.Folder)
	if err != nil {
		return err
	}
	s := sidecars.New(cat, sidecars.Options{Roots: func() []string { return roots }})
	switch {
	case c.DryRun && c.Overwrite:
		err = s.PreviewInsisting(p.ctx, photos, count)
	case c.DryRun:
		err = s.Preview(p.ctx, photos, count)
	default:
		err = s.WriteNow(p.ctx, photos, c.Overwrite, count)
	}
	return p.sidecarsDone(err, failed)
}

// giveStars gives photos without stars those of their scores, where that is asked for,
// and the photos as they are then. With a dry run nothing is stored.
func (c *sidecarWriteCmd) giveStars(p *program, cat *catalog.Catalog, photos []library.Photo) ([]library.Photo, error) {
	if c.Stars == "" {
		return photos, nil
	}
	limits, err := sidecars.ParseThresholds(c.Stars)
	if err != nil {
		return nil, usage("--stars-by-score: %w", err)
	}
	settled, err := scorers.SettledScores(p.ctx, cat, photos, p.scorer.Provenance(), shoot.FaceFinderKeys())
	if err != nil {
		return nil, err
	}
	p.noteEarlier(c.Folder, &settled)
	plan := sidecars.StarsByScore(photos, func(id library.ID) *library.Score { return settled.Scores[id] }, limits)
	marks := plan.Marks
	if !c.DryRun && len(marks) > 0 {
		if _, err := cat.StarsByScore(p.ctx, marks); err != nil {
			return nil, err
		}
	}
	given := map[library.ID]library.Rating{}
	for i := range marks {
		given[marks[i].ID] = *marks[i].Rating
	}
	for i := range photos {
		if stars, ok := given[photos[i].ID]; ok {
			photos[i].Decision.Rating = stars
		}
	}
	p.note("keeplight: %s by score, %s", plain.Plural(len(marks), "photo gets stars", "photos get stars"), plain.Plural(plan.Keep, "keeps its own", "keep their own"))
	return photos, nil
}

// photosBelow gives the photos of a folder that the catalogue knows.
func photosBelow(p *program, cat *catalog.Catalog, name string) ([]library.Photo, error) {
	folder, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("finding the folder: %w", err)
	}
	photos, err := cat.PhotosOf(p.ctx, folder)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", library.Display(name), err)
	}
	return photos, nil
}

func (c *sidecarWriteCmd) printer(p *program) func(*sidecars.Change) error {
	if c.JSON {
		out := json.NewEncoder(p.stdout)
		out.SetEscapeHTML(false)
		return func(x *sidecars.Change) error { return out.Encode(sidecars.ChangeRowOf(x)) }
	}
	return func(x *sidecars.Change) error {
		_, err := fmt.Fprintf(p.stdout, "%s: %s\n", library.Display(nameUnder(c.Folder, x.Path)), changeText(x))
		return err
	}
}

// problemText says why a sidecar cannot be written.
func problemText(err error) string {
	if why, ok := plain.Disk(err); ok {
		return why
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "the folder is not there: is its drive connected?"
	}
	return library.Display(err.Error())
}

func changeText(x *sidecars.Change) string {
	var text string
	switch {
	case x.Problem != nil:
		return "cannot be written: " + problemText(x.Problem)
	case x.New:
		text = "new, with " + decisionText(x.Will)
	case x.Remove:
		text = "removed, for nothing is decided any more"
	case x.Before == 0:
		text = "stays as it is"
	case x.Was == x.Will:
		text = decisionText(x.Will) + ", in the fields that are missing"
	default:
		text = decisionText(x.Was) + " → " + decisionText(x.Will)
	}
	if len(x.Clashes) == 0 {
		return text
	}
	var names []string
	for _, f := range x.Clashes {
		names = append(names, map[sidecars.Field]string{sidecars.Flag: "flag", sidecars.Rating: "stars", sidecars.Label: "label"}[f])
	}
	return text + "; another program chose otherwise: " + strings.Join(names, ", ")
}

type sidecarRestoreCmd struct {
	Files []string `arg:"" name:"file" help:"Sidecars that Keeplight wrote into."`
}

// Run prints one line per sidecar. The exit status is 1 where one was not restored.
func (c *sidecarRestoreCmd) Run(p *program) (err error) {
	cat, err := p.openExisting()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	s := sidecars.New(cat, sidecars.Options{})
	failed := 0
	for _, name := range c.Files {
		path, err := filepath.Abs(name)
		if err != nil {
			return fmt.Errorf("finding the sidecar: %w", err)
		}
		text := "restored"
		switch kept, changed, err := s.Restore(p.ctx, path); {
		case err != nil:
			failed++
			text = "not restored: " + problemText(err)
		case !changed:
			text = "is as it was on " + kept.Made.Local().Format("2 January 2006 15:04")
		default:
			text += " as it was on " + kept.Made.Local().Format("2 January 2006 15:04") + ", from " + library.Display(kept.Path)
		}
		if _, err := fmt.Fprintf(p.stdout, "%s: %s\n", library.Display(name), text); err != nil {
			return err
		}
	}
	return p.sidecarsDone(nil, failed)
}
