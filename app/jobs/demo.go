package jobs

import (
	"context"
	"fmt"
	"os"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/demo"
)

// Demo draws the demo shoot, or what is missing of it.
type Demo struct {
	Folder  string // to draw it into; made where it is missing
	Options demo.Options
}

var _ Job[struct{}, struct{}] = (*Demo)(nil)

// Kind gives Drawing.
func (*Demo) Kind() Kind { return Drawing }

// Plan makes the folder, so that it can be watched while it fills.
func (d *Demo) Plan(context.Context) (struct{}, error) {
	if err := os.MkdirAll(d.Folder, 0o755); err != nil {
		return struct{}{}, fmt.Errorf("making the folder of the demo shoot: %w", err)
	}
	return struct{}{}, nil
}

// Run draws and counts pictures.
func (d *Demo) Run(ctx context.Context, _ struct{}, tell func(Progress)) (struct{}, error) {
	err := demo.Draw(ctx, d.Folder, d.Options, func(done, total int) {
		tell(Progress{Done: int64(done), Total: int64(total)})
	})
	if err != nil {
		err = fmt.Errorf("drawing the demo shoot into %s: %w", library.Display(d.Folder), err)
	}
	return struct{}{}, err
}
