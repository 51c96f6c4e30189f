package measure

import (
	"image"
	"image/color"
	"math"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// reasonedPictures are drawn and damaged so that every reason has its picture.
func reasonedPictures() map[string]*image.RGBA {
	pictures := litPictures()
	for name, img := range map[string]*image.RGBA{
		"noise on grey": damage.Noise(paint(400, 300, func(_, _ int) color.RGBA { return grey(120) }), 4),
		"noise":         noisy(400, 300, 5),
		"textured":      textured(600, 400), "leaves": leaves(600, 400), "scene": scene(600, 400),
		"muted scene": damage.Desaturate(scene(600, 400), 0.3), "grey scene": damage.Desaturate(scene(600, 400), 0),
		"hardly coloured": damage.Desaturate(scene(600, 400), 0.1),
		"signal colours": paint(600, 400, func(x, y int) color.RGBA {
			return [3]color.RGBA{{255, 0, 10, 255}, {0, 240, 20, 255}, {250, 0, 250, 255}}[(x/60+y/60)%3]
		}),
		"posters": paint(600, 400, func(x, y int) color.RGBA {
			return [3]color.RGBA{{190, 40, 30, 255}, {40, 150, 60, 255}, {50, 60, 190, 255}}[(x/90+y/70)%3]
		}),
	} {
		pictures[name] = img
	}
	for name, s := range meantScenes() {
		for stop, word := range map[float64]string{-3: " 3 under", -1.5: " under", -0.8: " a little under", 0: "", 0.8: " a little over", 1.5: " over", 3: " 3 over"} {
			pictures[name+word] = s.scene.shot(stop)
		}
	}
	for word, at := range map[string][2]float64{"upper left": {0.33, 0.33}, "upper right": {0.67, 0.33}, "lower left": {0.33, 0.67}, "lower right": {0.67, 0.67}, "corner": {0.06, 0.1}, "edge": {0.02, 0.5}, "touching": {0.1, 0.5}} {
		pictures["ball "+word] = balls(at)
	}
	for word, subject := range map[string][2]float64{"bright": {0.84, 0.13}, "clipped": {1.4, 0.2}} {
		pictures["subject "+word] = litScene(func(x, y, grain float64) [3]float64 {
			ground := tinted(subject[1]+0.02*grain+0.1*subject[1]*math.Sin(30*x)*math.Sin(20*y), 0.8, 1, 0.9)
			if y < 0.1 {
				ground = tinted(0.9*y*10+0.02, 1, 1, 1)
			}
			return mixed(ground, tinted(subject[0]*(1+0.04*grain), 1, 0.95, 0.9), disc(x, y, 0.5, 0.55, 0.22, 0.33))
		}).shot(0)
	}
	pictures["skin clipped"] = litScene(func(x, y, grain float64) [3]float64 {
		skin := tinted((1.9-4.5*math.Abs(x-0.47))*(1+0.03*grain), 1, 0.72, 0.56)
		return mixed(tinted(0.15+0.01*grain, 0.5, 0.8, 1), skin, disc(x, y, 0.5, 0.5, 0.2, 0.34))
	}).shot(0)
	return pictures
}

// litPictures show one fault or one merit of light each.
func litPictures() map[string]*image.RGBA {
	return map[string]*image.RGBA{
		"slope": litScene(func(x, y, grain float64) [3]float64 {
			return mixed(tinted(math.Pow(0.02+0.93*x, 2.2), 1, 1, 1), tinted(0.25+0.02*grain, 1, 0.4, 0.3), disc(x, y, 0.5, 0.5, 0.1, 0.15))
		}).shot(0),
		"half black": litScene(func(x, _, grain float64) [3]float64 {
			return tinted(0.0005+0.55*min(1, max(0, (x-0.45)*20))+0.00001*grain, 1, 1, 0.9)
		}).shot(0),
		"shut room": litScene(func(x, y, grain float64) [3]float64 {
			if y < 0.035 {
				return tinted(0.9, 1, 1, 1)
			}
			return mixed(tinted(0.001, 1, 1, 1), tinted(0.006+0.0005*grain, 1, 0.5, 0.4), disc(x, y, 0.5, 0.55, 0.12, 0.2))
		}).shot(0),
		"black dog": litScene(func(x, y, _ float64) [3]float64 {
			ground := tinted(0.3+0.09*math.Sin(6*x), 0.8, 1, 0.9)
			if y < 0.03 {
				ground = tinted(0.92, 1, 1, 1)
			}
			return mixed(ground, tinted(0.018*(1+0.7*math.Sin(200*x)*math.Sin(140*y)), 1, 0.7, 0.5), disc(x, y, 0.5, 0.55, 0.12, 0.18))
		}).shot(0),
		"fairy lights": litScene(func(x, y, grain float64) [3]float64 {
			c := tinted(0.01+0.001*grain, 1, 0.9, 0.8)
			if math.Mod(x*12, 1) < 0.16 && math.Mod(y*8, 1) < 0.16 {
				c = tinted(0.9, 1, 1, 0.9)
			}
			return c
		}).shot(0),
		"blue stage": litScene(func(x, y, grain float64) [3]float64 {
			return mixed(tinted(0.25, 0.02, 0.05, 1), tinted(0.85+0.02*grain, 0.02, 0.04, 1), disc(x, y, 0.5, 0.5, 0.2, 0.3))
		}).shot(0),
		"in focus": litScene(func(x, y, grain float64) [3]float64 {
			soft := 0.2 + 0.1*math.Sin(9*x+2)*math.Sin(7*y)
			sharp := 0.2 + 0.1*math.Sin(300*x)*math.Sin(200*y) + 0.02*grain
			return mixed(tinted(soft, 1, 0.9, 0.8), tinted(sharp, 1, 0.9, 0.8), disc(x, y, 0.5, 0.5, 0.15, 0.22))
		}).shot(0),
		"arch": litScene(func(x, y, grain float64) [3]float64 {
			return mixed(tinted(0.3, 1, 1, 1), tinted(0.05+0.01*grain, 1, 0.8, 0.6), disc(math.Abs(x-0.5), y, 0, 0.5, 0.2, 0.3))
		}).shot(0),
	}
}
