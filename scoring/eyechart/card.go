package eyechart

import (
	"fmt"
	"image"
	"math/rand/v2"

	"keeplight.app/keeplight/scoring/eyechart/chart"
)

// cardShapes are the pictures that are shown: few, with low and high answers to
// every question among them, and some that are not square, because those take
// other ways through an engine.
var cardShapes = [...]image.Point{
	{X: chart.Side, Y: chart.Side},
	{X: chart.Side, Y: chart.Side},
	{X: chart.Side, Y: chart.Side},
	{X: chart.Side, Y: chart.Side},
	{X: chart.Side, Y: chart.Side},
	{X: 160, Y: 96},
	{X: 96, Y: 160},
}

// Card draws the pictures by which an engine is judged, the same ones every time.
func Card() ([]chart.Drawing, error) {
	var all []chart.Drawing
	for i, shape := range cardShapes {
		d, err := chart.Draw(rand.New(rand.NewPCG(uint64(i+1), 0xca4d)), shape.X, shape.Y)
		if err != nil {
			return nil, fmt.Errorf("drawing the self-test: %w", err)
		}
		all = append(all, d)
	}
	return all, nil
}
