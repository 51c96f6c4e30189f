package damage

import (
	"image"
	"math"
)

// Shake smears the picture along a curved path, as hands do: length is that of the
// path in pixels, degrees its direction at the start and bend by how many degrees
// it turns until its end.
func Shake(src *image.RGBA, length, degrees, bend float64) *image.RGBA {
	n := int(math.Ceil(length)) + 2
	path := make([]place, n)
	for i := 1; i < n; i++ {
		turned := (degrees + bend*float64(i-1)/float64(n-1)) * math.Pi / 180
		step := length / float64(n-1)
		path[i] = place{path[i-1].x + step*math.Cos(turned), path[i-1].y + step*math.Sin(turned)}
	}
	return along(src, path)
}

// Ghost smears the picture along a straight path at whose ends the camera rests,
// so that everything is seen twice: share, 0..1, is how much of the light the two
// ends take together.
func Ghost(src *image.RGBA, length, degrees, share float64) *image.RGBA {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	n := int(math.Ceil(length)) + 2
	rest := int(math.Round(share / max(0.05, 1-share) * float64(n) / 2))
	var path []place
	for i := range n {
		t := float64(i) / float64(n-1) * length
		times := 1
		if i == 0 || i == n-1 {
			times += rest
		}
		for range times {
			path = append(path, place{t * cos, t * sin})
		}
	}
	return along(src, path)
}

// place is where the picture stood for one moment, in pixels.
type place struct{ x, y float64 }

// along averages the picture over the places of a path, moved so that their mean
// is 0: the result lies on the original. Long paths are rounded to whole pixels,
// which nobody sees and takes a quarter of the time.
func along(src *image.RGBA, path []place) *image.RGBA {
	const fineUpTo = 24 // places
	var mx, my float64
	for _, at := range path {
		mx, my = mx+at.x/float64(len(path)), my+at.y/float64(len(path))
	}
	p := apart(src)
	for c := range p.c {
		out := make([]float32, p.w*p.h)
		for _, at := range path {
			if len(path) <= fineUpTo {
				p.addShifted(out, c, at.x-mx, at.y-my)
			} else {
				p.addMoved(out, c, int(math.Round(at.x-mx)), int(math.Round(at.y-my)))
			}
		}
		for i := range out {
			p.c[c][i] = out[i] / float32(len(path))
		}
	}
	return p.together()
}

// addMoved adds a channel, moved by whole pixels, to out.
func (p channels) addMoved(out []float32, c, dx, dy int) {
	line := make([]float32, p.w)
	for y := range p.h {
		from := p.c[c][min(max(y+dy, 0), p.h-1)*p.w:][:p.w]
		switch {
		case dx >= p.w || dx <= -p.w:
			continue
		case dx >= 0:
			copy(line, from[dx:])
			fill(line[p.w-dx:], from[p.w-1])
		default:
			copy(line[-dx:], from[:p.w+dx])
			fill(line[:-dx], from[0])
		}
		to := out[y*p.w : (y+1)*p.w]
		for x, v := range line {
			to[x] += v
		}
	}
}

func fill(line []float32, v float32) {
	for i := range line {
		line[i] = v
	}
}
