package faces

import (
	assets "keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/scoring/faces"
	"keeplight.app/keeplight/scoring/measure"
)

// NewFinder gives the finder with the networks that come with the program. They are
// read when the first photo is looked at.
func NewFinder() Finder { return faces.Open(assets.Detector, assets.Landmarks, measure.NewTiles()) }
