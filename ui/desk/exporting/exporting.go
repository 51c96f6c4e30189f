package exporting

import (
	"context"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// Shoot is what an export tells of its folders and photos.
type Shoot interface {
	Destinations() []string
	Folders() []string // the opened ones
	NeverRead(ctx context.Context, folders ...string) error
	Follow(ctx context.Context, done *export.Done) error
	Faces() *faces.Pass // nil where none are looked for
}

// Needs is what the form asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	Chooser *overlay.Chooser
	Shoot   Shoot
	Chosen  *settings.Export
	Load    func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error) // for new JPEGs
	Thumb   func(context.Context, *library.Photo) (*image.RGBA, error)                      // for contact sheets
}

// Exporting is the export form's logic. It belongs to fyne's goroutine.
type Exporting struct {
	Needs
	printing   *printing
	form       *sheets.Export
	view       sheets.ExportView
	which      which
	items      []export.Item
	plan       export.Plan
	renditions jobs.RenditionPlan // in place of plan, where new JPEGs are written
	// generation tells the answer to the present question from late answers to
	// earlier ones.
	generation int
	cancel     context.CancelFunc // of what is under way
	eager      bool               // export was asked for while the plan was still being made
}

// New gives a form that is not shown.
func New(n Needs) *Exporting {
	x := &Exporting{Needs: n, cancel: func() {}}
	x.printing = newPrinting(&x.Needs)
	x.form = sheets.NewExport(sheets.ExportCallbacks{
		OnChoice:       func(i int) { x.choose(choices[i]) },
		OnPreset:       x.usePreset,
		OnChooseFolder: x.chooseFolder,
		OnDest:         x.setDest,
		OnSecond:       x.setSecond,
		OnChooseSecond: x.chooseSecond,
		OnChecksums:    func(on bool) { x.view.Checksums = on; x.replan() },
		OnTemplate:     x.setTemplate,
		OnMode:         x.setMode,
		OnJPEG:         x.setJPEG,
		OnExport:       x.start,
		OnCancel:       x.stopOrClose,
	})
	return x
}

// Export names the command that opens the form.
const Export command.ID = "export"

// Commands are what exports.
func (x *Exporting) Commands() []command.Binding {
	return []command.Binding{{
		ID: Export, Section: command.Work, Title: language.Mark("Export keepers"),
		Keys: []command.Key{{Name: "e", Mod: command.Ctrl}},
		Run:  func() change.Set { x.open(); return change.None },
	}, {
		ID: PrintSheet, Section: command.Work, Title: language.Mark("Contact sheet"),
		Row:  language.Mark("Contact sheet as PDF or HTML"),
		Keys: []command.Key{{Name: "e", Mod: command.Ctrl | command.Shift}},
		Run:  func() change.Set { x.printing.open(); return change.None },
	}}
}

// open shows the form for the selected photos where several are selected, else
// for what was exported last.
func (x *Exporting) open() {
	x.view = sheets.ExportView{
		TemplateHint: lang.L("{name} {date} {time} {seq:4} {camera} {lens} {rating} {score} {folder}; a slash makes a folder"),
	}
	x.take(&x.Chosen.ExportOptions)
	x.show()
	x.choose(first(x.Session, x.Chosen.Which))
}

// show puts the form over the window and gives it the keyboard.
func (x *Exporting) show() {
	x.Overlay.Show(overlay.Sheet{
		Object: x.form, ClosedBy: Export,
		OnClose: func() change.Set { x.cancelWork(); return change.None },
	})
	x.form.Focus(x.Overlay.Canvas())
}

// choose takes other photos to export.
func (x *Exporting) choose(w which) {
	x.which, x.view.Choice, x.view.Choices = w, slices.Index(choices, w), nil
	for i, n := range count(x.Session) {
		x.view.Choices = append(x.view.Choices, choices[i].text(n))
	}
	photos := w.photos(x.Session)
	x.view.Count = len(photos)
	x.items = make([]export.Item, len(photos))
	for i, p := range photos {
		x.items[i] = export.Item{Photo: p, Score: x.Session.Score(p.ID)}
	}
	x.replan()
}

func (x *Exporting) setDest(dest string) {
	x.view.Dest = strings.TrimSpace(dest)
	x.replan()
}

func (x *Exporting) setSecond(folder string) {
	x.view.Second = strings.TrimSpace(folder)
	x.replan()
}

func (x *Exporting) setTemplate(template string) {
	x.view.Template = template
	x.replan()
}

func (x *Exporting) setMode(mode sheets.ExportMode) {
	x.view.Mode = mode
	x.replan()
}

func (x *Exporting) chooseFolder() {
	x.Chooser.Folder(lang.L("Where should the photos go?"), lang.L("Use this folder"), x.options().To,
		func(path string) change.Set { x.setDest(path); return change.None })
}

func (x *Exporting) chooseSecond() {
	x.Chooser.Folder(lang.L("Where should the second copy go?"), lang.L("Use this folder"), x.options().Second,
		func(path string) change.Set { x.setSecond(path); return change.None })
}

// options are what the form says.
func (x *Exporting) options() export.Options {
	o := export.NewOptions(desk.ExpandHome(x.view.Dest))
	o.Template = x.view.Template
	o.Unread = x.Shoot.Destinations()
	o.Mode, o.Checksums, o.Roots = modes[x.view.Mode], x.view.Checksums, x.Shoot.Folders()
	if x.view.Second != "" {
		o.Second = desk.ExpandHome(x.view.Second)
	}
	return o
}

// replan finds out, beside fyne's goroutine, what an export would do now.
func (x *Exporting) replan() {
	x.cancelWork()
	x.view.Planning, x.eager = false, false
	x.view.State = sheets.ExportChoosing
	x.view.Preview, x.view.More, x.view.Warnings = nil, 0, nil
	x.view.Blocked, x.view.Hint = "", ""
	x.refresh()
	x.offerPresets()
	switch {
	case x.view.Count == 0:
		x.view.Hint = x.which.hint()
	case x.view.Dest == "":
		x.view.Hint = lang.L("Choose the folder that the photos go to.")
	case !filepath.IsAbs(x.options().To), x.view.Second != "" && !filepath.IsAbs(x.options().Second):
		x.view.Blocked = lang.L("Give the full path of the folder, beginning with / or ~/.")
	default:
		x.view.Planning = true
		x.planInBackground()
	}
	x.form.Set(x.view)
}

// refresh takes the photos as they are now: a file that was read again since the
// form was opened is to be exported. An earlier plan may still be reading the old
// list.
func (x *Exporting) refresh() {
	x.items = slices.Clone(x.items)
	for i := range x.items {
		if p := x.Session.Photo(x.items[i].Photo.ID); p != nil {
			x.items[i].Photo = *p
		}
	}
}

// begin ends what was under way, and gives the context and the number of what
// comes next.
func (x *Exporting) begin() (context.Context, int) {
	x.cancelWork()
	var ctx context.Context
	ctx, x.cancel = context.WithCancel(x.Desk.Context())
	return ctx, x.generation
}

func (x *Exporting) cancelWork() {
	x.cancel()
	x.generation++
}
