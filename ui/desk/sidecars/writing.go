package sidecars

import (
	"context"

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

	cancel     context.CancelFunc // of what is under way; nil before the first
	generation int                // tells the answer to the present question from late ones
	planned    []library.Photo    // whose sidecars would change
	failed     []library.Photo    // whose sidecars could not be written just now

	waiting   int // photos in the queue
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
		s.view.Choices.Policy = place(s.policy(s.folder))
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
	if s.policy(root) == sidecars.Card {
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
		OnClose: func() change.Set { s.begin(); return change.None },
	})
}

// begin ends what was under way, and gives the context and the number of what comes next.
func (s *Sidecars) begin() (context.Context, int) {
	s.generation++
	if s.cancel != nil {
		s.cancel()
	}
	var ctx context.Context
	ctx, s.cancel = context.WithCancel(s.Desk.Context())
	return ctx, s.generation
}

// preview finds out, beside fyne's goroutine, what writing would change.
func (s *Sidecars) preview() {
	ctx, generation := s.begin()
	photos := s.photos
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
			if generation == s.generation && ctx.Err() == nil {
				s.previewed(set, &found, err)
			}
			return change.None
		})
	})
}

// previewed shows what was found out.
func (s *Sidecars) previewed(set sidecars.Settings, found *preview, err error) {
	s.planned = s.planned[:0:0]
	for i := range s.photos {
		if found.planned[s.photos[i].ID] {
			s.planned = append(s.planned, s.photos[i])
		}
	}
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
