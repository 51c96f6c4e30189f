package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/eyechart"
)

// engineVerifyCmd runs the self-test on every device.
type engineVerifyCmd struct {
	EngineDir string `placeholder:"DIR" type:"path" help:"Folder of llama.cpp's shared libraries. Otherwise the one that is chosen or installed."`
	Device    string `placeholder:"NAME" help:"Only this device: cpu, or a name that 'engine list' gives."`
}

// Run prints a line for each device and ends with status 1 where one of them
// failed.
func (c *engineVerifyCmd) Run(p *program) error {
	folders := c.folders(p)
	if len(folders) == 0 {
		return usage("there is no llama.cpp to verify: 'keeplight engine install' fetches it, or name a folder with --engine-dir")
	}
	failed := false
	for _, folder := range folders {
		if len(folders) > 1 {
			p.note("keeplight: llama.cpp in %s", library.Display(folder))
		}
		results, err := p.verify(folder, c.Device)
		if err != nil {
			return err
		}
		_, passed := verdict(results)
		failed = failed || !passed
	}
	if failed {
		return quiet(exitProblems)
	}
	return nil
}

// folders gives the llama.cpp that is named; else the one that scores and, unless
// a device of it is named, all that are installed.
func (c *engineVerifyCmd) folders(p *program) (folders []string) {
	if c.EngineDir != "" {
		return []string{c.EngineDir}
	}
	s := p.chosenModel()
	p.store.Complete(&s)
	if s.Runtime != "" {
		folders = append(folders, s.Runtime)
	}
	for _, e := range p.store.Engines() {
		folder := p.store.EngineFolder(e.Backend)
		if e.Installed && folder != "" && c.Device == "" && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// verify runs the self-test on a runtime's devices, prints what came of it and
// keeps it.
func (p *program) verify(folder, device string) ([]eyechart.Result, error) {
	results, err := eyechart.Verify(p.ctx, eyechart.Options{Runtime: folder, Device: device})
	switch {
	case errors.Is(err, context.Canceled):
		return nil, quiet(exitInterrupted)
	case err != nil:
		return nil, fmt.Errorf("verifying llama.cpp: %w", err)
	}
	if err := p.printVerdicts(results); err != nil {
		return nil, err
	}
	for _, r := range results {
		if !r.Passed {
			p.note("keeplight: %s (%s) is not used for scoring", library.Display(r.Device.Name), library.Display(r.Device.Backend))
		}
	}
	if best, ok := eyechart.Fastest(results); ok && len(results) > 1 {
		p.note("keeplight: the fastest that passed is %s (%s)", library.Display(best.Device.Name), library.Display(best.Device.Backend))
	}
	p.keepVerdicts(folder, results)
	return results, nil
}

// keepVerdicts notes them in the catalogue, so that a device which failed does
// not score. While the window has the catalogue, it finds out by itself.
func (p *program) keepVerdicts(library string, results []eyechart.Result) {
	cat, err := p.openToWrite()
	if errors.Is(err, catalog.ErrLocked) {
		return
	}
	if err == nil {
		err = errors.Join(eyechart.NewLedger(cat).Keep(p.ctx, library, results), cat.Close())
	}
	if err != nil {
		p.note("keeplight: the outcome could not be kept: %v", err)
	}
}

// refuseFailed gives an error where the chosen device fails the self-test, by what
// is kept in the catalogue or by running it now. Whatever else goes wrong with that
// is said and stops nothing: starting the model will tell.
func (p *program) refuseFailed(o eyechart.Options, withCatalog bool) error {
	ledger := eyechart.NewLedger(nil)
	if withCatalog {
		cat, err := p.openToWrite()
		locked := errors.Is(err, catalog.ErrLocked) // a window has it: what is kept is read
		if locked {
			cat, err = catalog.OpenReadOnly(p.catalogDir)
		}
		if err != nil {
			return err
		}
		defer cat.Close()
		ledger = eyechart.NewLedger(cat)
		if locked {
			ledger = eyechart.NewLedger(readOnly{cat})
		}
	}
	err := ledger.Check(p.ctx, o)
	if err != nil && !errors.Is(err, eyechart.ErrSelfTestFailed) && p.ctx.Err() == nil {
		p.note("keeplight: the self-test: %v", err)
		return nil
	}
	return err
}

// readOnly are settings that keep nothing.
type readOnly struct{ *catalog.Catalog }

func (readOnly) PutSetting(context.Context, string, any) error { return nil }

// verdict says of every device what came of it, and whether all of them may
// score.
func verdict(results []eyechart.Result) (words string, passed bool) {
	var sentences []string
	passed = true
	for _, r := range results {
		passed = passed && r.Passed
		text := fmt.Sprintf("%s (%s): %s", library.Display(r.Device.Description), library.Display(r.Device.Backend), library.Display(r.Text))
		if r.Passed && r.PerPicture > 0 {
			text += fmt.Sprintf(", %v per picture", r.PerPicture.Round(time.Millisecond))
		}
		sentences = append(sentences, text+".")
	}
	if best, ok := eyechart.Fastest(results); ok && len(results) > 1 {
		sentences = append(sentences, "The fastest that passed is "+library.Display(best.Device.Name)+".")
	}
	return strings.Join(sentences, " "), passed
}

func (p *program) printVerdicts(results []eyechart.Result) error {
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "BACKEND\tDEVICE\tDESCRIPTION\tPER PICTURE\tVERDICT")
	for _, r := range results {
		took := "-"
		if r.PerPicture > 0 {
			took = r.PerPicture.Round(time.Millisecond).String()
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", library.Display(r.Device.Backend), library.Display(r.Device.Name),
			library.Display(r.Device.Description), took, library.Display(r.Text))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	return nil
}
