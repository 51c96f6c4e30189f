package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/app/taste"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
)

// tasteCmd learns from the person's picks.
type tasteCmd struct {
	Fit    tasteFitCmd    `cmd:"" help:"Learn from your picks, test what was learnt on shoots that it did not learn from, and say how it stands."`
	List   tasteListCmd   `cmd:"" help:"List your tastes and how each stands, without learning."`
	Eval   tasteEvalCmd   `cmd:"" help:"For researchers: say how well a taste that is learnt from some groups of rated photos predicts the others."`
	Switch tasteSwitchCmd `cmd:"" help:"Switch My taste on or off."`
	Forget tasteForgetCmd `cmd:"" help:"Delete what was learnt, to the last byte. Your picks stay."`
	Export tasteExportCmd `cmd:"" help:"Write a taste as one file to take along."`
	Import tasteImportCmd `cmd:"" help:"Add a taste from such a file. It is silent until it has proved itself on your own shoots."`
}

// tastes opens the tastes of a catalogue that is there. Call done at the end.
func (p *program) tastes(write bool) (t *taste.Tastes, done func() error, err error) {
	open := p.openToRead
	if write {
		open = p.openExisting
	}
	cat, err := open()
	if err != nil {
		return nil, nil, err
	}
	t, closeAll, err := taste.Open(p.ctx, p.catalogDir, taste.Options{
		Catalog: cat, BuiltIn: p.scorer.Provenance(), Finder: shoot.FaceFinderKeys(), Log: p.log,
	})
	if err != nil {
		return nil, nil, errors.Join(err, cat.Close())
	}
	return t, func() error { return errors.Join(closeAll(), cat.Close()) }, nil
}

// tasteName gives the taste that is meant: the one that is used where none was named.
func (p *program) tasteName(t *taste.Tastes, named string) (string, error) {
	if named != "" {
		return named, nil
	}
	_, used, err := t.Names(p.ctx)
	return used, err
}

type tasteFitCmd struct {
	Name  string   `placeholder:"NAME" help:"Which taste; a new name makes a new one. Default: the one that is used."`
	Shoot []string `placeholder:"DIR" type:"path" help:"Learn from the decisions in this folder alone; may be given several times. What was tested with other shoots counts no more."`
	JSON  bool     `name:"json" help:"Print one JSON object."`
}

// Run learns and prints how the taste stands.
func (c *tasteFitCmd) Run(p *program) (err error) {
	t, done, err := p.tastes(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	name, err := p.tasteName(t, c.Name)
	if err != nil {
		return err
	}
	if _, err := t.State(p.ctx, name); errors.Is(err, taste.ErrUnknown) {
		if err := t.Create(p.ctx, name); err != nil {
			return usage("%w", err)
		}
		if len(c.Shoot) == 0 {
			if err := t.SetShoots(p.ctx, name, nil); err != nil {
				return err
			}
		}
	}
	if len(c.Shoot) > 0 {
		if err := t.SetShoots(p.ctx, name, c.Shoot); err != nil {
			return usage("%w", err)
		}
	}
	if t.On() {
		if err := describeDecided(p, t); err != nil {
			return err
		}
	}
	s, err := t.Learn(p.ctx, name)
	if errors.Is(err, taste.ErrOff) {
		return fmt.Errorf("%w: run 'keeplight taste switch on'", err)
	}
	if err != nil {
		return err
	}
	return printTaste(p.stdout, &s, c.JSON)
}

// describeDecided describes the photos that were decided about, and says from time to time
// how far it is.
func describeDecided(p *program, t *taste.Tastes) error {
	told := time.Now()
	return t.Describe(p.ctx, func(done, of int) {
		if time.Since(told) > 5*time.Second || done == of && of > 100 {
			told = time.Now()
			p.note("%s of %s looked at", plain.Count(done), plain.Plural(of, "photo", "photos"))
		}
	})
}

type tasteListCmd struct {
	JSON bool `name:"json" help:"Print one JSON object per line."`
}

// Run prints how each taste stands.
func (c *tasteListCmd) Run(p *program) (err error) {
	t, done, err := p.tastes(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	names, _, err := t.Names(p.ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		s, err := t.State(p.ctx, name)
		if err == nil {
			err = printTaste(p.stdout, &s, c.JSON)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type tasteSwitchCmd struct {
	To string `arg:"" enum:"on,off" help:"on or off. What was learnt stays."`
}

// Run stores the switch.
func (c *tasteSwitchCmd) Run(p *program) (err error) {
	t, done, err := p.tastes(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	return t.SetOn(p.ctx, c.To == "on")
}

type tasteForgetCmd struct {
	Name string `placeholder:"NAME" xor:"which" required:"" help:"Forget this taste."`
	All  bool   `xor:"which" required:"" help:"Forget all tastes."`
}

// Run forgets, and says what stays.
func (c *tasteForgetCmd) Run(p *program) (err error) {
	t, done, err := p.tastes(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if c.All {
		err = t.ForgetAll(p.ctx)
	} else {
		err = t.Forget(p.ctx, c.Name)
	}
	if err != nil {
		return err
	}
	p.note("keeplight: forgotten; your picks and rejects are as they were, and 'keeplight taste switch off' keeps it from learning again")
	return nil
}

type tasteExportCmd struct {
	File       string   `arg:"" type:"path" help:"File to write; its name ends in .json."`
	Name       string   `placeholder:"NAME" help:"Which taste. Default: the one that is used."`
	As         string   `placeholder:"NAME" help:"Name of the taste in the file. Default: none."`
	Shoots     []string `placeholder:"DIR" name:"shoot" type:"path" help:"List this shoot in the file by its folder's name; may be given several times."`
	WithPaths  bool     `help:"Also write the folders' whole paths."`
	WithHashes bool     `help:"Also write the hashes of the photos that you picked."`
}

// Run writes the file.
func (c *tasteExportCmd) Run(p *program) (err error) {
	if filepath.Ext(c.File) != ".json" {
		return usage("%s: the name of the file must end in .json", library.Display(c.File))
	}
	t, done, err := p.tastes(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	name, err := p.tasteName(t, c.Name)
	if err != nil {
		return err
	}
	o := taste.ExportOptions{Name: c.As, ShootNames: map[string]string{}, Paths: c.WithPaths, Hashes: c.WithHashes}
	for _, folder := range c.Shoots {
		o.ShootNames[folder] = filepath.Base(folder)
	}
	err = writeWhole(c.File, func(w io.Writer) error { return t.Export(p.ctx, name, w, o) })
	if err != nil {
		return fmt.Errorf("writing %s: %w", library.Display(c.File), err)
	}
	return nil
}

type tasteImportCmd struct {
	File string `arg:"" type:"existingfile" help:"File that 'keeplight taste export' wrote."`
}

// Run adds the taste and prints its name.
func (c *tasteImportCmd) Run(p *program) (err error) {
	t, done, err := p.tastes(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("reading the taste: %w", err)
	}
	defer f.Close()
	name, err := t.Import(p.ctx, f)
	if err != nil {
		return fmt.Errorf("reading %s: %w", library.Display(c.File), err)
	}
	fmt.Fprintln(p.stdout, library.Display(name))
	return nil
}

// printTaste prints how a taste stands.
func printTaste(w io.Writer, s *taste.State, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(tasteObject(s))
	}
	head := "silent"
	switch {
	case !s.On:
		head = "switched off"
	case s.Proved:
		head = "proved"
	case s.Fell:
		head = "silent again: it was no longer better than the built-in scorer"
	}
	fmt.Fprintf(w, "%s: %s\n", library.Display(s.Name), head)
	fmt.Fprintf(w, "  from %s, %s and %s by stars, in %s\n", plain.Plural(s.From.Picks, "pick", "picks"),
		plain.Plural(s.From.Rejects, "reject", "rejects"), plain.Count(s.From.Rated), plain.Plural(s.From.Shoots, "shoot", "shoots"))
	if s.From.Unscored > 0 {
		fmt.Fprintf(w, "  %s not scored by the built-in scorer yet: run 'keeplight score' on the folders\n", plain.Plural(s.From.Unscored, "of these photos is", "of these photos are"))
	}
	if !s.Proved {
		fmt.Fprintf(w, "  %s\n", outlookText(s))
	}
	printTest(w, s)
	return nil
}

// outlookText says what is still needed.
func outlookText(s *taste.State) string {
	so := plain.Plural(s.From.Picks, "pick", "picks") + " so far; "
	shoots := ""
	if n := s.Outlook.Shoots; n > 0 {
		shoots = " from " + plain.Plural(n, "more shoot", "more shoots")
	}
	if !s.Outlook.Known {
		return so + "nothing that tells your picks better than the built-in score was found yet"
	}
	return fmt.Sprintf("%sabout %s more decisions%s before I can say anything", so, plain.Count(s.Outlook.Decisions), shoots)
}

// printTest prints the test, the learning curve and the pulls.
func printTest(w io.Writer, s *taste.State) {
	if t := &s.Test; t.Pairs > 0 {
		fmt.Fprintf(w, "  tested on %s of shoots that it had not learnt from: it alone was right in %.0f, the built-in scorer alone in %.0f; evidence %.1f of %.0f\n",
			plain.Plural(t.Pairs, "pair", "pairs"), t.Wins, t.Losses, t.Evidence, t.Needed)
		if t.HasModel {
			fmt.Fprintf(w, "  against the model: %.0f to %.0f, evidence %.1f of %.0f\n", t.ModelWins, t.ModelLosses, t.ModelEvidence, t.Needed)
		}
	}
	for _, point := range s.Curve {
		fmt.Fprintf(w, "  %5d decisions: %4.1f %% of held-out pairs right (%.1f–%.1f), built-in %.1f %%\n",
			point.Decisions, 100*point.Right, 100*point.Low, 100*point.High, 100*point.BuiltIn)
	}
	for _, pull := range s.Pulls {
		if pull.Known {
			fmt.Fprintf(w, "  %-21s %+.2f (%+.2f to %+.2f)\n", pull.Attribute.Title(), pull.Weight, pull.Low, pull.High)
		}
	}
}

// tasteJSON is how a taste stands.
type tasteJSON struct {
	Name     string          `json:"name"`
	On       bool            `json:"on"`
	Used     bool            `json:"used"`
	Imported bool            `json:"imported"`
	Proved   bool            `json:"proved"`
	Fell     bool            `json:"fell"`
	Weights  string          `json:"weights,omitempty"` // their version
	From     taste.From      `json:"from"`
	Test     tasteTestJSON   `json:"test"`
	Needed   *tasteNeedJSON  `json:"needed"` // null where it is proved, or it cannot be said
	Curve    any             `json:"curve"`
	Pulls    []tastePullJSON `json:"pulls"`
}

type tasteTestJSON struct {
	Pairs         int     `json:"pairs"`
	Wins          float64 `json:"wins"`
	Losses        float64 `json:"losses"`
	Evidence      float64 `json:"evidence"`
	Needed        float64 `json:"needed"`
	HasModel      bool    `json:"against_model"`
	ModelWins     float64 `json:"model_wins"`
	ModelLosses   float64 `json:"model_losses"`
	ModelEvidence float64 `json:"model_evidence"`
}

type tasteNeedJSON struct {
	Decisions int `json:"decisions"`
	Shoots    int `json:"shoots"`
}

type tastePullJSON struct {
	Attribute string  `json:"attribute"`
	Weight    float64 `json:"weight"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
}

func tasteObject(s *taste.State) tasteJSON {
	o := tasteJSON{
		Name: s.Name, On: s.On, Used: s.Used, Imported: s.Imported, Proved: s.Proved, Fell: s.Fell, Weights: s.Version,
		From: s.From, Test: tasteTestJSON(s.Test), Curve: s.Curve, Pulls: []tastePullJSON{},
	}
	// JSON has no number for evidence beyond all bounds.
	o.Test.Evidence, o.Test.ModelEvidence = min(o.Test.Evidence, math.MaxFloat32), min(o.Test.ModelEvidence, math.MaxFloat32)
	if !s.Proved && s.Outlook.Known {
		o.Needed = &tasteNeedJSON{s.Outlook.Decisions, s.Outlook.Shoots}
	}
	for _, p := range s.Pulls {
		if p.Known {
			o.Pulls = append(o.Pulls, tastePullJSON{p.Attribute.Key(), p.Weight, p.Low, p.High})
		}
	}
	return o
}
