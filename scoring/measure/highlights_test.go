package measure

import (
	"math"
	"testing"
)

// blownScene is an even ground in which a place is far too bright.
func blownScene(ground float64, blown func(x, y float64) float64) Features {
	return Extract(litScene(func(x, y, grain float64) [3]float64 {
		c := tinted(ground*(1+0.05*grain+0.2*math.Sin(40*x)*math.Sin(30*y)), 0.8, 1, 0.6)
		return mixed(c, tinted(3, 1, 1, 1), blown(x, y))
	}).shot(0))
}

func TestClippedLightIsToldApartByWhatItIs(t *testing.T) {
	lamp := blownScene(0.1, func(x, y float64) float64 { return disc(x, y, 0.7, 0.25, 0.02, 0.03) })
	if h := lamp.Highlights; h.Lamp < 0.8*lamp.Tone.Highlights || h.Lost > 0.4*lamp.Tone.Highlights {
		t.Errorf("a lamp: %+v of %.4f", h, lamp.Tone.Highlights)
	}
	sky := blownScene(0.15, func(_, y float64) float64 { return min(1, max(0, (0.4-y)*40)) })
	if h := sky.Highlights; h.Sky < 0.6*sky.Tone.Highlights || h.Lost > 0.95*sky.Tone.Highlights {
		t.Errorf("a sky: %+v of %.4f", h, sky.Tone.Highlights)
	}
	glitter := blownScene(0.15, func(x, y float64) float64 { return min(1, max(0, 3*math.Sin(130*x)*math.Sin(90*y)-1)) })
	if h := glitter.Highlights; h.Lost < 0.9*glitter.Tone.Highlights || h.Lamp+h.Sky+h.Even > 0.4*glitter.Tone.Highlights {
		t.Errorf("broken up texture: %+v of %.4f", h, glitter.Tone.Highlights)
	}
}

func TestTheSameClippedShareCostsMoreOnSkinThanInTheSky(t *testing.T) {
	skin := Extract(litScene(func(x, y, grain float64) [3]float64 {
		c := tinted((1.9-4.5*math.Abs(x-0.47))*(1+0.03*grain), 1, 0.72, 0.56)
		return mixed(tinted(0.15+0.01*grain, 0.5, 0.8, 1), c, disc(x, y, 0.5, 0.5, 0.2, 0.34))
	}).shot(0))
	sky := blownScene(0.15, func(_, y float64) float64 { return min(1, max(0, (0.25-y)*60)) })
	onSkin, inSky := skin.Highlights.Lost/skin.Tone.Highlights, sky.Highlights.Lost/sky.Tone.Highlights
	if skin.Highlights.Skin == 0 || onSkin < 1.5*inSky {
		t.Errorf("clipped skin counts %.2f, sky %.2f\n%+v\n%+v", onSkin, inSky, skin.Highlights, sky.Highlights)
	}
}

func TestMeansOverABoxAreThoseOfItsCells(t *testing.T) {
	var g grid
	for i := range g {
		g[i] = float64(i * i % 97)
	}
	boxed := g.boxed(2)
	for _, at := range [][2]int{{0, 0}, {1, 30}, {31, 17}, {63, 63}, {62, 0}} {
		sum, n := 0.0, 0.0
		for y := max(0, at[1]-2); y <= min(gridSide-1, at[1]+2); y++ {
			for x := max(0, at[0]-2); x <= min(gridSide-1, at[0]+2); x++ {
				sum, n = sum+g[y*gridSide+x], n+1
			}
		}
		if got := boxed[at[1]*gridSide+at[0]]; math.Abs(got-sum/n) > 1e-9 {
			t.Errorf("around %v: %.4f, want %.4f", at, got, sum/n)
		}
	}
}
