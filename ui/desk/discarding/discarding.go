package discarding

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/trash"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// Store is the part of the catalogue that knows what is in the trash.
type Store interface {
	jobs.TrashStore
	RecordTrash(ctx context.Context, files []library.MovedFile) ([]library.Photo, error)
	NextUndo(ctx context.Context) (library.Step, error)
	ReadOnly() bool
}

// Culling is the door that steps go through.
type Culling interface {
	Discard(do func(context.Context) ([]library.Photo, error)) change.Set
	MoveBy(kind library.StepKind, m decide.Mover)
	// Flush waits until what was asked for is stored and told of.
	Flush()
}

// Needs is what the room asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	Store   Store
	Culling Culling
	Targets func() []library.ID // the photos that the view's keys mean
	Folders func() []string     // the opened ones
}

// Discarding belongs to fyne's goroutine.
type Discarding struct {
	Needs
	sheet *sheets.Discard
	view  sheets.DiscardView
	plan  jobs.TrashPlan
	// generation tells the answer to the present question from late answers to earlier
	// ones.
	generation int
	cancel     context.CancelFunc // of what is under way
}

// New gives a room, and has it undo steps of the trash.
func New(n Needs) *Discarding {
	d := &Discarding{Needs: n, cancel: func() {}}
	d.sheet = sheets.NewDiscard(d.start, d.stopOrClose)
	n.Culling.MoveBy(library.TrashStep, d.steps())
	return d
}

// The commands.
const (
	Trash        command.ID = "trash"
	TrashRejects command.ID = "trash-rejects"
)

// Commands are what moves photos to the trash.
func (d *Discarding) Commands() []command.Binding {
	return []command.Binding{
		{
			ID: Trash, Section: command.Work, Title: language.Mark("Move to the trash…"),
			Row: language.Mark("Move the photo or the selection to the trash, listed first"), Photo: true,
			Keys: []command.Key{{Name: "Delete"}}, Enabled: d.hasTargets,
			Run: func() change.Set { return d.open(Trash, d.targets()) },
		},
		{
			ID: TrashRejects, Section: command.Work, Title: language.Mark("Move rejects to the trash…"),
			Keys: []command.Key{{Name: "BackSpace", Mod: command.Ctrl}}, Enabled: d.hasTargets,
			Run: d.openRejects,
		},
	}
}

func (d *Discarding) hasTargets() (ok bool, why string) {
	switch {
	case d.Store.ReadOnly():
		return false, readOnly()
	case d.Session.Cursor() == 0:
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}

func readOnly() string {
	return language.Mark("This catalogue is open in another window, so nothing can be moved here")
}

func (d *Discarding) targets() (photos []library.Photo) {
	for _, id := range d.Targets() {
		if p := d.Session.Photo(id); p != nil {
			photos = append(photos, *p)
		}
	}
	return photos
}

// openRejects shows the rejects among what the filter shows, whether it shows rejects or
// not.
func (d *Discarding) openRejects() change.Set {
	filter := d.Session.Filter()
	filter.Flags = []library.Flag{library.Reject}
	rejects := d.Session.Photos(func(p *library.Photo) bool { return filter.Match(d.Session.Item(p.ID)) })
	if len(rejects) == 0 {
		return d.Notices.Say(lang.L("No photo is rejected"))
	}
	return d.open(TrashRejects, rejects)
}

// open shows the sheet and finds, beside fyne's goroutine, what would go.
func (d *Discarding) open(by command.ID, photos []library.Photo) change.Set {
	d.view, d.plan = sheets.DiscardView{Photos: len(photos)}, jobs.TrashPlan{}
	d.sheet.Set(d.view)
	d.Overlay.Show(overlay.Sheet{
		Object: d.sheet, ClosedBy: by,
		Keys:    map[string]func(){"Return": d.start, "KP_Enter": d.start},
		OnClose: func() change.Set { d.end(); return change.None },
	})
	job := d.job(photos)
	ctx, generation := d.begin()
	d.Desk.Go(func(context.Context) {
		plan, err := job.Plan(ctx)
		d.Desk.Post(func() change.Set {
			if generation == d.generation && err == nil {
				d.planned(plan)
			}
			return change.None
		})
	})
	return change.None
}

func (d *Discarding) planned(plan jobs.TrashPlan) {
	d.plan = plan
	d.view = sheets.DiscardView{State: sheets.DiscardAsking, Photos: len(plan.Shots)}
	d.view.Summary = lang.L("{{.Photos}}: {{.Files}}, {{.Size}}", language.Args{
		"Photos": language.Plural("{{.N}} photos", len(plan.Shots)), "Files": language.Plural("{{.N}} files", plan.Files),
		"Size": language.Bytes(plan.Bytes),
	})
	for _, shot := range plan.Shots {
		for _, path := range shot.Files {
			d.view.Files = append(d.view.Files, library.Display(path))
		}
	}
	d.view.Staying = staying(plan.Failed)
	d.sheet.Set(d.view)
}

// staying names the photos that stay, and why.
func staying(failed []jobs.TrashFailure) (lines []string) {
	for _, f := range failed {
		line := f.Text()
		if why, ok := trash.Why(f.Err); ok {
			line = library.Display(f.Path) + ": " + language.Message(why)
		}
		lines = append(lines, line)
	}
	return lines
}

// begin ends what was under way, and gives the context and the number of what comes
// next.
func (d *Discarding) begin() (context.Context, int) {
	d.end()
	var ctx context.Context
	ctx, d.cancel = context.WithCancel(d.Desk.Context())
	return ctx, d.generation
}

func (d *Discarding) end() {
	d.cancel()
	d.generation++
}
