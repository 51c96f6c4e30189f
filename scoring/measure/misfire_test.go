package measure

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// plain is a frame of one level with a darker rim, as a lens leaves, and noise.
func plain(level, rim, noise float64) *image.RGBA {
	img := paint(900, 600, func(x, y int) color.RGBA {
		d := math.Hypot(float64(x)-450, float64(y)-300) / 540
		return grey(level - rim*d*d)
	})
	if noise == 0 {
		return img
	}
	return damage.Noise(img, noise)
}

// stars is a black sky with a few points of light.
func stars() *image.RGBA {
	r := rand.New(rand.NewPCG(8, 8))
	img := plain(3, 0, 1)
	for range 900 {
		x, y := r.IntN(897), r.IntN(597)
		for dy := range 3 {
			for dx := range 3 {
				img.SetRGBA(x+dx, y+dy, grey(120+130*r.Float64()))
			}
		}
	}
	return img
}

func TestMisfiresAreToldFromFramesWithSomethingInThem(t *testing.T) {
	for name, c := range map[string]struct {
		img  *image.RGBA
		want Misfire
	}{
		"a covered lens":               {plain(0, 0, 0), BlackFrame},
		"a covered lens at ISO 12,800": {plain(4, 0, 6), BlackFrame},
		"all white":                    {plain(255, 0, 0), WhiteFrame},
		"white with noise":             {plain(254, 0, 2), WhiteFrame},
		"a grey card":                  {plain(120, 0, 0), BlankFrame},
		"a grey card with noise":       {plain(120, 0, 8), BlankFrame},
		"a wall with a dark rim":       {plain(170, 35, 3), BlankFrame},
		"a sky full of stars":          {stars(), NoMisfire},
		"a scene":                      {scene(900, 600), NoMisfire},
		"a scene three stops under":    {damage.Expose(scene(900, 600), -3), NoMisfire},
		"a scene two stops over":       {damage.Expose(scene(900, 600), 2), NoMisfire},
		"a scene in fog":               {faded(scene(900, 600), 0.12, 170), NoMisfire},
		"a scene out of focus":         {damage.Defocus(scene(900, 600), 12), NoMisfire},
	} {
		t.Run(name, func(t *testing.T) {
			f := Extract(c.img)
			if f.Misfire != c.want {
				t.Fatalf("misfire %d, want %d (tone %+v)", f.Misfire, c.want, f.Tone)
			}
			s := New().Judge(&f)
			if c.want == NoMisfire {
				if s.Overall.Known && s.Overall.Mean == 0 {
					t.Error("the overall is 0")
				}
				return
			}
			if !s.Overall.Known || s.Overall.Mean != 0 {
				t.Errorf("overall %+v, want 0", s.Overall)
			}
			for _, a := range library.Attributes() {
				if s.Of(a).Known || s.Reasons[a].IsZero() {
					t.Errorf("%s: %+v, %s", a.Key(), s.Of(a), message.English(s.Reasons[a]))
				}
			}
		})
	}
}

// faded leaves the given share of the contrast around a level, as fog does.
func faded(img *image.RGBA, left, level float64) *image.RGBA {
	return damage.Mapped(img, func(_, _, _ int, v float64) float64 { return level + left*(v-level) })
}
