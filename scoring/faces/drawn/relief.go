package drawn

import "math"

// relief is the light on a face's form, point by point: it costs most of the drawing
// and changes slowly.
type relief struct {
	light [reliefHigh * reliefWide]float64
}

const (
	reliefWide, reliefHigh = 170, 260 // millimetres
	reliefLeft, reliefTop  = -85, -130
)

func newRelief(p *painter) *relief {
	r := &relief{}
	for y := range reliefHigh {
		for x := range reliefWide {
			r.light[y*reliefWide+x] = p.light(float64(x+reliefLeft), float64(y+reliefTop))
		}
	}
	return r
}

// at interpolates.
func (r *relief) at(x, y float64) float64 {
	x, y = x-reliefLeft, y-reliefTop
	x0 := min(max(int(x), 0), reliefWide-2)
	y0 := min(max(int(y), 0), reliefHigh-2)
	tx, ty := min(max(x-float64(x0), 0), 1), min(max(y-float64(y0), 0), 1)
	row := r.light[y0*reliefWide+x0:]
	upper := row[0]*(1-tx) + row[1]*tx
	lower := row[reliefWide]*(1-tx) + row[reliefWide+1]*tx
	return upper*(1-ty) + lower*ty
}

// light is what a point's form gets of a lamp in front, above and somewhat to the
// left, with what the whole room gives back.
func (p *painter) light(x, y float64) float64 {
	const d = 0.7
	dx := (p.height(x+d, y) - p.height(x-d, y)) / (2 * d)
	dy := (p.height(x, y+d) - p.height(x, y-d)) / (2 * d)
	n := 1 / math.Sqrt(dx*dx+dy*dy+1)
	lamp := max(0, (0.16*dx+0.42*dy+0.88)*n)
	shadow := 0.24*gauss(math.Abs(x)-30, y+4, 15, 9) + 0.25*gauss(x, y-56, 15, 5) + 0.16*gauss(x, y-92, 16, 4)
	return (0.36 + 0.72*lamp + 0.1*n) * (1 - shadow)
}

// height is how far a point stands out towards the camera, in millimetres.
func (p *painter) height(x, y float64) float64 {
	half := p.half(y) + 1e-6
	z := 78 * math.Sqrt(max(0.02, 1-(x/half)*(x/half)))
	z -= 12 * math.Pow(max(0, y-60)/55, 2)
	side := math.Abs(x)
	z -= 7 * gauss(side-31, y, 15, 11)     // sockets
	z += 3.5 * gauss(side-28, y+22, 20, 8) // brows
	z += 5 * gauss(side-42, y-38, 18, 14)  // cheeks
	z += 6 * gauss(x, y-104, 18, 10)       // chin
	z += 3 * gauss(x, y-78, 22, 11)        // lips
	z += 5 * gauss(side-12, y-46, 6, 6)    // wings of the nose
	if down := (y + 12) / 54; down > 0 {
		rise := 19 * min(down, 1) * smooth((54-y)/10)
		z += rise * math.Exp(-math.Pow(x/(7+4*min(down, 1)), 2))
	}
	return z
}
