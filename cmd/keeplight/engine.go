package main

import (
	"fmt"
	"text/tabwriter"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/models"
)

// engineCmd installs, tests and chooses llama.cpp.
type engineCmd struct {
	List    engineListCmd    `cmd:"" default:"1" help:"List the builds available for this computer, what is installed, and the devices."`
	Verify  engineVerifyCmd  `cmd:"" help:"Run the self-test on every device: does it compute correctly, and how fast?"`
	Time    engineTimeCmd    `cmd:"" help:"Time your model on every device that passes the self-test. The fastest is chosen the first time, and else proposed."`
	Install engineInstallCmd `cmd:"" help:"Download and install llama.cpp for a backend."`
	Use     engineUseCmd     `cmd:"" help:"Choose an installed llama.cpp, or a folder with your own build."`
	Remove  engineRemoveCmd  `cmd:"" help:"Remove an installed llama.cpp."`
}

type engineListCmd struct{}

// Run lists builds, and devices with their memory.
func (engineListCmd) Run(p *program) error {
	table := p.store.Table()
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "BACKEND\tLLAMA.CPP\tLICENCE\tSTATE\tNEEDS")
	for _, e := range p.store.Engines() {
		state := "available"
		if e.Installed {
			state = "installed, " + plain.Bytes(e.Size)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", e.Backend, table.Engine.Build, table.Engine.Licence, state, e.Needs)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	devices, known := p.devices()
	if !known {
		p.note("keeplight: GPUs can only be listed once llama.cpp is installed: run 'keeplight engine install'")
		return nil
	}
	fmt.Fprintln(p.stdout)
	fmt.Fprintln(w, "DEVICE\tDESCRIPTION\tBACKEND\tMEMORY\tFREE")
	for _, d := range devices {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", library.Display(d.Name), library.Display(d.Description), library.Display(d.Backend),
			memory(d.MemoryTotal), memory(d.MemoryFree))
	}
	return w.Flush()
}

func memory(n int64) string {
	if n == 0 {
		return "unknown"
	}
	return plain.Bytes(n)
}

type engineInstallCmd struct {
	Backend string `arg:"" optional:"" help:"vulkan, cpu, cuda, cuda12, rocm or metal, as 'keeplight engine list' offers them. Default: vulkan, on macOS metal."`
	Yes     bool   `short:"y" help:"Download without asking."`
}

// Run asks the publisher for sizes and digests, asks the person, downloads and
// unpacks.
func (c *engineInstallCmd) Run(p *program) error {
	if err := p.store.KnowsBackend(c.Backend); err != nil {
		return err
	}
	p.note("Asking api.github.com for sizes and checksums…")
	var plan models.Plan
	job := &jobs.InstallEngine{Store: p.store, Backend: c.Backend}
	err := p.installing(func(func(jobs.Progress)) (err error) {
		plan, err = job.Plan(p.ctx)
		return err
	})
	if err != nil {
		return err
	}
	table := p.store.Table()
	p.note("llama.cpp %s for %s, by %s at github.com\n  download  %s\n  memory    hardly more than the model itself\n  licence   %s",
		table.Engine.Build, plan.Backend, plan.Repo, plain.Bytes(plan.Size()), table.Engine.Licence)
	if plan.Needs != "" {
		p.note("  needs     %s", plan.Needs)
	}
	if err := p.agree(c.Yes, "Download it?"); err != nil {
		return err
	}
	err = p.installing(func(tell func(jobs.Progress)) error {
		_, err := jobs.Do(p.ctx, &p.jobs, job, plan, tell)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "llama.cpp for %s is installed.\n", plan.Backend)
	return (&engineUseCmd{Folder: plan.Backend}).Run(p)
}

type engineUseCmd struct {
	Folder string `arg:"" help:"An installed backend, or the folder with llama.cpp's shared libraries."`
}

// Run makes a llama.cpp the one that runs models, once it has shown that it can.
// What the self-test says of its devices is kept: one that fails does not score.
func (c *engineUseCmd) Run(p *program) error {
	folder := p.store.EngineFolder(c.Folder)
	if folder == "" {
		folder = engine.RuntimeFolder(c.Folder)
	}
	if _, err := engine.Devices(p.ctx, "", folder); err != nil {
		return fmt.Errorf("this llama.cpp was not chosen: %w", err)
	}
	if err := p.chooseModel(func(s *local.Settings) { s.Runtime = folder }); err != nil {
		return err
	}
	verdict, err := p.verify(folder, "")
	if err != nil {
		return err
	}
	if _, ok := verdict.Fastest(); !ok {
		return quiet(exitProblems)
	}
	return nil
}

type engineRemoveCmd struct {
	Backend string `arg:"" help:"Backend, as shown by 'keeplight engine list'."`
}

// Run removes an installed llama.cpp.
func (c *engineRemoveCmd) Run(p *program) error {
	folder := p.store.EngineFolder(c.Backend)
	freed, err := p.store.RemoveEngine(c.Backend)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "llama.cpp for %s was removed: %s freed.\n", c.Backend, plain.Bytes(freed))
	if p.chosenModel().Runtime != folder {
		return nil
	}
	return p.chooseModel(func(s *local.Settings) { s.Runtime = "" })
}
