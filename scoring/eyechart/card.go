package eyechart

import (
	"fmt"
	"math/rand/v2"

	"keeplight/scoring/eyechart/chart"
)

// cardSeeds are the pictures that are shown: few, and every question has low and
// high answers among them.
var cardSeeds = [...]uint64{1, 2, 3, 4, 5}

// Card draws the pictures by which an engine is judged, the same ones every time.
func Card() ([]chart.Drawing, error) {
	var all []chart.Drawing
	for _, seed := range cardSeeds {
		d, err := chart.Draw(rand.New(rand.NewPCG(seed, 0xca4d)), chart.Side, chart.Side)
		if err != nil {
			return nil, fmt.Errorf("drawing the eye chart: %w", err)
		}
		all = append(all, d)
	}
	return all, nil
}
