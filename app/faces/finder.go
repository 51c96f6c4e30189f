package faces

import (
	"fmt"

	assets "keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/scoring/faces"
)

// NewFinder gives the finder with the networks that come with the program. The error is
// that they cannot be used.
func NewFinder() (Finder, error) {
	f, err := faces.New(assets.Detector, assets.Landmarks)
	if err != nil {
		return nil, fmt.Errorf("reading the networks that find faces: %w", err)
	}
	return f, nil
}
