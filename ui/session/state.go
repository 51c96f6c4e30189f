package session

import (
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/local"
)

// StateKey is the setting under which the catalogue keeps a State.
const StateKey = "window"

// State is what comes back at the next start.
type State struct {
	Folders    library.Paths  `json:"folders"`
	Recent     library.Paths  `json:"recent"` // folders opened before, the newest first
	Filter     query.Filter   `json:"filter"`
	Order      query.Order    `json:"order"`
	Cursor     library.ID     `json:"cursor"`
	Loupe      bool           `json:"loupe"`
	TileSide   float32        `json:"tile_side"`
	Inspector  bool           `json:"inspector"`
	Advance    bool           `json:"auto_advance"`
	Saved      []SavedFilter  `json:"saved"`
	ExportTo   string         `json:"export_to"`
	Scorer     scorers.ID     `json:"scorer"`     // whose numbers are shown
	Model      local.Settings `json:"model"`      // the model that was chosen
	ModelOn    bool           `json:"model_on"`   // it runs
	Introduced bool           `json:"introduced"` // the questions of a first start were asked
	RawScores  bool           `json:"raw_scores"` // show a model's scores as they were given

	ExplainForm   library.ExplanationForm `json:"explain_form"`    // "" is library.Prose
	ExplainInView bool                    `json:"explain_in_view"` // explain the photos in view while nothing is scored

	Template string  `json:"export_template"`
	Width    float32 `json:"width"` // of the window, in units that do not depend on the screen
	Height   float32 `json:"height"`
}

// SavedFilter is a filter that the person kept.
type SavedFilter struct {
	Name   string       `json:"name"`
	Filter query.Filter `json:"filter"`
}

// NewState is the state of a first start.
func NewState() State {
	return State{
		Filter:    query.NewFilter(),
		Order:     query.Order{By: query.ByOverall, Descending: true},
		TileSide:  230,
		Inspector: true,

		ExplainInView: true,

		Template: "{name}",
		Width:    1600,
		Height:   1000,
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
