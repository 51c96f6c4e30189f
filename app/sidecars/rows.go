package sidecars

import (
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar"
)

// Labels is the label set by which colours are read where nothing else was chosen.
func Labels() sidecar.LabelNames { return sidecar.EnglishLabels() }

// Row is an entry as JSON. What the sidecar does not say is left out; flag, stars and
// label have beside them the property that said it.
type Row struct {
	Path      string            `json:"sidecar"`
	Photos    []string          `json:"photos,omitempty"`
	Flag      string            `json:"flag,omitempty"`
	Rating    *library.Rating   `json:"rating,omitempty"`
	Label     string            `json:"label,omitempty"`
	By        map[string]string `json:"by,omitempty"` // property by field
	Title     string            `json:"title,omitempty"`
	Caption   string            `json:"caption,omitempty"`
	Keywords  []string          `json:"keywords,omitempty"`
	Extension string            `json:"extension,omitempty"`
	Changed   *time.Time        `json:"changed,omitempty"`
	Toolkit   string            `json:"toolkit,omitempty"`
	Older     bool              `json:"older,omitempty"`
	Error     string            `json:"error,omitempty"`
}

// RowOf gives an entry's row. Paths and words are as the file has them, safe to show.
func RowOf(e *Entry) Row {
	s := &e.Said
	r := Row{Path: library.Display(e.Path), Older: e.Older}
	for _, photo := range e.Photos {
		r.Photos = append(r.Photos, library.Display(photo))
	}
	if e.Problem != nil {
		r.Error = library.Display(e.Problem.Error())
		return r
	}
	by := map[string]string{}
	if s.FlagBy != "" {
		r.Flag, by["flag"] = s.Flag.String(), s.FlagBy
	}
	if s.RatingBy != "" {
		r.Rating, by["rating"] = &s.Rating, s.RatingBy
	}
	r.Label = library.Display(s.Words.Label)
	if s.LabelBy != "" {
		r.Label, by["label"] = s.Label.String(), s.LabelBy
	}
	if len(by) > 0 {
		r.By = by
	}
	r.Title, r.Caption = library.Display(s.Words.Title), library.Display(s.Words.Caption)
	for _, word := range s.Words.Keywords {
		r.Keywords = append(r.Keywords, library.Display(word))
	}
	r.Extension, r.Toolkit = library.Display(s.Extension), library.Display(s.Toolkit)
	if !s.Changed.IsZero() {
		r.Changed = &s.Changed
	}
	return r
}

// ChangeRow is a change as JSON.
type ChangeRow struct {
	Path    string  `json:"sidecar"`
	Photo   string  `json:"photo"`
	New     bool    `json:"new,omitempty"`
	Was     *State  `json:"was,omitempty"`
	Will    *State  `json:"will,omitempty"`
	Remove  bool    `json:"remove,omitempty"`
	Clashes []Field `json:"clashes,omitempty"` // fields that both changed, and that stay as they are
	Error   string  `json:"error,omitempty"`
}

// State is a decision as JSON.
type State struct {
	Flag   string         `json:"flag"`
	Rating library.Rating `json:"rating"`
	Label  string         `json:"label"`
}

func stateOf(d library.Decision) *State { return &State{d.Flag.String(), d.Rating, d.Label.String()} }

// ChangeRowOf gives a change's row.
func ChangeRowOf(c *Change) ChangeRow {
	r := ChangeRow{Path: library.Display(c.Path), Photo: library.Display(c.Photo), New: c.New, Remove: c.Remove, Clashes: c.Clashes}
	if c.Problem != nil {
		r.Error = library.Display(c.Problem.Error())
		return r
	}
	if r.Will = stateOf(c.Will); !c.New {
		r.Was = stateOf(c.Was)
	}
	return r
}
