package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/models"
)

// modelCmd installs, lists and chooses vision models.
type modelCmd struct {
	List    modelListCmd    `cmd:"" default:"1" help:"List the models that are available or installed."`
	Install modelInstallCmd `cmd:"" help:"Download and install a model, or continue a download."`
	Use     modelUseCmd     `cmd:"" help:"Choose an installed model, or your own model and projector files."`
	Verify  modelVerifyCmd  `cmd:"" help:"Compare installed models and llama.cpp with their publishers' checksums."`
	Remove  modelRemoveCmd  `cmd:"" help:"Delete a model from the disk. Its scores are kept."`
}

type modelListCmd struct{}

// Run lists models with the GPUs that they are for, size, memory, licence and whether
// they fit.
func (modelListCmd) Run(p *program) error {
	devices, known := p.devices()
	proposed := p.store.Table().Propose(devices, known).ID
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tMODEL\tFOR\tDOWNLOAD\tMEMORY\tLICENCE\tSTATE\tFIT")
	for _, m := range p.store.Models() {
		_, fit := models.FitOn(&m.Model, devices, known)
		fmt.Fprintf(w, "%s\t%s %s\t%s\t%s\tabout %s\t%s\t%s\t%s\n",
			m.ID, m.Name, m.Quantised, tierOf(&m.Model), plain.Bytes(m.Size()), plain.Bytes(m.Memory), m.Licence, stateOf(m, m.ID == proposed), fit)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	if s := p.chosenModel(); s.Model != "" {
		fmt.Fprintf(p.stdout, "\nChosen model: %s\n   projector: %s\n", library.Display(s.Model), library.Display(s.Projector))
	}
	return nil
}

// tierOf says for which GPUs a model is.
func tierOf(m *models.Model) string {
	if m.Tier == 0 {
		return "any GPU"
	}
	return fmt.Sprintf("GPUs from %d GB", m.Tier)
}

func stateOf(m models.ModelState, proposed bool) string {
	switch {
	case m.Installed:
		return "installed"
	case m.Arrived > 0:
		return plain.Bytes(m.Arrived) + " downloaded"
	case proposed:
		return "available, recommended"
	}
	return "available"
}

type modelInstallCmd struct {
	Name string `arg:"" optional:"" help:"Name, as shown by 'keeplight model list'. Default: the one recommended for this computer."`
	Yes  bool   `short:"y" help:"Download without asking."`
}

// Run says what will be downloaded, asks, downloads, and chooses it.
func (c *modelInstallCmd) Run(p *program) error {
	devices, known := p.devices()
	name := firstOf(c.Name, p.store.Table().Propose(devices, known).ID)
	for _, m := range p.store.Models() {
		if m.ID != name {
			continue
		}
		_, fit := models.FitOn(&m.Model, devices, known)
		download := plain.Bytes(m.Size())
		if m.Arrived > 0 {
			download += ", of which " + plain.Bytes(m.Arrived) + " are downloaded already"
		}
		p.note("%s %s, by %s at huggingface.co\n  download  %s\n  memory    about %s: %s\n  licence   %s",
			m.Name, m.Quantised, m.Repo, download, plain.Bytes(m.Memory), fit, m.Licence)
		if !m.Installed {
			if err := p.agree(c.Yes, "Download it?"); err != nil {
				return err
			}
		}
	}
	err := p.installing(func(tell func(jobs.Progress)) error {
		_, err := jobs.PlanAndDo(p.ctx, &p.jobs, &jobs.InstallModel{Store: p.store, ID: name}, tell)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s is installed.\n", name)
	if p.store.EngineFolder("") == "" && p.chosenModel().Runtime == "" {
		p.note("It needs llama.cpp to run: install that with 'keeplight engine install'.")
	}
	return (&modelUseCmd{Model: name}).Run(p)
}

type modelUseCmd struct {
	Model  string `arg:"" help:"Name of an installed model, or a GGUF file."`
	Mmproj string `arg:"" optional:"" type:"path" help:"The vision projector (mmproj) for your own GGUF file."`
}

// Run makes a model the one that scores without further flags. A file of one's
// own is checked first; its digest is remembered when it is first used.
func (c *modelUseCmd) Run(p *program) error {
	model, projector := c.Model, c.Mmproj
	if projector == "" {
		var err error
		if model, projector, err = p.store.ModelFiles(c.Model); err != nil {
			if looksLikePath(c.Model) {
				return usage("a vision model is two files: name its projector (mmproj) too: keeplight model use MODEL.gguf MMPROJ.gguf")
			}
			return usage("%w; to use your own files: keeplight model use MODEL.gguf MMPROJ.gguf", err)
		}
	} else if absolute, err := filepath.Abs(model); err == nil {
		model = absolute
	}
	if err := models.CheckOwn(model, projector); err != nil {
		return err
	}
	return p.chooseModel(func(s *local.Settings) { s.Model, s.Projector = model, projector })
}

// looksLikePath is true for what is a file or a folder, or is written like one.
func looksLikePath(name string) bool {
	_, err := os.Lstat(name)
	return err == nil || strings.ContainsAny(name, `/\`) || strings.HasSuffix(strings.ToLower(name), ".gguf")
}

type modelVerifyCmd struct {
	Name string `arg:"" optional:"" help:"Name of the model. Default: everything that is installed."`
}

// Run gives status 1 when a file is not what was announced.
func (c *modelVerifyCmd) Run(p *program) error {
	var failed error
	seen := 0
	for _, m := range p.store.Models() {
		if c.Name != "" && m.ID != c.Name || c.Name == "" && !m.Installed {
			continue
		}
		seen++
		if err := p.store.VerifyModel(p.ctx, m.ID, nil); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		fmt.Fprintf(p.stdout, "%s: both files match their published checksums\n", m.ID)
	}
	for _, e := range p.store.Engines() {
		if c.Name != "" || !e.Installed {
			continue
		}
		if err := p.store.VerifyEngine(p.ctx, e.Backend, nil); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		fmt.Fprintf(p.stdout, "llama.cpp for %s: all files are unchanged since they were installed\n", e.Backend)
	}
	if c.Name != "" && seen == 0 {
		return usage("there is no model %q: see 'keeplight model list'", c.Name)
	}
	if seen == 0 {
		p.note("keeplight: no model from the list is installed; your own files are checked each time they are used")
	}
	return failed
}

type modelRemoveCmd struct {
	Name string `arg:"" help:"As 'keeplight model list' names it."`
}

// Run removes a model's files and leaves its scores.
func (c *modelRemoveCmd) Run(p *program) error {
	freed, err := p.store.RemoveModel(c.Name)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s is removed: %s are free again. Its scores are kept.\n", c.Name, plain.Bytes(freed))
	gone, _, err := p.store.ModelFiles(c.Name)
	if err != nil || p.chosenModel().Model != gone {
		return err
	}
	return p.chooseModel(func(s *local.Settings) { s.Model, s.Projector = "", "" })
}

// devices lists what the chosen or installed llama.cpp can run on; known is
// false where there is none, or it does not start.
func (p *program) devices() (devices []engine.Device, known bool) {
	s := p.chosenModel()
	p.store.Complete(&s)
	if s.Runtime == "" {
		return nil, false
	}
	devices, err := engine.Devices(p.ctx, "", s.Runtime)
	if err != nil {
		p.note("keeplight: llama.cpp in %s: %s", library.Display(s.Runtime), strings.TrimSpace(err.Error()))
		return nil, false
	}
	return devices, true
}
