package window

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// gridSource says what the cells show.
type gridSource struct{ w *Window }

// Len is how many photos are shown.
func (s gridSource) Len() int { return s.w.session.Len() }

// Photo gives a photo or nil.
func (s gridSource) Photo(id library.ID) *library.Photo { return s.w.session.Photo(id) }

// Tile says what one cell shows: the value that the grid is sorted by, where
// that is a score, else the overall one.
func (s gridSource) Tile(i int) grid.Tile {
	session := s.w.session
	id := session.At(i)
	p := session.Photo(id)
	if p == nil {
		return grid.Tile{}
	}
	t := grid.Tile{
		ID: id, Name: library.Display(p.Name()), Kind: kindText(p),
		Rating: p.Decision.Rating, Flag: p.Decision.Flag, Label: p.Decision.Label,
		Problem: sentence(session.Problem(id)),
		Cursor:  id == session.Cursor(), Selected: session.Selection.Has(id),
	}
	if score := session.Score(id); score != nil {
		v := score.Overall
		if a, ok := library.ParseAttribute(string(session.Order().By)); ok {
			v = score.Of(a)
		}
		t.Score = style.Number(v)
		t.Doubtful = v.Off > mllm.OffWarning
	}
	return t
}

// kindText says what a photo is made of where that is more than one picture.
func kindText(p *library.Photo) string {
	raw := p.Format == library.RAW
	for _, c := range p.Companions {
		if c.Kind == library.CompanionImage {
			return "RAW+" + strings.ToUpper(strings.TrimPrefix(filepath.Ext(p.Path), "."))
		}
	}
	switch {
	case raw:
		return "RAW"
	case p.Format == library.HEIF:
		return "HEIC"
	}
	return ""
}

// inspectorView is all that the right panel says of a photo.
func (w *Window) inspectorView(p *library.Photo) inspector.View {
	if p == nil {
		return inspector.View{}
	}
	v := inspector.View{
		Name:         library.Display(p.Name()),
		CaptureLines: captureLines(&p.Capture), FileLines: fileLines(p),
		Rating: p.Decision.Rating, Flag: p.Decision.Flag, Label: p.Decision.Label,
		Problem: sentence(w.session.Problem(p.ID)),
	}
	if w.session.Chosen() == session.Opinion {
		w.fillOpinion(&v, p.ID)
	} else {
		v.OverallTitle, v.Measured = "technical quality", true
	}
	if s := w.session.Score(p.ID); s != nil {
		v.Words = w.words(p)
		v.Overall, v.Values, v.Summary = s.Overall, s.Values, message.English(s.Summary)
		for i := range s.Reasons {
			v.Reasons[i] = message.English(s.Reasons[i])
		}
	} else if v.Problem == "" && v.State == "" {
		v.State = "waiting to be scored"
	}
	return v
}

// fillOpinion says what is special about a model's score: what was measured
// beside it, what it was before it was spread out, and whether to trust it.
func (w *Window) fillOpinion(v *inspector.View, id library.ID) {
	v.OverallTitle = "overall"
	if measured := w.session.ScoreBy(session.BuiltIn, id); measured != nil {
		v.Checks = &measured.Values
	}
	raw := w.session.RawScoreBy(session.Opinion, id)
	if raw == nil {
		if w.model.state == modelOff {
			v.State = "no model runs"
		}
		return
	}
	if shown := w.session.Score(id); style.Number(shown.Overall) != style.Number(raw.Overall) {
		v.OverallTitle = "overall · given as " + style.Number(raw.Overall)
	}
	v.Warning = offWords(raw)
}

// offWords warns of answers that were partly no scores.
func offWords(s *library.Score) string {
	worst := s.Overall.Off
	var of []string
	for _, a := range library.Attributes() {
		if off := s.Of(a).Off; off > mllm.OffWarning {
			of = append(of, strings.ToLower(a.Title()))
			worst = max(worst, off)
		}
	}
	if s.Overall.Off > mllm.OffWarning {
		of = append(of, "overall")
	}
	if len(of) == 0 {
		return ""
	}
	return fmt.Sprintf("Up to %.0f %% of what the model had in mind was no score (%s): it may not have understood the question, so do not rely on these numbers.",
		100*worst, strings.Join(of, ", "))
}

// captureLines are the camera's own facts, as photographers write them.
func captureLines(c *library.Capture) []string {
	var lines []string
	add := func(parts ...string) {
		var kept []string
		for _, p := range parts {
			if p != "" {
				kept = append(kept, library.Display(p))
			}
		}
		if len(kept) > 0 {
			lines = append(lines, strings.Join(kept, " · "))
		}
	}
	add(c.Camera, c.Lens)
	add(c.Settings()...)
	if !c.Time.IsZero() {
		add(c.Time.Format("Mon 2 January 2006, 15:04:05"))
	}
	return lines
}

// fileLines say what the file is and where.
func fileLines(p *library.Photo) []string {
	kind := strings.ToUpper(string(p.Format))
	if p.Width > 0 {
		kind += fmt.Sprintf(" · %d × %d", p.Width, p.Height)
	}
	lines := []string{fmt.Sprintf("%s · %s", kind, plain.Bytes(p.Size)), library.Display(shortPath(p.Folder()))}
	for _, c := range p.Companions {
		lines = append(lines, "with "+library.Display(filepath.Base(c.Path)))
	}
	return lines
}

// shortPath writes the home folder as ~.
func shortPath(path string) string {
	home := homeFolder()
	if home != "/" && home != "" && library.Below(path, home) {
		path = "~" + path[len(home):]
	}
	return library.Display(path)
}

// homeFolder is the person's own folder, "" where there is none.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

// expandHome reads a path as people type it, with ~ for the home folder.
func expandHome(path string) string {
	if rest, home := strings.CutPrefix(path, "~/"); home {
		return filepath.Join(homeFolder(), rest)
	}
	return path
}

// sentence begins a reason with a capital letter, as it stands by itself.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
