package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"keeplight/library"
	"keeplight/scoring/eyechart"
)

// engineVerifyCmd looks at the eye chart on every device.
type engineVerifyCmd struct {
	EngineDir string `placeholder:"DIR" type:"path" help:"Folder of llama.cpp's shared libraries. Otherwise the one that is chosen or installed."`
	Device    string `placeholder:"NAME" help:"Only this device: cpu, or a name that 'engine list' gives."`
}

// Run prints a line for each device and ends with status 1 where one of them
// does not see rightly.
func (c *engineVerifyCmd) Run(p *program) error {
	s := p.chosenModel()
	s.Library = firstOf(c.EngineDir, s.Library)
	p.store.Complete(&s)
	if s.Library == "" {
		return usage("there is no llama.cpp to verify: 'keeplight engine install' fetches it, or name a folder with --engine-dir")
	}
	results, err := eyechart.Verify(p.ctx, eyechart.Options{Library: s.Library, Device: c.Device})
	switch {
	case errors.Is(err, context.Canceled):
		return quiet(exitInterrupted)
	case err != nil:
		return fmt.Errorf("verifying llama.cpp: %w", err)
	}
	if err := p.printVerdicts(results); err != nil {
		return err
	}
	best, ok := eyechart.Fastest(results)
	if ok && len(results) > 1 {
		p.note("keeplight: the fastest that sees rightly is %s (%s)", library.Display(best.Device.Name), library.Display(best.Device.Backend))
	}
	for _, r := range results {
		if !r.Right {
			return quiet(exitProblems)
		}
	}
	return nil
}

func (p *program) printVerdicts(results []eyechart.Result) error {
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "BACKEND\tDEVICE\tIS\tA PICTURE\tVERDICT")
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
