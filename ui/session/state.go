package session

import (
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/local"
)

// State is what comes back at the next start, in one piece as the window works
// with it.
type State struct {
	Folders    library.Paths
	Recent     library.Paths // folders opened before, the newest first
	Filter     query.Filter
	Order      query.Order
	Cursor     library.ID
	Loupe      bool
	TileSide   float32
	Inspector  bool
	Advance    bool
	Saved      []SavedFilter
	ExportTo   string
	Scorer     Scorer         // whose numbers are shown
	Model      local.Settings // the model that was chosen
	ModelOn    bool           // it runs
	Introduced bool           // the questions of a first start were asked
	RawScores  bool           // show a model's scores as they were given

	ExplainForm   library.ExplanationForm
	ExplainInView bool // explain the photos in view while nothing is scored

	Template      string
	Width, Height float32 // of the window, in units that do not depend on the screen
}

// SavedFilter is a filter that the person kept.
type SavedFilter = settings.SavedFilter

// StateOf gives the state that settings hold.
func StateOf(s settings.Settings) State {
	by := BuiltIn
	if s.Scorers.Shown == scorers.Model {
		by = Opinion
	}
	return State{
		Folders: s.Shoot.Folders, Recent: s.Shoot.Recent, Filter: s.Filters.Filter, Order: s.Shoot.Order,
		Cursor: s.Shoot.Cursor, Loupe: s.Shoot.Loupe, TileSide: s.Window.TileSide, Inspector: s.Window.Inspector,
		Advance: s.Shoot.AutoAdvance, Saved: s.Filters.Saved, ExportTo: s.Export.To, Scorer: by,
		Model: s.Model, ModelOn: s.Scorers.ModelOn, Introduced: s.Shoot.Introduced, RawScores: s.Scorers.RawScores,
		ExplainForm: s.Explain.Form, ExplainInView: s.Explain.InView,
		Template: s.Export.Template, Width: s.Window.Width, Height: s.Window.Height,
	}
}

// PutInto gives settings that hold the state.
func (s *State) PutInto(all settings.Settings) settings.Settings {
	shown := scorers.BuiltIn
	if s.Scorer == Opinion {
		shown = scorers.Model
	}
	all.Window = settings.Window{Width: s.Width, Height: s.Height, TileSide: s.TileSide, Inspector: s.Inspector}
	all.Shoot = settings.Shoot{
		Folders: s.Folders, Recent: s.Recent, Cursor: s.Cursor, Loupe: s.Loupe, Order: s.Order,
		AutoAdvance: s.Advance, Introduced: s.Introduced,
	}
	all.Filters = settings.Filters{Filter: s.Filter, Saved: s.Saved}
	all.Export = settings.Export{To: s.ExportTo, Template: s.Template}
	all.Model = s.Model
	all.Scorers = settings.Scorers{Shown: shown, ModelOn: s.ModelOn, RawScores: s.RawScores}
	all.Explain = settings.Explain{Form: s.ExplainForm, InView: s.ExplainInView}
	return all
}

// Remember puts a folder at the head of the recent ones.
func (s *State) Remember(folder string) {
	shoot := settings.Shoot{Recent: s.Recent}
	shoot.Remember(folder)
	s.Recent = shoot.Recent
}
