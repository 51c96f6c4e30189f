package folders

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
)

// The commands that other rooms name.
const (
	OpenFolder command.ID = "open-folder"
	OpenDemo   command.ID = "demo"
)

// Commands are what opens folders.
func (f *Folders) Commands() []command.Binding {
	return []command.Binding{
		{
			ID: OpenFolder, Section: command.Work, Title: "Open a folder",
			Keys: []command.Key{{Name: "o", Mod: command.Ctrl}}, Run: f.choose,
		},
		{
			ID: OpenDemo, Section: command.Work, Title: "Open the demo shoot", Unlisted: true, Run: f.OpenDemo,
		},
	}
}

// Demo draws a made-up shoot.
type Demo struct {
	Folder string // where it is drawn
	Desk   *desk.Desk
	// Draw draws what is missing into the folder, which it makes, and tells of each
	// picture.
	Draw func(ctx context.Context, folder string, told func(done, total int)) error
	Make func(folder string) error // makes the folder
}

// OpenDemo opens the demo shoot and draws whatever of it is missing. The pictures
// appear as they are drawn.
func (f *Folders) OpenDemo() change.Set {
	d := f.Demo
	if err := d.Make(d.Folder); err != nil {
		return f.Notices.Fail(fmt.Errorf("making the folder of the demo shoot: %w", err))
	}
	changed := f.Open(d.Folder)
	d.Desk.Go(func(ctx context.Context) {
		err := d.Draw(ctx, d.Folder, func(done, total int) {
			d.Desk.Post(func() change.Set { return f.Notices.Say(demoWords(done, total)) })
		})
		if err != nil && !errors.Is(err, context.Canceled) {
			d.Desk.Post(func() change.Set { return f.Notices.Fail(fmt.Errorf("drawing the demo shoot: %w", err)) })
		}
	})
	return changed
}

func demoWords(done, total int) string {
	if done < total {
		return lang.L("Drawing the demo shoot: {{.Done}} of {{.Total}}",
			map[string]any{"Done": plain.Count(done), "Total": plain.Count(total)})
	}
	return lang.L("The demo shoot is drawn")
}

// Recent gives the folders opened before, the newest first.
func (f *Folders) Recent() library.Paths { return f.Chosen.Recent }
