package main

import (
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/demo"
)

// demoCmd draws the demo shoot.
type demoCmd struct {
	Folder string `arg:"" name:"dir" help:"Folder to draw it into; made when missing."`
}

// Run draws the shoot and says what to do with it.
func (c *demoCmd) Run(p *program) error {
	told := time.Now()
	err := demo.Draw(p.ctx, c.Folder, demo.Options{}, func(done, total int) {
		if time.Since(told) >= lineEvery {
			told = time.Now()
			p.note("%d of %d photos drawn", done, total)
		}
	})
	if p.ctx.Err() != nil {
		return quiet(exitInterrupted)
	}
	if err != nil {
		return fmt.Errorf("drawing the demo shoot into %s: %w", library.Display(c.Folder), err)
	}
	fmt.Fprintf(p.stdout, "The demo shoot is in %s. Open it with 'keeplight %s', or score it with 'keeplight score %s'.\n",
		library.Display(c.Folder), library.Display(c.Folder), library.Display(c.Folder))
	return nil
}
