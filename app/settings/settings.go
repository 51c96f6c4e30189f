package settings

import (
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/local"
)

// The keys under which the catalogue keeps each part.
const (
	WindowKey     = "window"
	ShootKey      = "shoot"
	FiltersKey    = "filters"
	ExportKey     = "export"
	ModelKey      = "model"
	ScorersKey    = "scorers"
	ExplainKey    = "explain"
	AppearanceKey = "appearance"
	LookingKey    = "looking"
	IngestKey     = "ingest"
	ServersKey    = "servers"
)

// Settings are all parts together.
type Settings struct {
	Window     Window
	Shoot      Shoot
	Filters    Filters
	Export     Export
	Model      local.Settings // the model that was chosen, also on the command line
	Scorers    Scorers
	Explain    Explain
	Appearance Appearance
	Looking    Looking
	Ingest     Ingest
	Servers    servers.Settings // that the person named, without their keys
}

// Window is where the window's edges are. Lengths are in units that do not depend
// on the screen.
type Window struct {
	Width     float32 `json:"width"`
	Height    float32 `json:"height"`
	TileSide  float32 `json:"tile_side"` // of a cell of the grid
	Inspector bool    `json:"inspector"` // the right panel is wanted
	Filmstrip bool    `json:"filmstrip"` // it is wanted below the loupe

	Weights bool `json:"weights,omitempty"` // the sliders of what counts stand above the photos
	Against Mean `json:"against,omitempty"` // what the inspector holds a photo against
}

// Mean is of which other photos the mean is that a photo is held against.
type Mean string

// The means.
const (
	NoMean      Mean = ""        // a photo is held against none
	StackMean   Mean = "stack"   // the photos of its stack
	KeepersMean Mean = "keepers" // the photos that are picked
)

// Shoot is what was open and how it was looked at.
type Shoot struct {
	Folders     library.Paths `json:"folders"`
	Recent      library.Paths `json:"recent"`           // folders opened before, the newest first
	Opened      []time.Time   `json:"opened,omitempty"` // when each of Recent was opened last; shorter where nobody noted it
	Cursor      library.ID    `json:"cursor"`
	Loupe       bool          `json:"loupe"` // and not the grid
	Order       query.Order   `json:"order"`
	AutoAdvance bool          `json:"auto_advance"`
	Introduced  bool          `json:"introduced"` // the questions of a first start were asked

	Unstacked    bool `json:"unstacked,omitempty"`      // each photo is shown by itself
	KeepOneAsked bool `json:"keep_one_asked,omitempty"` // "pick this, reject the others" has asked once

	// Weights are what counted to the person, saved by name; those in use are the
	// order's.
	Weights []SavedWeights `json:"weights,omitempty"`
}

// SavedWeights is how much each attribute counts, under a name.
type SavedWeights struct {
	Name    string        `json:"name"`
	Weights query.Weights `json:"weights"`
}

// Filters are the filter that is on and those that the person saved.
type Filters struct {
	Filter query.Filter  `json:"filter"`
	Saved  []SavedFilter `json:"saved"`
}

// SavedFilter is a filter that the person saved.
type SavedFilter struct {
	Name   string       `json:"name"`
	Filter query.Filter `json:"filter"`
}

// Export is what the last export was asked for, and what the person saved.
type Export struct {
	ExportOptions
	Presets []ExportPreset `json:"presets,omitempty"`

	// Of the last contact sheet.
	PerPage     int    `json:"per_page,omitempty"`   // photos; 0 for none yet
	SheetHTML   bool   `json:"sheet_html,omitempty"` // in place of PDF
	SheetScores bool   `json:"sheet_scores,omitempty"`
	SheetIn     string `json:"sheet_in,omitempty"` // the folder, as it was typed
}

// ExportOptions are what the export form asks for.
type ExportOptions struct {
	To        string      `json:"to"`                  // the destination folder, as it was typed
	Second    string      `json:"second,omitempty"`    // a folder for a second copy, as it was typed; "" for none
	Checksums bool        `json:"checksums,omitempty"` // each folder gets a list of them
	Template  string      `json:"template"`            // of names
	Mode      export.Mode `json:"mode,omitempty"`      // "" is copy
	Which     string      `json:"which,omitempty"`     // photos, by the form's name for them

	// Of new JPEGs.
	Side    int    `json:"side,omitempty"`    // most pixels of the long side; 0 keeps all
	Quality int    `json:"quality,omitempty"` // 1 to 100; 0 for none yet
	Facts   string `json:"facts,omitempty"`   // what they tell: all, words, nothing
}

// ExportPreset is what the person saved of the export form.
type ExportPreset struct {
	Name string `json:"name"`
	ExportOptions
}

// Ingest is what the last import from a card was asked for. Folders are as they were
// typed.
type Ingest struct {
	To       string `json:"to"`
	Second   string `json:"second"`   // of a backup, "" for none
	Template string `json:"template"` // of names
}

// Scorers are whose scores are shown and how.
type Scorers struct {
	Shown     scorers.ID `json:"shown"`
	ModelOn   bool       `json:"model_on"`   // the chosen model runs
	RawScores bool       `json:"raw_scores"` // a model's scores are shown as they were given

	// Version is that of the built-in scorer whose numbers the person knows.
	Version string `json:"version,omitempty"`

	// Percentiles shows in the cells where photos stand in the shoot, in place of
	// their scores.
	Percentiles bool `json:"percentiles,omitempty"`
}

// Explain is how a model explains its scores.
type Explain struct {
	Form   library.ExplanationForm `json:"form"`
	InView bool                    `json:"in_view"` // photos in view are explained while nothing is scored
}

// Theme is how the program looks.
type Theme string

// The themes.
const (
	SystemTheme Theme = "system" // what the system prefers
	DarkTheme   Theme = "dark"
	LightTheme  Theme = "light"
)

// Appearance is how the program looks.
type Appearance struct {
	Theme Theme `json:"theme"`
}

// Looking is what is shown beside a photo and drawn over it.
type Looking struct {
	Histogram bool `json:"histogram"`
	Clipping  bool `json:"clipping"`
	Peaking   bool `json:"peaking"`
	Faces     bool `json:"faces"` // close-ups of them below the photo
}

// Defaults are the settings of a first start.
func Defaults() Settings {
	return Settings{
		Window:     Window{Width: 1600, Height: 1000, TileSide: 230, Inspector: true, Filmstrip: true},
		Shoot:      Shoot{Order: query.Order{By: query.ByOverall, Descending: true}},
		Filters:    Filters{Filter: query.NewFilter()},
		Export:     Export{ExportOptions: ExportOptions{Template: "{name}"}},
		Scorers:    Scorers{Shown: scorers.BuiltIn},
		Explain:    Explain{Form: library.Prose, InView: true},
		Appearance: Appearance{Theme: SystemTheme},
		Looking:    Looking{Histogram: true, Faces: true},
		Ingest:     Ingest{Template: ingest.DefaultTemplate},
	}
}

// maxRecent is how many folders are remembered.
const maxRecent = 8

// Remember puts a folder at the head of the recent ones, opened at a time.
func (s *Shoot) Remember(folder string, now time.Time) {
	recent, opened := library.Paths{folder}, []time.Time{now.UTC().Round(time.Second)}
	before := s.LastOpened()
	for _, f := range s.Recent {
		if f != folder && len(recent) < maxRecent {
			recent, opened = append(recent, f), append(opened, before[f])
		}
	}
	s.Recent, s.Opened = recent, opened
}

// LastOpened says when the recent folders were opened last; one of which nobody took
// note is not among them.
func (s *Shoot) LastOpened() map[string]time.Time {
	at := map[string]time.Time{}
	for i, f := range s.Recent {
		if i < len(s.Opened) && !s.Opened[i].IsZero() {
			at[f] = s.Opened[i]
		}
	}
	return at
}
