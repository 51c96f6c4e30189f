package measure

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// litScene gives the linear light of a place, of which 1 is what the camera records
// as white. x and y are 0..1, grain is 0 on average.
type litScene func(x, y, grain float64) [3]float64

// shot exposes a scene by so many stops, and clips as a sensor does.
func (s litScene) shot(stops float64) *image.RGBA {
	r := rand.New(rand.NewPCG(11, 12))
	gain := math.Exp2(stops)
	return paint(600, 400, func(px, py int) color.RGBA {
		c := s((float64(px)+0.5)/600, (float64(py)+0.5)/400, r.NormFloat64())
		var out [3]uint8
		for i, v := range c {
			v = min(1, max(0, gain*v))
			coded := 12.92 * v
			if v > 0.0031308 {
				coded = 1.055*math.Pow(v, 1/2.4) - 0.055
			}
			out[i] = uint8(255*coded + 0.5)
		}
		return color.RGBA{out[0], out[1], out[2], 255}
	})
}

func tinted(v, r, g, b float64) [3]float64 { return [3]float64{v * r, v * g, v * b} }

// disc is 1 well inside an ellipse and 0 outside, soft over its rim.
func disc(x, y, cx, cy, rx, ry float64) float64 {
	d := math.Hypot((x-cx)/rx, (y-cy)/ry)
	return min(1, max(0, (1-d)*12))
}

func mixed(a, b [3]float64, t float64) [3]float64 {
	for i := range a {
		a[i] += t * (b[i] - a[i])
	}
	return a
}

// dogOnTiles is fawn with a black face, on white tiles: a high key.
func dogOnTiles(x, y, grain float64) [3]float64 {
	tile := tinted(0.86, 1, 1, 0.98)
	if math.Mod(x*6, 1) < 0.03 || math.Mod(y*4, 1) < 0.03 {
		tile = tinted(0.7, 1, 1, 1)
	}
	fur := tinted(0.3+0.02*grain+0.08*math.Sin(90*x)*math.Sin(70*y), 1, 0.8, 0.55)
	face := tinted(0.02+0.004*grain, 1, 0.9, 0.8)
	c := mixed(tile, fur, disc(x, y, 0.5, 0.6, 0.17, 0.27))
	return mixed(c, face, disc(x, y, 0.5, 0.46, 0.06, 0.08))
}

// faceInTheDark is lit from the left before black: a low key.
func faceInTheDark(x, y, grain float64) [3]float64 {
	skin := tinted((0.75-1.6*(x-0.38))*(0.8+0.05*grain+0.15*math.Sin(40*y)), 1, 0.72, 0.56)
	return mixed(tinted(0.004, 1, 1, 1.2), skin, disc(x, y, 0.45, 0.45, 0.14, 0.3))
}

// lightning over a dark town.
func lightning(x, y, grain float64) [3]float64 {
	sky := tinted(0.012+0.015*(1-y), 0.7, 0.8, 1.3)
	at := 0.55 + 0.06*math.Sin(9*y) + 0.03*math.Sin(31*y)
	if d := math.Abs(x - at); y < 0.8 {
		sky = mixed(sky, tinted(0.55, 0.8, 0.85, 1), 0.9*math.Exp(-d*d/0.006))
		sky = mixed(sky, tinted(1.6, 0.9, 0.92, 1), math.Exp(-d*d/0.00002))
	}
	if y > 0.8 {
		sky = tinted(0.008, 1, 1, 1)
		if math.Mod(x*23+math.Floor(y*40)*0.37, 1) < 0.25 && math.Mod(y*40, 1) < 0.4 {
			sky = tinted(0.5, 1, 0.8, 0.4)
		}
	}
	return [3]float64{sky[0] + 0.001*grain, sky[1] + 0.001*grain, sky[2] + 0.001*grain}
}

// lampsAtNight is a street with lamps that clip, and lit fronts.
func lampsAtNight(x, y, grain float64) [3]float64 {
	c := tinted(0.01+0.001*grain, 0.8, 0.9, 1.2)
	if y > 0.35 && y < 0.75 && math.Mod(x*5, 1) > 0.15 {
		c = tinted(0.12+0.1*math.Abs(math.Sin(25*x))+0.01*grain, 1, 0.75, 0.45)
		if math.Mod(x*20, 1) > 0.5 && math.Mod(y*12, 1) > 0.5 {
			c = tinted(0.5, 1, 0.8, 0.5)
		}
	}
	for i := range 5 {
		d := math.Hypot(x-0.1-0.2*float64(i), (y-0.3)*0.67)
		c = mixed(c, tinted(3, 1, 0.95, 0.8), math.Exp(-d*d/0.0002))
	}
	return c
}

// treeAtDusk is black before a glowing sky.
func treeAtDusk(x, y, grain float64) [3]float64 {
	sky := tinted(0.25+0.4*y, 1.1, 0.75+0.1*(1-y), 0.5+0.4*(1-y))
	black := tinted(0.005+0.0005*grain, 1, 1, 1)
	tree := max(disc(x, y, 0.4, 0.4, 0.14, 0.2), disc(x, y, 0.4, 0.7, 0.02, 0.25))
	if y > 0.82 {
		tree = 1
	}
	return mixed(sky, black, tree)
}

// treesInMist fade with distance.
func treesInMist(x, y, grain float64) [3]float64 {
	mist := 0.42 + 0.08*(1-y)
	for i := range 6 {
		fi := float64(i)
		at, depth := math.Mod(0.13+0.37*fi, 1), 0.12+0.07*fi
		if math.Abs(x-at) < 0.012+0.006*(6-fi) {
			mist = mist*(1-depth) + 0.05*depth + 0.004*grain
		}
	}
	if y > 0.85 {
		mist = 0.25 + 0.01*grain
	}
	return tinted(mist, 0.97, 1, 1.02)
}

// dayOut is an ordinary sunny scene.
func dayOut(x, y, grain float64) [3]float64 {
	c := tinted(0.42+0.2*y, 0.6, 0.8, 1.25)
	if y > 0.45 {
		c = tinted(0.16+0.04*grain+0.05*math.Sin(60*x+30*y), 0.8, 1, 0.4)
	}
	c = mixed(c, tinted(0.88, 1, 1, 1), disc(x, y, 0.3, 0.15, 0.2, 0.08))
	if x > 0.7 && y > 0.2 {
		c = tinted(0.05+0.02*math.Abs(math.Sin(20*y)), 1, 0.9, 0.8)
		if math.Mod(x*20, 1) > 0.5 && math.Mod(y*9, 1) > 0.5 {
			c = tinted(0.006, 1, 1, 1)
		}
	}
	return mixed(c, tinted(0.5+0.1*math.Sin(50*x), 1.2, 0.5, 0.35), disc(x, y, 0.35, 0.6, 0.1, 0.18))
}

func meantScenes() map[string]struct {
	scene litScene
	code  string
} {
	return map[string]struct {
		scene litScene
		code  string
	}{
		"dog on white tiles": {dogOnTiles, message.ExposureHighKey},
		"face in the dark":   {faceInTheDark, message.ExposureLowKey},
		"lightning":          {lightning, message.ExposureLowKey},
		"lamps at night":     {lampsAtNight, message.ExposureLowKey},
		"tree at dusk":       {treeAtDusk, message.ExposureSilhouette},
		"trees in mist":      {treesInMist, message.ExposureSoft},
		"day out":            {dayOut, message.ExposureLamps},
	}
}

func TestALightThatIsMeantIsNotBlamed(t *testing.T) {
	for name, c := range meantScenes() {
		t.Run(name, func(t *testing.T) {
			f := Extract(c.scene.shot(0))
			v := judgeExposure(&f)
			if v.value.Mean < 6.5 || v.reason.Code() != c.code {
				t.Errorf("%.2f, %s\n%+v\n%+v\n%+v", v.value.Mean, message.English(v.reason), f.Tone, f.Key, f.Highlights)
			}
		})
	}
}

func TestTheSameSceneExposedWrongStaysWellBelow(t *testing.T) {
	for name, c := range meantScenes() {
		t.Run(name, func(t *testing.T) {
			value := func(stops float64) float64 {
				s := judged(c.scene.shot(stops))
				return s.Of(library.Exposure).Mean
			}
			meant := value(0)
			for _, stops := range []float64{-3, -2, 2, 3} {
				if wrong := value(stops); wrong > meant-2 {
					f := Extract(c.scene.shot(stops))
					t.Errorf("%+g stops: %.2f, meant %.2f: %s\n%+v\n%+v\n%+v", stops, wrong, meant, message.English(judgeExposure(&f).reason), f.Tone, f.Key, f.Highlights)
				}
			}
		})
	}
}
