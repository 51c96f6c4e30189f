package series

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/library/phototest"
)

// thumb is the long side of the frames in pixels, that of a thumbnail.
const thumb = 384

// world is what stands before the camera, of which a frame shows a part.
type world struct {
	picture *image.RGBA
	person  color.RGBA
	where   float64 // the person's place across, in parts of the frame
	size    float64 // and width; 0 is nobody
	scene   int
}

// newWorld draws a landscape of so many frames' width. Real is a photograph to use
// instead, nil for none.
func newWorld(r *rand.Rand, frames float64, real *image.RGBA) world {
	w := world{
		person: color.RGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255},
		where:  0.2 + 0.6*r.Float64(),
	}
	if r.IntN(2) == 0 {
		w.size = 0.08 + 0.14*r.Float64()
	}
	if w.picture = real; real == nil {
		const height = 300
		w.picture = phototest.Scene(int(height*1.5*1.15*frames), height, r.Uint64())
		w.furnish(r)
	}
	return w
}

// furnish puts rocks and sheds all along a landscape, as many as a view of a place
// that is worth a panorama has: phototest.Scene has the same few for any width.
func (w *world) furnish(r *rand.Rand) {
	width, height := w.picture.Rect.Dx(), w.picture.Rect.Dy()
	for x := 0; x < width; x += height/8 + r.IntN(height/2) {
		wide, high := height/20+r.IntN(height/5), height/20+r.IntN(height/4)
		foot := height*6/10 + r.IntN(height*3/10)
		grey := 40 + r.IntN(170)
		c := color.RGBA{uint8(grey + r.IntN(40)), uint8(grey + r.IntN(30)), uint8(grey), 255}
		round := r.IntN(2) == 0
		for dy := range high {
			for dx := range wide {
				fx, fy := 2*float64(dx)/float64(wide)-1, 1-float64(dy)/float64(high)
				if at := image.Pt(x+dx, foot-high+dy); at.In(w.picture.Rect) && (!round || fx*fx+fy*fy < 1) {
					w.picture.SetRGBA(at.X, at.Y, c)
				}
			}
		}
	}
}

// view is how a camera looks at a world. X and y are the place of the frame's left
// and top edge and side its width, in the world's pixels.
type view struct {
	x, y, side float64
	stops      float64 // lighter than the world
	walked     float64 // by the person, in parts of the frame
	blur       float64 // pixels, of what is out of focus
	upright    bool
	noise      uint64 // seed
}

// frame draws what the camera sees.
func (w *world) frame(v view) *image.RGBA {
	width, height := thumb, thumb*2/3
	if v.upright {
		width, height = height, width
	}
	scale := v.side / float64(max(width, height))
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	from := image.Rect(int(v.x), int(v.y), int(v.x+scale*float64(width)), int(v.y+scale*float64(height)))
	draw.ApproxBiLinear.Scale(out, out.Rect, w.picture, from.Intersect(w.picture.Rect), draw.Src, nil)
	w.drawPerson(out, v.walked)
	if v.blur > 0 {
		soft := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(width)/v.blur)), max(1, int(float64(height)/v.blur))))
		draw.ApproxBiLinear.Scale(soft, soft.Rect, out, out.Rect, draw.Src, nil)
		draw.ApproxBiLinear.Scale(out, out.Rect, soft, soft.Rect, draw.Src, nil)
	}
	expose(out, v.stops, v.noise)
	return out
}

func (w *world) drawPerson(img *image.RGBA, walked float64) {
	if w.size == 0 {
		return
	}
	width, height := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	cx, cy := (w.where+walked)*width, height*0.68
	rx, ry := w.size*width/2, w.size*width*1.1
	for y := max(0, int(cy-ry)); y < min(img.Rect.Dy(), int(cy+ry)); y++ {
		half := rx * math.Sqrt(max(0, 1-(float64(y)-cy)*(float64(y)-cy)/(ry*ry)))
		for x := max(0, int(cx-half)); x < min(img.Rect.Dx(), int(cx+half)); x++ {
			img.SetRGBA(x, y, w.person)
		}
	}
}

// expose lightens a picture as a longer exposure would, with a shoulder that clips
// late, and adds noise.
func expose(img *image.RGBA, stops float64, seed uint64) {
	gain := math.Exp2(stops)
	var curve [256]float64
	for i := range curve {
		light := math.Pow(float64(i)/255, 2.2) * gain
		if light > 0.7 {
			light = 0.7 + 0.3*(1-math.Exp(-(light-0.7)/0.3))
		}
		curve[i] = 255 * math.Pow(light, 1/2.2)
	}
	r := rand.New(rand.NewPCG(seed, 0x401))
	for i := 0; i < len(img.Pix); i += 4 {
		bits := r.Uint32()
		grain := float64(bits%15) - 7
		for c := range 3 {
			img.Pix[i+c] = uint8(min(max(curve[img.Pix[i+c]]+grain, 0), 255))
		}
	}
}
