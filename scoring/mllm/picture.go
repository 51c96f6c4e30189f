package mllm

import (
	"image"
	"image/draw"
	"math"
	"strconv"

	resample "golang.org/x/image/draw"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring/geometry"
)

// pixelsPerToken is how many pixels one token of a picture stands for where a
// model does not say: patches of 16 x 16, merged two by two (Qwen3-VL). Such a
// model gets a picture of about the right size.
const pixelsPerToken = 32 * 32

// narrowest is how many times as long as wide a picture may be that is brought to
// size: engines refuse others.
const narrowest = 100

// sight is how pictures are shown to a model.
type sight struct {
	geometry geometry.Geometry
	pixels   int // where that is not known: the area at most; 0 is no limit
}

func sightOf(m Model) sight {
	return sight{geometry: m.Geometry, pixels: maxPixels(m.ImageTokens)}
}

// limited is the same with at most so many tokens a picture, as far as the model
// can be limited.
func (s sight) limited(tokens int) sight {
	s.geometry = s.geometry.Limited(tokens)
	if most := maxPixels(tokens); s.pixels == 0 || s.pixels > most {
		s.pixels = most
	}
	return s
}

// settings adds what changes a number to a provenance's settings: a geometry under
// the name known, else the area at most under another. Models of which no file was
// read keep the settings of earlier versions, and with them the keys of their scores.
func (s sight) settings(to map[string]string, known, area string) {
	if s.geometry.Kind == geometry.Unknown {
		to[area] = strconv.Itoa(s.pixels)
		return
	}
	to[known] = s.geometry.Setting()
	if s.geometry.Kind != geometry.Runtime {
		to["resample"] = "catmull-rom"
	}
}

// show gives the picture as the model gets it, in tight rows from (0,0): at exactly
// the size that the model computes with, so that the engine, whose filters differ
// from version to version, has nothing left to resample.
func (s sight) show(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	switch g := s.geometry; {
	case g.Kind == geometry.Unknown:
		return shrink(src, s.pixels)
	case g.Kind == geometry.Runtime || max(w, h) > narrowest*min(w, h):
		return picture.Fit(src, 0)
	case g.Kind == geometry.Square:
		return inSquare(src, &g)
	default:
		width, height := g.Size(w, h)
		return resized(src, image.Rect(0, 0, width, height), image.Rect(0, 0, width, height))
	}
}

// inSquare puts a picture into a model's square.
func inSquare(src *image.RGBA, g *geometry.Geometry) *image.RGBA {
	x, y, w, h := g.Inside(src.Rect.Dx(), src.Rect.Dy())
	dst := resized(src, image.Rect(0, 0, g.Side, g.Side), image.Rect(x, y, x+w, y+h))
	ground := image.NewUniform(g.Ground)
	for _, beside := range []image.Rectangle{
		image.Rect(0, 0, g.Side, y), image.Rect(0, y+h, g.Side, g.Side),
		image.Rect(0, y, x, y+h), image.Rect(x+w, y, g.Side, y+h),
	} {
		draw.Draw(dst, beside, ground, image.Point{}, draw.Src)
	}
	return dst
}

// resized gives a picture of the size whole with src in the part to of it, by
// Catmull and Rom's cubic (1974) over all pixels that are covered, which is what
// the makers' own programs take (Pillow's BICUBIC). A picture that has the size
// already is given as it is.
func resized(src *image.RGBA, whole, to image.Rectangle) *image.RGBA {
	if whole == to && to.Size() == src.Rect.Size() {
		return picture.Fit(src, 0)
	}
	dst := image.NewRGBA(whole)
	resample.CatmullRom.Scale(dst, to, src, src.Rect, draw.Src, nil)
	return dst
}

// maxPixels is the area that a model with so many tokens for a picture can use;
// 0 is no limit.
func maxPixels(imageTokens int) int { return max(0, imageTokens) * pixelsPerToken }

// shrink gives the picture with an area of about pixels at most, each the average of
// what it covers: engines shrink with fewer samples, which makes fine patterns
// shimmer and depends on their version. It never enlarges; 0 is no limit.
func shrink(src *image.RGBA, pixels int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	long := max(w, h)
	if pixels <= 0 || w*h <= pixels {
		return picture.Fit(src, long)
	}
	side := int(float64(long) * math.Sqrt(float64(pixels)/float64(w*h)))
	return picture.Fit(src, max(1, side))
}
