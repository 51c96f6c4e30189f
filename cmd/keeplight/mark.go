package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
)

// markCmd flags, rates and labels photos.
type markCmd struct {
	Paths  []string `arg:"" name:"path" help:"Photos to mark. Their folder must be in the catalogue."`
	Pick   bool     `xor:"flag" help:"Pick them."`
	Reject bool     `xor:"flag" help:"Reject them. No file is deleted."`
	Unflag bool     `xor:"flag" help:"Remove the flag."`
	Rating *int     `placeholder:"N" help:"Give them N stars, 1 to 5; 0 removes the stars."`
	Label  string   `placeholder:"COLOUR" help:"Label them red, yellow, green, blue or purple; none removes the label."`
}

// Run marks all photos as one step, which one undo takes back, or none of them.
func (c *markCmd) Run(p *program) error {
	mark, err := c.mark()
	if err != nil {
		return err
	}
	return p.decide(func(cat *catalog.Catalog) (decide.Result, error) {
		marks, err := c.marks(p, cat, mark)
		if err != nil {
			return decide.Result{}, err
		}
		return decide.Once(cat, func(w *decide.Writer) { w.Mark(marks, 0) }), nil
	})
}

// mark checks the flags and makes a mark of them.
func (c *markCmd) mark() (m catalog.Mark, err error) {
	switch {
	case c.Pick:
		m.Flag = new(library.Pick)
	case c.Reject:
		m.Flag = new(library.Reject)
	case c.Unflag:
		m.Flag = new(library.Undecided)
	}
	if c.Rating != nil {
		if *c.Rating < 0 || *c.Rating > int(library.MaxRating) {
			return m, usage("--rating %d: stars go from 0 to %d", *c.Rating, library.MaxRating)
		}
		m.Rating = new(library.Rating(*c.Rating))
	}
	if c.Label != "" {
		label, err := library.ParseLabel(c.Label)
		if err != nil {
			return m, usage("--label: %w", err)
		}
		m.Label = &label
	}
	if m == (catalog.Mark{}) {
		return m, usage("say how to mark the photos: --pick, --reject or --unflag, --rating N, --label COLOUR")
	}
	return m, nil
}

// marks gives a mark for each named photo.
func (c *markCmd) marks(p *program, cat *catalog.Catalog, mark catalog.Mark) ([]catalog.Mark, error) {
	photos, err := p.named(cat, c.Paths)
	if err != nil {
		return nil, err
	}
	marks := make([]catalog.Mark, len(photos))
	for i := range photos {
		marks[i] = mark
		marks[i].ID = photos[i].ID
	}
	return marks, nil
}

// named gives the photos that a person named, all of which the catalogue has to know.
func (p *program) named(cat *catalog.Catalog, names []string) ([]library.Photo, error) {
	paths := make([]string, len(names))
	for i, name := range names {
		var err error
		if paths[i], err = filepath.Abs(name); err != nil {
			return nil, fmt.Errorf("finding the photo: %w", err)
		}
	}
	photos, unknown, err := decide.Find(p.ctx, cat, paths)
	if err == nil && len(unknown) > 0 {
		err = notKnown(unknown)
	}
	return photos, err
}

// notKnown says why the first of these paths cannot be marked, and what to do.
func notKnown(unknown []string) error {
	path := unknown[0]
	info, err := statPath(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return usage("%s is a folder: name photos in it", library.Display(path))
	}
	more := ""
	if n := len(unknown) - 1; n > 0 {
		more = fmt.Sprintf(" (nor %s)", plain.Plural(n, "other that was named", "others that were named"))
	}
	return &exitError{status: exitProblems, text: fmt.Sprintf(
		"nothing was changed: %s is not in the catalogue yet%s: run 'keeplight score %s' first",
		library.Display(path), more, library.Display(filepath.Dir(path)))}
}

type undoCmd struct{}

// Run takes back the newest step, whether it was made here or in the window.
func (undoCmd) Run(p *program) error {
	return p.decide(func(cat *catalog.Catalog) (decide.Result, error) {
		return p.turn(cat, (*decide.Writer).Undo), nil
	})
}

type redoCmd struct{}

// Run makes the step again that was undone last.
func (redoCmd) Run(p *program) error {
	return p.decide(func(cat *catalog.Catalog) (decide.Result, error) {
		return p.turn(cat, (*decide.Writer).Redo), nil
	})
}

// turn undoes or redoes a step, and moves the files of one that moved some.
func (p *program) turn(cat *catalog.Catalog, ask func(*decide.Writer)) decide.Result {
	return decide.Once(cat, func(w *decide.Writer) {
		w.MoveBy(library.TrashStep, p.trashSteps(cat))
		ask(w)
	})
}

// decide opens the catalogue, which has to be there, for one decision and prints a
// line for each photo that it changed.
func (p *program) decide(ask func(*catalog.Catalog) (decide.Result, error)) error {
	cat, err := p.openExisting()
	if err != nil {
		return err
	}
	got, err := ask(cat)
	if err == nil {
		err = p.printResult(&got)
	}
	// What was decided is stored and told of, whatever closing says.
	return errors.Join(err, cat.Close())
}

// printResult prints a line for each photo that changed, or why none did.
func (p *program) printResult(got *decide.Result) error {
	if got.Err != nil {
		return got.Err
	}
	if got.Dropped > 0 {
		p.note("keeplight: %s can no longer be redone", plain.Plural(got.Dropped, "undone step", "undone steps"))
	}
	switch {
	case got.Kind == decide.Jump:
		p.note("Undone: %s. Redone: %s.", plain.Plural(got.Undone, "step", "steps"), plain.Plural(got.Redone, "step", "steps"))
		return nil
	case got.Replayed():
		p.note("%s: %s", map[decide.Kind]string{decide.Undo: "Undone", decide.Redo: "Redone"}[got.Kind], library.Display(message.English(got.Step.Message)))
	case got.Kind == decide.Undo:
		p.note("keeplight: nothing to undo")
	case got.Kind == decide.Redo:
		p.note("keeplight: nothing to redo")
	case len(got.Photos) == 0:
		p.note("keeplight: nothing changed: the photos are marked that way already")
	}
	if got.Step.Kind == library.GroupingStep {
		return nil // their marks are as they were
	}
	for i := range got.Photos {
		fmt.Fprintf(p.stdout, "%s: %s\n", library.Display(got.Photos[i].Path), decisionWords(got.Photos[i].Decision))
	}
	return nil
}

// decisionWords writes a decision as in "pick, 3 stars, red".
func decisionWords(d library.Decision) string {
	var words []string
	if d.Flag != library.Undecided {
		words = append(words, d.Flag.String())
	}
	if d.Rating > 0 {
		words = append(words, plain.Plural(int(d.Rating), "star", "stars"))
	}
	if d.Label != library.NoLabel {
		words = append(words, d.Label.String())
	}
	if len(words) == 0 {
		return "not marked"
	}
	return strings.Join(words, ", ")
}
