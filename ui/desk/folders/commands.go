package folders

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// The commands that other rooms name.
const (
	OpenFolder command.ID = "open-folder"
	OpenDemo   command.ID = "demo"
	TryAgain   command.ID = "try-again"
)

// Commands are what opens folders, and what reads photos once more.
func (f *Folders) Commands() []command.Binding {
	return []command.Binding{
		{
			ID: OpenFolder, Section: command.Work, Title: language.Mark("Open a folder"),
			Keys: []command.Key{{Name: "o", Mod: command.Ctrl}}, Run: f.choose,
		},
		{
			ID: OpenDemo, Section: command.Work, Title: language.Mark("Open the demo shoot"), Unlisted: true, Run: f.OpenDemo,
		},
		{
			ID: TryAgain, Section: command.Work, Title: language.Mark("Try to decode this photo again"), Unlisted: true, Photo: true,
			Enabled: f.canTryThis, Run: f.tryThis,
		},
		{
			ID: "try-all-again", Section: command.Work, Title: language.Mark("Try again all set-aside photos"), Unlisted: true,
			Enabled: f.canTryAny, Run: f.tryAll,
		},
	}
}

// OpenDemo opens the demo shoot and draws whatever of it is missing. The pictures
// appear as they are drawn.
func (f *Folders) OpenDemo() change.Set {
	job := &jobs.Demo{Folder: f.DemoFolder}
	if _, err := job.Plan(f.Desk.Context()); err != nil {
		return f.Notices.Fail(err)
	}
	changed := f.Open(f.DemoFolder)
	f.Desk.Go(func(ctx context.Context) {
		_, err := jobs.Do(ctx, f.Desk.Jobs(), job, struct{}{}, func(p jobs.Progress) {
			f.Desk.Post(func() change.Set { return f.Notices.Say(demoWords(int(p.Done), int(p.Total))) })
		})
		if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, jobs.ErrBusy) {
			f.Desk.Post(func() change.Set { return f.Notices.Fail(err) })
		}
	})
	return changed
}

func demoWords(done, total int) string {
	if done < total {
		return lang.L("Drawing the demo shoot: {{.Done}} of {{.Total}}",
			map[string]any{"Done": language.Count(done), "Total": language.Count(total)})
	}
	return lang.L("The demo shoot is drawn")
}
