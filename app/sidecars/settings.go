package sidecars

import (
	"context"
	"errors"
	"time"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/sidecar"
)

// settingsKey is where the catalogue keeps Settings.
const settingsKey = "sidecar_writing"

// Naming is how new sidecars are called. It is stored: a value is never changed or
// reused.
type Naming string

// The three ways. A photo that has a sidecar keeps it, and never gets a second.
const (
	AdobeNaming Naming = ""         // IMG_1.xmp, as Lightroom, Capture One and Photo Mechanic read it
	FullNaming  Naming = "full"     // IMG_1.CR2.xmp, as darktable and digiKam do
	MatchNaming Naming = "matching" // like the sidecars that are in the folder, else Adobe's
)

// LabelSet names the colours in sidecars. It is stored: a value is never changed or
// reused.
type LabelSet string

// The label sets that can be written; all are read.
const (
	EnglishSet  LabelSet = ""
	BridgeSet   LabelSet = "bridge"
	GermanSet   LabelSet = "german"
	JapaneseSet LabelSet = "japanese"
)

// Settings are how sidecars are written; the zero value is how Lightroom Classic does.
type Settings struct {
	Naming Naming   `json:"naming,omitempty"`
	Labels LabelSet `json:"labels,omitempty"`
	// RejectAsRating writes a reject as -1 stars too, for Bridge and darktable. The
	// stars then stand in the catalogue alone.
	RejectAsRating bool `json:"reject_as_rating,omitempty"`
}

// ReadSettings gives the stored settings, the zero value where there are none or
// where they are damaged.
func ReadSettings(ctx context.Context, cat *catalog.Catalog) (Settings, error) {
	var set Settings
	_, err := cat.Setting(ctx, settingsKey, &set)
	if errors.Is(err, catalog.ErrDamagedRow) {
		return Settings{}, nil
	}
	return set, err
}

// Settings gives the stored settings.
func (s *Sync) Settings(ctx context.Context) (Settings, error) { return ReadSettings(ctx, s.cat) }

// SetSettings stores how sidecars are written from now on.
func (s *Sync) SetSettings(ctx context.Context, set Settings) error {
	return s.cat.PutSetting(ctx, settingsKey, set)
}

// names gives the names of a label set; an unknown one is English.
func (l LabelSet) names() sidecar.LabelNames {
	switch l {
	case BridgeSet:
		return sidecar.BridgeLabels()
	case GermanSet:
		return sidecar.GermanLabels()
	case JapaneseSet:
		return sidecar.JapaneseLabels()
	}
	return sidecar.EnglishLabels()
}

// options gives the settings as library/sidecar takes them.
func (set Settings) options(now time.Time) sidecar.Options {
	return sidecar.Options{Labels: set.Labels.names(), RejectAsRating: set.RejectAsRating, Now: now}
}
