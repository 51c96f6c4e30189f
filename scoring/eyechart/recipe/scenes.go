package main

import (
	"image"
	"math/rand/v2"
	"slices"

	"keeplight.app/keeplight/library/demo"
	"keeplight.app/keeplight/scoring/eyechart/chart"
)

// renderings is how many views of the demo's scenes there are for so many
// pictures: rendering one takes as long as drawing ten pictures.
func renderings(count int) int { return min(360, max(20, count/25)) }

// heldScenes are not trained on.
var heldScenes = []string{"city", "gull", "flower"}

// straightScenes have lines by which one sees that the camera leans.
var straightScenes = []string{"lighthouse", "boat", "street", "city", "silhouette"}

// scenes are rendered views of the demo's shoot without its faults, some leaning.
type scenes struct {
	views []view
}

type view struct {
	picture  *image.RGBA
	lean     float64
	straight bool
}

func newScenes(r *rand.Rand, held bool, count int) *scenes {
	shots := slices.DeleteFunc(demo.Shots(), func(s demo.Shot) bool {
		return slices.Contains(heldScenes, s.Scene) != held
	})
	s := &scenes{}
	for range renderings(count) {
		shot := shots[r.IntN(len(shots))].Clean()
		v := view{straight: slices.Contains(straightScenes, shot.Scene)}
		if r.IntN(4) > 0 {
			v.lean = 32*r.Float64() - 16
		}
		shot.Tilt = v.lean
		v.picture = demo.Render(shot, 400)
		s.views = append(s.views, v)
	}
	return s
}

func (s *scenes) draw(r *rand.Rand, w, h int) (chart.Drawing, error) {
	v := s.views[r.IntN(len(s.views))]
	least := 0.5
	known := chart.Unknown()
	if v.straight {
		least = 0.8 // less may show no line
		known[chart.Level] = chart.Levelness(v.lean)
	}
	return chart.Finish(r, cut(r, v.picture, w, h, least), known)
}
