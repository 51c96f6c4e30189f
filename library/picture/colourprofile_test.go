package picture

import (
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func TestColourProfilesAreConvertedToSRGB(t *testing.T) {
	for name, c := range map[string]struct {
		profile  []byte
		in, want color.RGBA
	}{
		"P3 that is sRGB's red":      {displayP3().profile(), color.RGBA{234, 51, 35, 255}, color.RGBA{255, 0, 0, 255}},
		"Adobe RGB's mild green":     {adobeRGB().profile(), color.RGBA{144, 200, 90, 255}, color.RGBA{113, 201, 79, 255}},
		"grey stays grey":            {displayP3().profile(), color.RGBA{128, 128, 128, 255}, color.RGBA{128, 128, 128, 255}},
		"sRGB's own changes nothing": {standardRGB().profile(), color.RGBA{12, 200, 99, 255}, color.RGBA{12, 200, 99, 255}},
		"rubbish changes nothing":    {[]byte("rubbish"), color.RGBA{12, 200, 99, 255}, color.RGBA{12, 200, 99, 255}},
	} {
		t.Run(name, func(t *testing.T) {
			plain := phototest.PlainJPEG(uniform(16, 16, c.in), 100)
			pic, err := Decode(t.Context(), jpegWithProfile(plain, c.profile), "a.jpg", 0)
			if err != nil {
				t.Fatal(err)
			}
			got := pic.Pixels.RGBAAt(8, 8)
			near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 4 }
			if !near(got.R, c.want.R) || !near(got.G, c.want.G) || !near(got.B, c.want.B) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// vivid doubles how far a picture's colours are from grey.
func vivid(img *image.RGBA) *image.RGBA {
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i : i+3]
		grey := (int(p[0]) + int(p[1]) + int(p[2])) / 3
		for c, v := range p {
			p[c] = uint8(min(max(2*int(v)-grey, 0), 255))
		}
	}
	return img
}

// The one picture in the colours of each profile, in each kind of file that can
// carry one.
func TestOnePictureLooksTheSameInEveryColourSpace(t *testing.T) {
	scene := vivid(phototest.Scene(120, 80, 9))
	for name, space := range spaces() {
		stored := space.fromSRGB(scene)
		jpeg, err := EncodeJPEG(stored, 100)
		if err != nil {
			t.Fatal(err)
		}
		for file, data := range map[string][]byte{
			"a.png": pngWithProfile(mustPNG(stored), space.profile()),
			"a.jpg": jpegWithProfile(jpeg, space.profile()),
		} {
			t.Run(name+" in "+file, func(t *testing.T) {
				pic, err := Decode(t.Context(), data, file, 0)
				if err != nil {
					t.Fatal(err)
				}
				if d := difference(t, pic.Pixels, scene); d > 2 {
					t.Errorf("differs by %.2f of 255", d)
				}
				t.Logf("differs by %.2f of 255, unconverted by %.2f", difference(t, pic.Pixels, scene), difference(t, stored, scene))
				if name != "sRGB" && difference(t, stored, scene) < 4 {
					t.Error("the stored numbers are those of sRGB: this shows nothing")
				}
			})
		}
	}
}

// What is read here and what liblcms2 makes of the same profiles is the same.
func TestMatrixProfilesAgreeWithLittleCMS(t *testing.T) {
	grid := image.NewRGBA(image.Rect(0, 0, 18*18, 18))
	for i := range 18 * 18 * 18 {
		r, g, b := i%18, i/18%18, i/324
		grid.SetRGBA(i%324, i/324, color.RGBA{uint8(15 * r), uint8(15 * g), uint8(15 * b), 255})
	}
	for name, space := range spaces() {
		ours, theirs := clone(grid), clone(grid)
		p, ok := parseProfile(space.profile())
		if !ok {
			t.Fatalf("%s: not understood", name)
		}
		p.convert(ours)
		if !profiledToSRGB(theirs, space.profile()) {
			t.Skip("built without liblcms2")
		}
		worst := 0
		for i := range ours.Pix {
			worst = max(worst, int(ours.Pix[i])-int(theirs.Pix[i]), int(theirs.Pix[i])-int(ours.Pix[i]))
		}
		if worst > 2 {
			t.Errorf("%s: the largest difference is %d of 255", name, worst)
		}
	}
}

func TestProfilesOfTablesGreyAndInkAreConverted(t *testing.T) {
	if !profiledToSRGB(uniform(1, 1, color.White), displayP3().profile()) {
		t.Skip("built without liblcms2")
	}
	scene := phototest.Scene(120, 80, 9)
	p3 := displayP3()
	tables := pngWithProfile(mustPNG(p3.fromSRGB(scene)), p3.tableProfile())
	pic, err := Decode(t.Context(), tables, "a.png", 0)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(t, pic.Pixels, scene); d > 2 {
		t.Errorf("a picture with a profile of tables differs by %.2f", d)
	}

	grey := image.NewGray(image.Rect(0, 0, 4, 4))
	for i := range grey.Pix {
		grey.Pix[i] = 100
	}
	pic, err = Decode(t.Context(), pngWithProfile(mustPNG(grey), greyProfile(1)), "a.png", 0)
	if err != nil {
		t.Fatal(err)
	}
	want := math.Round(255 * encodeSRGB(100.0/255))
	if got := pic.Pixels.RGBAAt(2, 2); math.Abs(float64(got.R)-want) > 1 || got.R != got.B || got.A != 255 {
		t.Errorf("a grey of linear light shows as %v, want %.0f", got, want)
	}

	// In this profile's inks, cyan prints as pure green.
	cyan := jpegWithProfile(cmykJPEG([4]byte{0, 255, 255, 255}), inkProfile())
	pic, err = Decode(t.Context(), cyan, "a.jpg", 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := pic.Pixels.RGBAAt(4, 4); got.G < 200 || got.R > 60 || got.B > 60 || got.A != 255 {
		t.Errorf("the ink shows as %v, want a green", got)
	}
}

func FuzzColourProfile(f *testing.F) {
	for _, space := range spaces() {
		f.Add(space.profile())
	}
	f.Add(displayP3().tableProfile())
	f.Add(greyProfile(1.8))
	f.Add(inkProfile())
	f.Fuzz(func(t *testing.T, data []byte) {
		img := uniform(2, 2, color.RGBA{200, 100, 50, 255})
		if p, ok := parseProfile(data); ok {
			p.convert(img)
		}
		profiledToSRGB(img, data)
		if !img.Opaque() {
			t.Error("a profile made a picture transparent")
		}
		cmykToSRGB(img, data)
		for _, format := range []library.Format{library.JPEG, library.PNG} {
			profileOf(data, format)
		}
	})
}

func BenchmarkConvertP3PerMegapixel(b *testing.B) {
	img := phototest.Scene(1000, 1000, 1)
	p, _ := parseProfile(displayP3().profile())
	for b.Loop() {
		p.convert(img)
	}
}

func BenchmarkConvertP3PerMegapixelByLittleCMS(b *testing.B) {
	img := phototest.Scene(1000, 1000, 1)
	for b.Loop() {
		profiledToSRGB(img, displayP3().profile())
	}
}
