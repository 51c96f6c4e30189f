package main

import (
	"fmt"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
)

// demoCmd draws the demo shoot.
type demoCmd struct {
	Folder string `arg:"" name:"dir" help:"Folder for the demo shoot. It is created if missing."`
}

// Run draws the shoot and says what to do with it.
func (c *demoCmd) Run(p *program) error {
	_, err := jobs.PlanAndDo(p.ctx, &p.jobs, &jobs.Demo{Folder: c.Folder}, p.noteProgress("photo", "photos", "drawn"))
	if p.ctx.Err() != nil {
		return quiet(exitInterrupted)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "The demo shoot is in %s. Open it with 'keeplight %s', or score it with 'keeplight score %s'.\n",
		library.Display(c.Folder), library.Display(c.Folder), library.Display(c.Folder))
	return nil
}
