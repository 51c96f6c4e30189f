package exporting

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/faces"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// printing is the logic of the form that makes contact sheets. It belongs to fyne's
// goroutine.
type printing struct {
	*Needs
	form   *sheets.ContactSheet
	view   sheets.ContactSheetView
	which  which
	cancel context.CancelFunc // of a sheet that is being made
}

func newPrinting(n *Needs) *printing {
	p := &printing{Needs: n, cancel: func() {}}
	p.form = sheets.NewContactSheet(sheets.ContactSheetCallbacks{
		OnChoice:  func(i int) { p.choose(choices[i]) },
		OnPerPage: func(i int) { p.view.PerPage = i; p.show() },
		OnFormat:  func(html bool) { p.view.HTML = html; p.show() },
		OnScores:  func(on bool) { p.view.Scores = on; p.show() },
		OnFaces:   func(on bool) { p.view.Faces = on; p.show() },
		OnDest:    p.setDest, OnChooseFolder: p.chooseFolder, OnStart: p.start, OnCancel: p.stopOrClose,
	})
	return p
}

// open shows the form for what the window shows, or for several selected photos.
func (p *printing) open() {
	p.view = sheets.ContactSheetView{
		PerPage: max(0, slices.Index(sheets.PerPage(), p.Chosen.PerPage)),
		HTML:    p.Chosen.SheetHTML, Scores: p.Chosen.SheetScores, Dest: p.Chosen.SheetIn, // faces are asked for each time
	}
	if p.Chosen.PerPage == 0 {
		p.view.PerPage = slices.Index(sheets.PerPage(), 24)
	}
	p.Overlay.Show(overlay.Sheet{Object: p.form, ClosedBy: PrintSheet})
	w := shown
	if p.Session.Selection.Count() > 1 {
		w = selected
	}
	p.choose(w)
	p.form.Focus(p.Overlay.Canvas())
}

func (p *printing) choose(w which) {
	p.which, p.view.Choice, p.view.Choices = w, slices.Index(choices, w), nil
	counts := count(p.Session)
	for i, n := range counts {
		p.view.Choices = append(p.view.Choices, choices[i].text(n))
	}
	p.view.Count = counts[p.view.Choice]
	p.show()
}

func (p *printing) setDest(text string) {
	p.view.Dest = strings.TrimSpace(text)
	p.show()
}

func (p *printing) chooseFolder() {
	p.Chooser.Folder(lang.L("Where should the contact sheet go?"), lang.L("Use this folder"), desk.ExpandHome(p.view.Dest),
		func(path string) change.Set { p.setDest(path); return change.None })
}

// path is that of the file, before it gets a number where there is one of that name.
func (p *printing) path() string {
	ext := ".pdf"
	if p.view.HTML {
		ext = ".html"
	}
	return filepath.Join(desk.ExpandHome(p.view.Dest), lang.L("Contact sheet")+ext)
}

// show says what would be made, or what is missing.
func (p *printing) show() {
	v := &p.view
	v.Blocked = true
	switch {
	case v.Running:
		v.Says = lang.L("{{.Done}} of {{.Total}} photos", language.Args{"Done": language.Count(v.Done), "Total": language.Count(v.Count)})
	case v.Count == 0:
		v.Says = p.which.hint()
	case v.Dest == "":
		v.Says = lang.L("Choose the folder that the contact sheet goes to.")
	case !filepath.IsAbs(p.path()):
		v.Says = lang.L("Give the full path of the folder, beginning with / or ~/.")
	default:
		perPage := sheets.PerPage()[v.PerPage]
		v.Blocked = false
		v.Says = lang.L("{{.Pages}}, as {{.Name}}. A sheet that is there already stays, and this one gets a number.", language.Args{
			"Pages": language.Plural("{{.N}} pages", (v.Count+perPage-1)/perPage), "Name": library.Display(filepath.Base(p.path())),
		})
	}
	p.form.Set(*v)
}

// start makes the sheet beside fyne's goroutine.
func (p *printing) start() {
	if p.view.Blocked || p.view.Running {
		return
	}
	v := &p.view
	p.Chosen.PerPage, p.Chosen.SheetHTML, p.Chosen.SheetScores, p.Chosen.SheetIn = sheets.PerPage()[v.PerPage], v.HTML, v.Scores, v.Dest
	job := &jobs.ContactSheet{To: p.path(), PerPage: p.Chosen.PerPage, Scores: v.Scores, Thumb: p.Thumb}
	photos := p.which.photos(p.Session)
	for i := range photos {
		job.Items = append(job.Items, export.Item{Photo: photos[i], Score: p.Session.Score(photos[i].ID)})
	}
	if v.Faces {
		job.Faces = p.facesIn(photos)
	}
	v.Running, v.Done = true, 0
	p.Overlay.Lock(true)
	p.Overlay.Unfocus()
	p.show()
	var ctx context.Context
	ctx, p.cancel = context.WithCancel(p.Desk.Context())
	p.Desk.Go(func(context.Context) {
		path, err := jobs.Do(ctx, p.Desk.Jobs(), job, struct{}{}, func(at jobs.Progress) {
			p.Desk.Post(func() change.Set {
				if p.view.Running {
					p.view.Done = int(at.Done)
					p.show()
				}
				return change.None
			})
		})
		p.Desk.Post(func() change.Set { return p.finished(path, err) })
	})
}

// facesIn words what was found in photos; those without faces, and those at which nobody
// has looked, are not among them.
func (p *printing) facesIn(photos []library.Photo) map[library.ID]string {
	words := map[library.ID]string{}
	search := p.Shoot.Faces()
	if search == nil {
		return words
	}
	for i := range photos {
		if found, _ := search.Of(&photos[i]); len(found) > 0 {
			words[photos[i].ID] = faces.Line(found)
		}
	}
	return words
}

func (p *printing) finished(path string, err error) change.Set {
	p.view.Running = false
	p.Overlay.Lock(false)
	switch {
	case errors.Is(err, context.Canceled):
		p.show()
		return change.None
	case err != nil:
		p.show()
		p.view.Says = library.Display(err.Error())
		p.form.Set(p.view)
		return change.None
	}
	p.Overlay.Close()
	return p.Notices.Announce(lang.L("Contact sheet written: {{.Path}}", language.Args{"Path": library.Display(path)}))
}

// stopOrClose stops a sheet that is being made, else closes the form.
func (p *printing) stopOrClose() {
	if p.view.Running {
		p.cancel()
		return
	}
	p.Overlay.Close()
}

// PrintSheet names the command that opens the form of contact sheets.
const PrintSheet command.ID = "contact-sheet"
