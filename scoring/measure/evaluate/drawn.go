package main

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"

	"keeplight.app/keeplight/scoring/measure/damage"
)

// drawnCount is how many pictures are drawn where photos are missing.
const drawnCount = 12

// drawn gives made-up scenes: a graded sky over a level horizon, hills or walls,
// and a lit subject, all with fine texture. They only stand in for photos.
func drawn() []shot {
	pictures := make([]shot, drawnCount)
	for i := range pictures {
		pictures[i] = shot{name: fmt.Sprintf("drawn %d", i+1), img: scene(uint64(i)), drawn: true}
	}
	return pictures
}

const drawnSide = 512

// scene draws one picture from its seed.
func scene(seed uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 7))
	horizon := drawnSide * (0.35 + 0.3*r.Float64())
	cx, cy := drawnSide*(0.3+0.4*r.Float64()), drawnSide*(0.4+0.3*r.Float64())
	radius := drawnSide * (0.08 + 0.1*r.Float64())
	wall := int(drawnSide * (0.1 + 0.2*r.Float64()))
	sky := [3]float64{90 + 60*r.Float64(), 140 + 50*r.Float64(), 200 + 40*r.Float64()}
	ground := [3]float64{70 + 60*r.Float64(), 80 + 60*r.Float64(), 40 + 40*r.Float64()}
	subject := [3]float64{180 + 60*r.Float64(), 60 + 120*r.Float64(), 40 + 60*r.Float64()}
	texture := make([]float64, drawnSide*drawnSide)
	for i := range texture {
		texture[i] = r.NormFloat64()
	}
	empty := image.NewRGBA(image.Rect(0, 0, drawnSide, drawnSide))
	return damage.Mapped(empty, func(x, y, c int, _ float64) float64 {
		fx, fy := float64(x), float64(y)
		grain := texture[y*drawnSide+x]
		switch d := math.Hypot(fx-cx, fy-cy); {
		case d < radius:
			return subject[c]*(1.1-0.5*d/radius) + 8*math.Sin(fx/3)*math.Cos(fy/2.5)
		case fy < horizon:
			if x < wall && fy > horizon*0.4 {
				return ground[c]*0.5 + 30*float64((y/12+x/20)%2)
			}
			return sky[c] * (1.15 - 0.4*fy/horizon)
		default:
			depth := (fy - horizon) / (drawnSide - horizon)
			return ground[c]*(0.7+0.5*depth) + grain*14*depth + 10*math.Sin(fx*0.3+fy*0.2)
		}
	})
}
