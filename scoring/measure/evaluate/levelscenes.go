package main

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// levelScene is a drawn picture of which it is known how it leans.
type levelScene struct {
	leaning
	draw func() *image.RGBA
}

const (
	levelWide = 640
	levelHigh = 480
)

// levelScenes gives streets and walls in perspective, sea horizons hard and soft, and
// scenes without anything to level by.
func levelScenes() []levelScene {
	var all []levelScene
	add := func(lines bool, shade func(x, y float64) float64, name string, args ...any) {
		all = append(all, levelScene{leaning{name: fmt.Sprintf(name, args...), lines: lines}, func() *image.RGBA {
			return shaded(uint64(len(name)), shade)
		}})
	}
	for _, pitch := range []float64{-8, 0, 6, 14} {
		for _, yaw := range []float64{0, 12, 30} {
			c := newCamera(pitch, yaw)
			add(true, func(x, y float64) float64 { return street(c.ray(x, y)) }, "a street, %g up, %g to the side", pitch, yaw)
		}
	}
	for _, pitch := range []float64{-5, 0, 10} {
		c := newCamera(pitch, 3)
		add(true, func(x, y float64) float64 { return facade(c.ray(x, y)) }, "a facade, %g up", pitch)
	}
	for _, soft := range []float64{1, 8, 20} {
		add(true, func(x, y float64) float64 {
			below := 1 / (1 + math.Exp(-4*(y-20)/soft))
			return 190 - 90*below + 6*below*math.Sin(x/9+y/4)
		}, "the sea, %g soft", soft)
	}
	for seed := range uint64(3) {
		leaves := blobs(seed)
		add(false, leaves, "leaves %d", seed)
		add(false, func(x, y float64) float64 { return 120 + 0.3*(leaves(x*0.15, y*0.15)-120) }, "clouds %d", seed)
	}
	return all
}

func shaded(seed uint64, shade func(x, y float64) float64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 5))
	grain := make([]float64, levelWide*levelHigh)
	for i := range grain {
		grain[i] = 2 * r.NormFloat64()
	}
	empty := image.NewRGBA(image.Rect(0, 0, levelWide, levelHigh))
	return damage.Mapped(empty, func(x, y, c int, _ float64) float64 {
		fx, fy := float64(x)-levelWide/2, float64(y)-levelHigh/2
		// Four samples soften edges as a lens does.
		v := shade(fx-0.25, fy-0.25) + shade(fx+0.25, fy-0.25) + shade(fx-0.25, fy+0.25) + shade(fx+0.25, fy+0.25)
		return v/4 + grain[y*levelWide+x] + 6*float64(c)
	})
}

// camera looks up by its pitch and to the right by its yaw.
type camera struct{ sinPitch, cosPitch, sinYaw, cosYaw float64 }

func newCamera(pitch, yaw float64) camera {
	var c camera
	c.sinPitch, c.cosPitch = math.Sincos(pitch * math.Pi / 180)
	c.sinYaw, c.cosYaw = math.Sincos(yaw * math.Pi / 180)
	return c
}

// ray gives the direction in which a place of the picture lies, from its middle: to
// the right, up and ahead. The lens is one of 28 mm on full frame.
func (c camera) ray(x, y float64) (right, up, ahead float64) {
	const focal = 28.0 / 36 * levelWide
	up = -y*c.cosPitch + focal*c.sinPitch
	level := y*c.sinPitch + focal*c.cosPitch
	return x*c.cosYaw + level*c.sinYaw, up, level*c.cosYaw - x*c.sinYaw
}

// street is two rows of houses along the way ahead; distances are in metres.
func street(right, up, ahead float64) float64 {
	const eyes, half, high, end = 1.6, 5.0, 7.0, 60.0
	best, tone := math.Inf(1), 215.0
	if t := half / math.Abs(right); up*t+eyes < high && up*t+eyes > 0 && ahead*t < end && ahead*t > -end {
		best, tone = t, house(ahead*t, up*t+eyes)
	}
	if t := end / ahead; ahead > 0 && t < best && up*t+eyes < high && up*t+eyes > 0 {
		best, tone = t, house(right*t, up*t+eyes)
	}
	if t := -eyes / up; up < 0 && t < best {
		tone = 120 + 10*math.Sin(9*right*t)*math.Sin(7*ahead*t)
	}
	return tone
}

// facade is one wall across the way.
func facade(right, up, ahead float64) float64 {
	t := 9 / ahead
	if high := up*t + 1.6; high > 0 && high < 9 {
		return house(right*t, high)
	}
	if up < 0 {
		return 110
	}
	return 215
}

// house is a wall with windows.
func house(along, high float64) float64 {
	x, y := along/2.4-math.Floor(along/2.4), high/2.9-math.Floor(high/2.9)
	if x > 0.3 && x < 0.7 && y > 0.3 && y < 0.8 {
		return 60
	}
	return 160
}

// blobs are round leaves of all sizes, without a direction.
func blobs(seed uint64) func(x, y float64) float64 {
	r := rand.New(rand.NewPCG(seed, 11))
	type blob struct{ x, y, size, tone float64 }
	all := make([]blob, 150)
	for i := range all {
		all[i] = blob{r.Float64()*levelWide - levelWide/2, r.Float64()*levelHigh - levelHigh/2, 12 + 40*r.Float64(), 40 + 170*r.Float64()}
	}
	return func(x, y float64) float64 {
		tone := 120.0
		for _, b := range all {
			if dx, dy := x-b.x, y-b.y; dx*dx+dy*dy < b.size*b.size {
				tone = b.tone
			}
		}
		return tone
	}
}
