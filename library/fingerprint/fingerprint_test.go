package fingerprint_test

import (
	"errors"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/phototest"
)

// part draws a part of a picture, of so much of its width, as a thumbnail, with its
// exposure changed by so many stops and noise on it.
func part(src *image.RGBA, x, y, width, stops float64, seed uint64) *image.RGBA {
	w, h := float64(src.Rect.Dx()), float64(src.Rect.Dy())
	out := image.NewRGBA(image.Rect(0, 0, 300, 200))
	from := image.Rect(int(x*w), int(y*h), int((x+width)*w), int(y*h+width*w*2/3))
	draw.ApproxBiLinear.Scale(out, out.Rect, src, from.Intersect(src.Rect), draw.Src, nil)
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range out.Pix {
		if i%4 != 3 {
			v := 255 * math.Pow(min(math.Pow(float64(out.Pix[i])/255, 2.2)*math.Exp2(stops), 1), 1/2.2)
			out.Pix[i] = uint8(min(max(v+r.NormFloat64()*4, 0), 255))
		}
	}
	return out
}

func printOf(img *image.RGBA) *fingerprint.Print {
	p := fingerprint.Of(img)
	return &p
}

func withPerson(img *image.RGBA, at int) *image.RGBA {
	draw.Draw(img, image.Rect(at, 60, at+40, 190), image.NewUniform(color.RGBA{30, 30, 160, 255}), image.Point{}, draw.Src)
	return img
}

func TestFramesOfOneBurstAreAlikeAndOtherScenesAreNot(t *testing.T) {
	const sure, unsure = 0.42, 0.45 // two landscapes with one horizon come near
	for seed := range uint64(8) {
		scene := phototest.Scene(600, 400, seed)
		first := printOf(part(scene, 0.1, 0.1, 0.8, 0, 1))
		for name, img := range map[string]*image.RGBA{
			"the same":       part(scene, 0.1, 0.1, 0.8, 0, 2),
			"two stops less": part(scene, 0.1, 0.1, 0.8, -2, 3),
			"one stop more":  part(scene, 0.1, 0.1, 0.8, 1, 4),
			"a moved hand":   part(scene, 0.13, 0.08, 0.8, 0, 5),
			"zoomed in":      part(scene, 0.12, 0.11, 0.77, 0, 6),
		} {
			if got := fingerprint.Likeness(first, printOf(img)); got < sure {
				t.Errorf("scene %d, %s: alike by %.2f", seed, name, got)
			}
		}
		left, right := withPerson(part(scene, 0.1, 0.1, 0.8, 0, 7), 60), withPerson(part(scene, 0.1, 0.1, 0.8, 0, 8), 180)
		if got := fingerprint.Likeness(printOf(left), printOf(right)); got < sure {
			t.Errorf("scene %d, a person who walks: alike by %.2f", seed, got)
		}
		other := part(phototest.Scene(600, 400, seed+100), 0.1, 0.1, 0.8, 0, 9)
		if got := fingerprint.Likeness(first, printOf(other)); got > unsure {
			t.Errorf("scene %d and another: alike by %.2f", seed, got)
		}
	}
}

func TestOverlapIsFoundWhereItIs(t *testing.T) {
	for seed := range uint64(6) {
		scene := phototest.Scene(1200, 800, seed)
		for name, c := range map[string]struct{ x, y float64 }{
			"to the right": {0.25, 0},
			"a little":     {0.1, 0},
			"down":         {0, 0.25},
		} {
			// The frame is half the scene's width and, being 3:2 as that is, half its height.
			a, b := printOf(part(scene, 0.05, 0.05, 0.5, 0, 1)), printOf(part(scene, 0.05+c.x, 0.05+c.y, 0.5, 0.2, 2))
			got := fingerprint.Overlap(a, b)
			if math.Abs(got.X-c.x/0.5) > 0.1 || math.Abs(got.Y-c.y/0.5) > 0.1 || got.Fit < 0.5 {
				t.Errorf("scene %d, %s: %+v", seed, name, got)
			}
		}
	}
}

func TestPicturesWithoutAnythingOnThemAreToldByTheirLightOnly(t *testing.T) {
	plain := func(v uint8) *fingerprint.Print {
		img := image.NewRGBA(image.Rect(0, 0, 90, 60))
		draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{v, v, v, 255}), image.Point{}, draw.Src)
		return printOf(img)
	}
	scene := printOf(part(phototest.Scene(600, 400, 1), 0.1, 0.1, 0.8, 0, 1))
	for name, c := range map[string]struct {
		a, b  *fingerprint.Print
		alike bool
	}{
		"two black frames": {plain(0), plain(1), true},
		"black and white":  {plain(0), plain(255), false},
		"black and scene":  {plain(0), scene, false},
		"nothing at all":   {&fingerprint.Print{}, &fingerprint.Print{}, false},
		"nothing, a scene": {&fingerprint.Print{}, scene, false},
	} {
		if got := fingerprint.Likeness(c.a, c.b); got != map[bool]float64{true: 1}[c.alike] {
			t.Errorf("%s: alike by %v", name, got)
		}
		if got := fingerprint.Overlap(c.a, c.b); got != (fingerprint.Shift{}) {
			t.Errorf("%s: overlap %+v", name, got)
		}
	}
	if !plain(128).IsFlat() || scene.IsFlat() {
		t.Error("flat pictures are not told from others")
	}
}

func TestLightFollowsTheExposure(t *testing.T) {
	scene := phototest.Scene(600, 400, 3)
	last := math.Inf(-1)
	for stops := -3.0; stops <= 1; stops++ {
		light := printOf(part(scene, 0.1, 0.1, 0.8, stops, 1)).Light()
		if light < last+0.4 {
			t.Errorf("at %v stops the light is %.2f, after %.2f", stops, light, last)
		}
		last = light
	}
}

func TestPicturesOfAnySizeHaveAFingerprint(t *testing.T) {
	for _, size := range []image.Point{{0, 0}, {1, 1}, {1, 500}, {3000, 2}, {23, 25}, {384, 256}} {
		img := image.NewRGBA(image.Rectangle{Max: size})
		r := rand.New(rand.NewPCG(1, 2))
		for i := range img.Pix {
			img.Pix[i] = uint8(r.Uint32())
		}
		a, b := fingerprint.Of(img), fingerprint.Of(img)
		if a != b || a.IsZero() != (size.X == 0) {
			t.Errorf("%v: equal %v, zero %v", size, a == b, a.IsZero())
		}
		if size.X > 0 && !a.IsFlat() && fingerprint.Likeness(&a, &b) < 0.999 {
			t.Errorf("%v is like itself by %v", size, fingerprint.Likeness(&a, &b))
		}
	}
}

func TestAPartOfALargerPictureCountsAlone(t *testing.T) {
	scene := phototest.Scene(300, 200, 5)
	inner := image.NewRGBA(image.Rect(0, 0, 150, 100))
	draw.Copy(inner, image.Point{}, scene, image.Rect(100, 50, 250, 150), draw.Src, nil)
	sub, ok := scene.SubImage(image.Rect(100, 50, 250, 150)).(*image.RGBA)
	if a, b := fingerprint.Of(inner), fingerprint.Of(sub); !ok || a != b {
		t.Error("a part gives another fingerprint than its copy")
	}
}

func TestStoredFingerprintsComeBackAndOthersAreRefused(t *testing.T) {
	p := printOf(part(phototest.Scene(600, 400, 2), 0.1, 0.1, 0.8, 0, 1))
	b := p.Append(nil)
	got, err := fingerprint.Parse(b)
	if err != nil || got != *p || len(b) != fingerprint.Bytes {
		t.Errorf("%d bytes come back as another one: %v", len(b), err)
	}
	for name, b := range map[string][]byte{"none": nil, "short": b[:len(b)-1], "long": append(b[:len(b):len(b)], 0), "a later version": append([]byte{9}, b[1:]...)} {
		if _, err := fingerprint.Parse(b); !errors.Is(err, fingerprint.ErrBad) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	seed := printOf(part(phototest.Scene(600, 400, 2), 0.1, 0.1, 0.8, 0, 1))
	f.Add(seed.Append(nil))
	f.Add([]byte{1, 2, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := fingerprint.Parse(b)
		if err != nil {
			return
		}
		if again := p.Append(nil); string(again) != string(b) {
			t.Error("it comes back as other bytes")
		}
		for _, other := range []*fingerprint.Print{&p, seed} {
			if like := fingerprint.Likeness(&p, other); math.IsNaN(like) || like < 0 || like > 1.000001 {
				t.Errorf("alike by %v", like)
			}
			if s := fingerprint.Overlap(&p, other); math.IsNaN(s.Fit) || s.Fit < 0 || s.Fit > 1.000001 || s.Far() > 1 {
				t.Errorf("%+v", s)
			}
		}
	})
}
