package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/local"
)

// engineVerifyCmd runs the self-test on every device.
type engineVerifyCmd struct {
	EngineDir string `placeholder:"DIR" type:"path" help:"Folder with llama.cpp's shared libraries. Default: those that are chosen or installed."`
	Device    string `placeholder:"NAME" help:"Test only this device: cpu, or a name from 'keeplight engine list'."`
}

// Run prints a line for each device and ends with status 1 where one of them
// fails.
func (c *engineVerifyCmd) Run(p *program) error {
	folders := c.folders(p)
	if len(folders) == 0 {
		return usage("no llama.cpp is installed: run 'keeplight engine install', or name a folder with --engine-dir")
	}
	failed := false
	for _, folder := range folders {
		if len(folders) > 1 {
			p.note("keeplight: llama.cpp in %s", library.Display(folder))
		}
		verdict, err := p.verify(folder, c.Device)
		if err != nil {
			return err
		}
		failed = failed || !verdict.Passed()
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

// verify runs the self-test on a folder's devices, prints what came of it and keeps
// it.
func (p *program) verify(folder, device string) (scorers.EngineVerdict, error) {
	verdict, err := scorers.NewEngineTest(nil, func(string) {}).Run(p.ctx, folder, device)
	switch {
	case errors.Is(err, context.Canceled):
		return nil, quiet(exitInterrupted)
	case err != nil:
		return nil, err
	}
	if err := p.printVerdict(verdict); err != nil {
		return nil, err
	}
	for _, r := range verdict {
		if !r.Passed {
			p.note("keeplight: %s (%s) will not be used for scoring", library.Display(r.Device.Name), library.Display(r.Device.Backend))
		}
	}
	if best, ok := verdict.Fastest(); ok && len(verdict) > 1 {
		p.note("keeplight: the fastest device that passed is %s (%s)", library.Display(best.Device.Name), library.Display(best.Device.Backend))
	}
	p.keepVerdict(folder, verdict)
	return verdict, nil
}

// keepVerdict notes it in the catalogue, so that a device which failed does not
// score. While the window has the catalogue, it finds out by itself.
func (p *program) keepVerdict(folder string, verdict scorers.EngineVerdict) {
	cat, err := p.openToWrite()
	if errors.Is(err, catalog.ErrLocked) {
		return
	}
	if err == nil {
		err = errors.Join(scorers.NewEngineTest(cat, p.log).Keep(p.ctx, folder, verdict), cat.Close())
	}
	if err != nil {
		p.note("keeplight: the result of the self-test could not be saved: %v", err)
	}
}

// checkDevice gives scorers.ErrTestFailed where the chosen device fails the
// self-test, by what is kept in the catalogue or by testing now.
func (p *program) checkDevice(ctx context.Context, s local.Settings) error {
	cat, err := p.openToWrite()
	locked := errors.Is(err, catalog.ErrLocked) // a window has it: what is kept is read
	if locked {
		cat, err = catalog.OpenReadOnly(p.catalogDir)
	}
	if err != nil {
		return err
	}
	defer cat.Close()
	if locked {
		return scorers.NewEngineTest(readOnly{cat}, p.log).Check(ctx, s)
	}
	return scorers.NewEngineTest(cat, p.log).Check(ctx, s)
}

// readOnly are settings that keep nothing.
type readOnly struct{ *catalog.Catalog }

func (readOnly) PutSetting(context.Context, string, any) error { return nil }

func (p *program) printVerdict(verdict scorers.EngineVerdict) error {
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "BACKEND\tDEVICE\tDESCRIPTION\tPER PICTURE\tRESULT")
	for _, r := range verdict {
		took, text := "-", r.Text
		if r.PerPicture > 0 {
			took = r.PerPicture.Round(time.Millisecond).String()
		}
		if r.Passed {
			text = "self-test passed"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", library.Display(r.Device.Backend), library.Display(r.Device.Name),
			library.Display(r.Device.Description), took, library.Display(text))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	return nil
}
