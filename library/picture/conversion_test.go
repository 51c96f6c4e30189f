//go:build cgo

package picture

import (
	"image/color"
	"testing"
)

func TestRowsAreConvertedAsPicturesAre(t *testing.T) {
	for name, space := range spaces() {
		c, ok := NewConversion(space.profile(), 3)
		if name == "sRGB" {
			if ok {
				t.Error("sRGB is converted to itself")
			}
			continue
		}
		if !ok {
			t.Fatalf("%s is not understood", name)
		}
		defer c.Close()
		for _, want := range []color.RGBA{{200, 100, 50, 255}, {30, 40, 50, 255}, {250, 250, 250, 255}} {
			img := uniform(1, 1, want)
			profiledToSRGB(img, space.profile())
			got := []byte{0, 0, 0, 7}
			c.Row(got, []uint16{uint16(want.R) * 257, uint16(want.G) * 257, uint16(want.B) * 257})
			for i := range 3 {
				if max(got[i], img.Pix[i])-min(got[i], img.Pix[i]) > 1 {
					t.Errorf("%s: %v became %v, of 8 bits %v", name, want, got, img.Pix)
				}
			}
			if got[3] != 7 {
				t.Errorf("the fourth byte became %d", got[3])
			}
		}
	}
}

func TestLabBecomesSRGB(t *testing.T) {
	c, ok := NewLabConversion()
	if !ok {
		t.Fatal("there is no conversion")
	}
	defer c.Close()
	const middle = 128 * 257
	for name, p := range map[string]struct {
		lab  []uint16
		want []byte
	}{
		"black": {[]uint16{0, middle, middle}, []byte{0, 0, 0}},
		"white": {[]uint16{65535, middle, middle}, []byte{255, 255, 255}},
		// L* 50 is Y 0.184, which sRGB stores as 119.
		"grey": {[]uint16{65535 / 2, middle, middle}, []byte{119, 119, 119}},
	} {
		got := make([]byte, 4)
		c.Row(got, p.lab)
		for i, want := range p.want {
			if max(got[i], want)-min(got[i], want) > 1 {
				t.Errorf("%s became %v, want %v", name, got, p.want)
				break
			}
		}
	}
}

func TestAConversionIsForItsNumberOfSamples(t *testing.T) {
	for name, c := range map[string]struct {
		icc     []byte
		samples int
		ok      bool
	}{
		"colour": {proPhoto().profile(), 3, true}, "grey": {greyProfile(1), 1, true}, "inks": {inkProfile(), 4, true},
		"colour for grey": {proPhoto().profile(), 1, false}, "grey for colour": {greyProfile(1), 3, false},
		"inks for colour": {inkProfile(), 3, false}, "no profile": {nil, 3, false}, "no picture's": {make([]byte, 500), 3, false},
		"one that only begins well": {inkProfile()[:200], 4, false},
	} {
		conversion, ok := NewConversion(c.icc, c.samples)
		if ok != c.ok || ok != (conversion != nil) {
			t.Errorf("%s: %v, %v", name, conversion, ok)
		}
		if ok {
			conversion.Row(make([]byte, 8), make([]uint16, 7)) // what is there of them
			conversion.Close()
		}
	}
}

func FuzzConversion(f *testing.F) {
	f.Add(proPhoto().profile(), 3)
	f.Add(greyProfile(1), 1)
	f.Add(inkProfile(), 4)
	f.Fuzz(func(t *testing.T, icc []byte, samples int) {
		if c, ok := NewConversion(icc, samples); ok {
			c.Row(make([]byte, 12), make([]uint16, 3*samples))
			c.Close()
		}
	})
}
