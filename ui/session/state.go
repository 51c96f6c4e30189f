package session

import (
	"context"
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/local"
)

// State is what comes back at the next start. Each part is a setting of its own.
type State struct {
	WindowState
	ShootState
	FilterState
	ExportState
	ScorerState
	ExplainState
	Model local.Settings `json:"model"` // the model that was chosen
}

// WindowState is the setting "window".
type WindowState struct {
	Width     float32 `json:"width"` // of the window, in units that do not depend on the screen
	Height    float32 `json:"height"`
	TileSide  float32 `json:"tile_side"`
	Inspector bool    `json:"inspector"`
}

// ShootState is the setting "shoot".
type ShootState struct {
	Folders    library.Paths `json:"folders"`
	Recent     library.Paths `json:"recent"` // folders opened before, the newest first
	Cursor     library.ID    `json:"cursor"`
	Loupe      bool          `json:"loupe"`
	Order      query.Order   `json:"order"`
	Advance    bool          `json:"auto_advance"`
	Introduced bool          `json:"introduced"` // the questions of a first start were asked
}

// FilterState is the setting "filters".
type FilterState struct {
	Filter query.Filter  `json:"filter"`
	Saved  []SavedFilter `json:"saved"`
}

// ExportState is the setting "export".
type ExportState struct {
	ExportTo string `json:"to"`
	Template string `json:"template"`
}

// ScorerState is the setting "scorers".
type ScorerState struct {
	Scorer    Scorer `json:"shown"`      // whose numbers are shown
	ModelOn   bool   `json:"model_on"`   // it runs
	RawScores bool   `json:"raw_scores"` // show a model's scores as they were given
}

// ExplainState is the setting "explain".
type ExplainState struct {
	ExplainForm   library.ExplanationForm `json:"form"`    // "" is library.Prose
	ExplainInView bool                    `json:"in_view"` // explain the photos in view while nothing is scored
}

// Settings gives the parts of the state, each a pointer, by the settings that
// hold them.
func (s *State) Settings() map[string]any {
	return map[string]any{
		"window": &s.WindowState, "shoot": &s.ShootState, "filters": &s.FilterState,
		"export": &s.ExportState, "scorers": &s.ScorerState, "explain": &s.ExplainState,
		"model": &s.Model,
	}
}

// SettingStore holds settings by their keys.
type SettingStore interface {
	Setting(ctx context.Context, key string, v any) (found bool, err error)
}

// Read takes in what is stored. A part that was never stored, or is damaged,
// stays as it is; the error tells of the damaged ones.
func (s *State) Read(ctx context.Context, from SettingStore) error {
	var errs []error
	for key := range s.Settings() {
		next := *s
		if _, err := from.Setting(ctx, key, next.Settings()[key]); err != nil {
			errs = append(errs, err)
			continue
		}
		*s = next
	}
	return errors.Join(errs...)
}

// SavedFilter is a filter that the person kept.
type SavedFilter struct {
	Name   string       `json:"name"`
	Filter query.Filter `json:"filter"`
}

// NewState is the state of a first start.
func NewState() State {
	return State{
		WindowState:  WindowState{TileSide: 230, Inspector: true, Width: 1600, Height: 1000},
		ShootState:   ShootState{Order: query.Order{By: query.ByOverall, Descending: true}},
		FilterState:  FilterState{Filter: query.NewFilter()},
		ExportState:  ExportState{Template: "{name}"},
		ExplainState: ExplainState{ExplainInView: true},
	}
}

// maxRecent is how many folders the welcome screen offers.
const maxRecent = 8

// Remember puts a folder at the head of the recent ones.
func (s *State) Remember(folder string) {
	recent := library.Paths{folder}
	for _, f := range s.Recent {
		if f != folder && len(recent) < maxRecent {
			recent = append(recent, f)
		}
	}
	s.Recent = recent
}
