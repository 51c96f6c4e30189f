package sidecars

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// maxLines is how many files the sheet lists of each kind.
const maxLines = 6

// writing is what the sheet previews, and what is under way.
type writing struct {
	view   sheets.SidecarsView
	photos []library.Photo // whose decisions are written
	folder string          // for which the sheet offers another policy, "" for none
	set    sidecars.Settings

	cancel     context.CancelFunc // of the preview; nil before the first
	generation int                // tells the answer to the present question from late ones
	planned    map[string]bool    // paths of photos that are being written
	done       map[string]bool    // of these, those that are

	waiting   int
	unwritten map[library.ID]*sidecars.Unwritten
}

// open shows what writing would change for the selected photos where several are
// selected, else for the whole shoot.
func (s *Sidecars) open() {
	s.photos = s.Session.Photos(func(*library.Photo) bool { return true })
	what := language.Plural("{{.N}} photos", len(s.photos))
	if s.Session.Selection.Count() > 1 {
		s.photos = s.Session.Photos(func(p *library.Photo) bool { return s.Session.Selection.Has(p.ID) })
		what = language.Plural("{{.N}} selected photos", len(s.photos))
	}
	s.view = sheets.SidecarsView{What: what}
	if s.folder = s.oneRoot(); s.folder != "" {
		s.view.Folder = desk.ShortPath(s.folder)
		s.view.Choices.Policy = place(s.policies.of[s.folder])
	}
	s.show()
	s.preview()
}

// oneRoot is the open folder in which all photos to be written lie, "" where several do
// or it is on a card.
func (s *Sidecars) oneRoot() (root string) {
	for i := range s.photos {
		r := s.rootOf(s.photos[i].Path)
		if root != "" && r != root {
			return ""
		}
		root = r
	}
	if s.policies.of[root] == sidecars.Card {
		return ""
	}
	return root
}

// show puts the sheet over the window.
func (s *Sidecars) show() {
	s.sheet.Set(s.view)
	s.Overlay.Show(overlay.Sheet{
		Object: s.sheet, ClosedBy: Write,
		Keys: map[string]func(){
			"Return": s.sheet.Write, "KP_Enter": s.sheet.Write, "t": s.sheet.TryAgain, "T": s.sheet.TryAgain,
			"Left": func() { s.sheet.NextProgram(-1) }, "Right": func() { s.sheet.NextProgram(1) },
		},
		OnClose: func() change.Set { s.endPreview(); s.planned = nil; return change.None },
	})
}

func (s *Sidecars) endPreview() {
	s.generation++
	if s.cancel != nil {
		s.cancel()
	}
}

// preview finds out, beside fyne's goroutine, what writing would change.
func (s *Sidecars) preview() {
	s.endPreview()
	var ctx context.Context
	ctx, s.cancel = context.WithCancel(s.Desk.Context())
	generation, photos := s.generation, s.photos
	s.view.State, s.view.Planning = sheets.SidecarsPreview, true
	s.sheet.Set(s.view)
	s.Desk.Go(func(context.Context) {
		set, err := s.Sync.Settings(ctx)
		var found preview
		if err == nil {
			found.decided(photos)
			err = s.Sync.Preview(ctx, photos, func(c sidecars.Change) error { found.add(&c); return nil })
		}
		s.Desk.Post(func() change.Set {
			if generation == s.generation {
				s.previewed(set, &found, err)
			}
			return change.None
		})
	})
}

// preview is what writing would change.
type preview struct {
	counts  sheets.SidecarCounts
	lines   []sheets.SidecarLine
	refused []sheets.SidecarLine
	planned map[string]bool
}

// decided counts the photos of which anything is decided.
func (p *preview) decided(photos []library.Photo) {
	p.planned = map[string]bool{}
	for i := range photos {
		if photos[i].Decision != (library.Decision{}) {
			p.counts.Same++
		}
	}
}

func (p *preview) add(c *sidecars.Change) {
	p.counts.Same = max(0, p.counts.Same-1)
	line := sheets.SidecarLine{File: nameOf(c.Path)}
	if c.Path == "" {
		line.File = nameOf(c.Photo)
	}
	if c.Problem != nil {
		p.counts.Refused++
		line.Change, line.Problem = reasonText(c.Problem), true
		if len(p.refused) < maxLines {
			p.refused = append(p.refused, line)
		}
		return
	}
	if c.New {
		p.counts.New++
	} else {
		p.counts.Changed++
	}
	p.planned[c.Photo] = true
	if len(p.lines) < maxLines {
		line.Change = changeText(c)
		p.lines = append(p.lines, line)
	}
}

// previewed shows what was found out.
func (s *Sidecars) previewed(set sidecars.Settings, found *preview, err error) {
	s.set, s.planned = set, found.planned
	v := &s.view
	v.Planning, v.Blocked = false, ""
	if err != nil {
		v.Blocked = library.Display(err.Error())
	}
	v.Counts, v.Lines = found.counts, append(found.refused, found.lines...)
	v.More = found.counts.New + found.counts.Changed + found.counts.Refused - len(v.Lines)
	v.Choices = choicesOf(set, v.Choices.Policy)
	s.sheet.Set(*v)
}

// write has what was previewed written.
func (s *Sidecars) write() {
	if s.view.State != sheets.SidecarsPreview || s.view.Planning || len(s.planned) == 0 {
		return
	}
	var photos []library.Photo
	for _, p := range s.photos {
		if s.planned[p.Path] {
			photos = append(photos, p)
		}
	}
	s.begin(len(photos))
	if s.folder != "" && s.policies.of[s.folder] == sidecars.Ask {
		s.setPolicy(s.folder, sidecars.OnRequest) // who writes on request has answered
	}
	s.Desk.Go(func(ctx context.Context) {
		_, err := s.Sync.Write(ctx, photos)
		if err != nil {
			s.Desk.Post(func() change.Set {
				s.finish([]string{library.Display(err.Error())})
				return change.None
			})
		}
	})
}

// begin shows the progress of so many files.
func (s *Sidecars) begin(files int) {
	s.done = map[string]bool{}
	s.view.State, s.view.Done, s.view.Total, s.view.Current = sheets.SidecarsWriting, 0, files, ""
	s.sheet.Set(s.view)
}

// stopOrClose closes the sheet. What is being written goes on beside it, unless it can
// still be called back.
func (s *Sidecars) stopOrClose() {
	if s.view.State != sheets.SidecarsWriting {
		s.Overlay.Close()
		return
	}
	var left []library.ID
	for _, p := range s.photos {
		if s.planned[p.Path] && !s.done[p.Path] {
			left = append(left, p.ID)
		}
	}
	s.Desk.Go(func(ctx context.Context) {
		err := s.Sync.CallBack(ctx, left)
		s.Desk.Post(func() change.Set {
			report := lang.L("Stopped: {{.Done}} of {{.Total}} sidecars are written.", language.Args{
				"Done": language.Count(len(s.done)), "Total": language.Count(s.view.Total),
			})
			if err != nil {
				report = library.Display(err.Error())
			}
			s.finish([]string{report})
			return change.None
		})
	})
}

// nameOfFile is the name for the progress line.
func nameOfFile(c *sidecars.Change) string { return filepath.Base(c.Path) }
