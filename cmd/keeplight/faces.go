package main

import (
	"bufio"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/queue"
)

// facesCmd looks for faces and prints what was found.
type facesCmd struct {
	Paths     []string `arg:"" name:"dir" help:"Folders of photos, or single photos."`
	JSON      bool     `name:"json" help:"Print one JSON object per line: boxes, whether the eyes look open or closed, the gap between the lids and the focus at the eye of each face."`
	NoCatalog bool     `help:"Do not read or write the catalogue."`
}

// Run looks at every photo and gives status 1 when any could not be looked at. What was
// found when it is interrupted is stored.
func (c *facesCmd) Run(p *program) (err error) {
	for _, path := range c.Paths {
		if _, err := statPath(path); err != nil {
			return err
		}
	}
	finder := shoot.NewFaceFinder()
	st, err := p.openShoot(shoot.Options{
		CatalogDir: p.catalogDir, Folders: c.Paths, Faces: finder, Log: func(string) {}, // each photo says what is wrong with it
	}, c.NoCatalog)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if !st.Faces().On() {
		return errFacesOff()
	}
	photos, err := c.look(p, st)
	if err != nil {
		return err
	}
	return c.print(p, st, photos)
}

// look runs the shoot to its end and gives the photos that there are, in order of path.
func (c *facesCmd) look(p *program, st *shoot.Shoot) ([]library.Photo, error) {
	seen := newCollector(c.Paths, func(text string) { p.note("%s", text) })
	stopProgress := showProgress(p.ctx, p.stderr, "looked at", func() queue.Progress { return st.Faces().Progress() })
	err := st.Run(p.ctx, seen.receive)
	stopProgress()
	if err != nil {
		return nil, fmt.Errorf("looking for faces: %w", err)
	}
	var photos []library.Photo
	for _, photo := range seen.photos {
		if !photo.Missing {
			photo.Path = seen.nameOf(photo.Path)
			photos = append(photos, photo)
		}
	}
	slices.SortFunc(photos, func(a, b library.Photo) int { return cmp.Compare(a.Path, b.Path) })
	return photos, nil
}

// print prints what is known of the photos, and says how many could not be looked at.
func (c *facesCmd) print(p *program, st *shoot.Shoot, photos []library.Photo) error {
	w := bufio.NewWriter(p.stdout)
	failed, looked := 0, 0
	for i := range photos {
		r := faceRow{photo: &photos[i], problem: message.English(photos[i].Problem)}
		r.found, r.looked = st.Faces().Of(r.photo)
		switch problem := st.Faces().Problem(r.photo.ID); {
		case r.looked:
			looked++
		case r.problem == "" && problem.IsZero():
			continue // interrupted before its turn
		default:
			failed++
			r.problem = cmp.Or(r.problem, message.English(problem))
		}
		if err := c.printRow(w, &r, looked+failed == 1); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	switch {
	case p.ctx.Err() != nil:
		p.note("keeplight: interrupted; %s looked at, run the same command again to continue", plain.Plural(looked, "photo was", "photos were"))
		return quiet(exitInterrupted)
	case failed > 0:
		p.note("keeplight: %s of %s could not be looked at", plain.Count(failed), plain.Count(len(photos)))
		return quiet(exitProblems)
	case len(photos) == 0:
		p.note("keeplight: no photos were found")
	}
	return nil
}

// faceRow is what is printed of a photo.
type faceRow struct {
	photo   *library.Photo
	found   []library.Face
	looked  bool
	problem string
}

func (c *facesCmd) printRow(w io.Writer, r *faceRow, first bool) error {
	if c.JSON {
		return json.NewEncoder(w).Encode(r.object())
	}
	if first {
		fmt.Fprintf(w, "%5s  %5s  %6s  %11s  %6s  %4s  %7s  %s\n", "FACES", "OPEN", "CLOSED", "CANNOT TELL", "TURNED", "SOFT", "LID GAP", "PHOTO")
	}
	if !r.looked {
		_, err := fmt.Fprintf(w, "%5s  %5s  %6s  %11s  %6s  %4s  %7s  %s: ERROR: %s\n", "-", "-", "-", "-", "-", "-", "-", library.Display(r.photo.Path), library.Display(r.problem))
		return err
	}
	n, gap := query.CountFaces(r.found), "-"
	if n.Open+n.Closed > 0 {
		gap = fmt.Sprintf("%.3f", n.Gap)
	}
	_, err := fmt.Fprintf(w, "%5d  %5d  %6d  %11d  %6d  %4d  %7s  %s\n", n.Found, n.Open, n.Closed, n.Unknown, n.Turned, n.Soft, gap, library.Display(r.photo.Path))
	return err
}

// The JSON of a photo. Boxes are shares of the upright picture's sides, from its left
// and upper edges; gap is the gap between the lids as a share of the eye's width, which
// is in pixels at full size; focus compares only within a burst, and is null where it
// was not measured. cut is the share of the box, 0..1, that lies beyond the frame; box is
// the part within it. detail is how much of the variation around the nearer eye a blur
// would destroy, 0..1, by which clarity is moved; null where it was not measured.
type (
	photoFaces struct {
		Path    string     `json:"path"`
		PathB64 string     `json:"path_b64,omitempty"`
		Hash    string     `json:"hash"`
		Faces   []faceJSON `json:"faces"` // null where nobody could look
		Error   *string    `json:"error"`
	}
	faceJSON struct {
		Box     boxJSON   `json:"box"`
		Score   float64   `json:"score"`
		Turned  bool      `json:"turned_away"`
		State   string    `json:"eyes_look"` // open, closed or unknown
		Eyes    []eyeJSON `json:"eyes"`
		SoftEye bool      `json:"soft_at_the_eye"`
		Cut     float64   `json:"cut"`
		Detail  *float64  `json:"detail"`
	}
	eyeJSON struct {
		Box   boxJSON  `json:"box"`
		State string   `json:"looks"`
		Gap   float64  `json:"gap"`
		Width float64  `json:"width"`
		Focus *float64 `json:"focus"`
	}
	boxJSON struct {
		X      float64 `json:"x"`
		Y      float64 `json:"y"`
		Width  float64 `json:"width"`
		Height float64 `json:"height"`
	}
)

func (r *faceRow) object() photoFaces {
	o := photoFaces{Path: r.photo.Path, Hash: string(r.photo.Hash)}
	if !utf8.ValidString(o.Path) {
		o.PathB64 = base64.StdEncoding.EncodeToString([]byte(o.Path))
	}
	if !r.looked {
		o.Error = &r.problem
		return o
	}
	o.Faces = make([]faceJSON, 0, len(r.found))
	for i := range r.found {
		f := &r.found[i]
		face := faceJSON{Box: boxJSON(f.Box), Score: f.Score, Turned: f.Turned, State: string(f.State()), SoftEye: f.SoftEye, Cut: f.Cut, Eyes: []eyeJSON{}}
		if f.Detail > 0 {
			face.Detail = &f.Detail
		}
		for _, e := range f.Eyes {
			if f.Turned || e.State == "" {
				continue
			}
			eye := eyeJSON{Box: boxJSON(e.Box), State: string(e.State), Gap: e.Gap, Width: e.Width}
			if e.Sharp {
				eye.Focus = &e.Focus
			}
			face.Eyes = append(face.Eyes, eye)
		}
		o.Faces = append(o.Faces, face)
	}
	return o
}

// countFaces adds to items what is stored of their faces.
func (p *program) countFaces(cat *catalog.Catalog, folder string, items []query.Item) error {
	finder := shoot.NewFaceFinder()
	photos := make([]library.Photo, len(items))
	for i := range items {
		photos[i] = *items[i].Photo
	}
	counts, err := shoot.CountFaces(p.ctx, cat, finder, photos)
	if err != nil {
		return err
	}
	pending := 0
	for i := range items {
		if items[i].Faces = counts[photos[i].ID]; items[i].Faces == nil && photos[i].Problem.IsZero() && !photos[i].Missing {
			pending++
		}
	}
	if pending > 0 {
		p.note("keeplight: %s not yet searched for faces: run 'keeplight faces %s'", plain.Plural(pending, "photo", "photos"), library.Display(filepath.Clean(folder)))
	}
	return nil
}
