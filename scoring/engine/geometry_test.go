package engine

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/geometry"
	"keeplight.app/keeplight/scoring/mllm"
)

// ofGeometry opens a tiny pair that takes pictures in its own way.
func ofGeometry(t *testing.T, o tinymodel.Options, tokens int) (*Engine, geometry.Geometry) {
	t.Helper()
	model, projector := enginetest.Write(t, o)
	e := open(t, Options{
		Program: enginetest.Program(t), Runtime: enginetest.Runtime(t), Device: CPU,
		Model: model, Projector: projector, ImageTokens: tokens, Log: func(text string) { t.Log(text) },
	})
	return e, e.Model().Geometry
}

// mtmd itself says how many tokens it made of a picture that has our size. With one
// more row of pixels it would make the same of it by resampling, so sizes that it
// rounds are held against it too.
func TestPicturesBecomeAsManyTokensAsTheArithmeticSays(t *testing.T) {
	for name, c := range map[string]struct {
		o      tinymodel.Options
		tokens int
		side   int
	}{
		"Qwen3-VL":                  {tinymodel.Options{Arch: tinymodel.Qwen3VL}, 64, 32},
		"Qwen2-VL":                  {tinymodel.Options{Arch: tinymodel.Qwen2VL}, 64, 32},
		"48 x 48 pixels a token":    {tinymodel.Options{Arch: tinymodel.Qwen3VL, Patch: 24}, 64, 48},
		"few tokens":                {tinymodel.Options{Arch: tinymodel.Qwen3VL}, 16, 32},
		"fewer than most models do": {tinymodel.Options{Arch: tinymodel.Qwen3VL, Patch: 24}, 8, 48},
	} {
		t.Run(name, func(t *testing.T) {
			e, g := ofGeometry(t, c.o, c.tokens)
			if g.Kind != geometry.Free || g.Token != c.side || g.Most != c.tokens {
				t.Fatalf("the projector's geometry is %+v", g)
			}
			for _, size := range []image.Point{{1024, 683}, {300, 410}, {1000, 40}, {5, 5}} {
				w, h := g.Size(size.X, size.Y)
				v := prefill(t, e, photo(w, h))
				if want := g.Tokens(size.X, size.Y); v.Cost().Picture != want || want != (w/c.side)*(h/c.side) {
					t.Errorf("%v as %d x %d: %d tokens, want %d", size, w, h, v.Cost().Picture, want)
				}
				v.Close()
			}
		})
	}
}

// Two pictures that differ in single pixels alone give different answers only
// where every pixel comes in: what mtmd resampled would have lost most of that.
func TestEveryPixelOfAPictureOfOurSizeComesIn(t *testing.T) {
	e, g := ofGeometry(t, tinymodel.Options{Arch: tinymodel.Qwen3VL}, 64)
	w, h := g.Size(1024, 683)
	read1 := func(m *image.RGBA) mllm.Reading { return read(t, e, m, questions("sharp"))[0] }
	plain := photo(w, h)
	same := fmt.Sprint(read1(plain))
	if same != fmt.Sprint(read1(plain)) {
		t.Fatal("the same picture gives two answers")
	}
	for _, at := range []image.Point{{0, 0}, {w - 1, 0}, {0, h - 1}, {w - 1, h - 1}, {w/2 + 1, h / 2}} {
		dotted := photo(w, h)
		c := dotted.RGBAAt(at.X, at.Y)
		c.R, c.G = 255-c.R, 255-c.G
		dotted.SetRGBA(at.X, at.Y, c)
		if fmt.Sprint(read1(dotted)) == same {
			t.Errorf("the pixel at %v changes nothing", at)
		}
	}
}

func TestWhatTilesIsLeftToTheRuntimeAndCounted(t *testing.T) {
	const side = 192 // of a tile of the tiny tower
	e, g := ofGeometry(t, tinymodel.Options{Arch: tinymodel.Idefics3, Tile: 2 * side}, 64)
	if g.Kind != geometry.Runtime || !strings.Contains(g.Setting(), "by llama.cpp") {
		t.Fatalf("the projector's geometry is %+v", g)
	}
	// 384 x 288 by the longer side, filled up to 2 x 2 tiles, and the overview: 36 tokens each.
	v := prefill(t, e, photo(512, 384))
	if got := v.Cost().Picture; got != (2*2+1)*36 {
		t.Errorf("the picture has %d tokens", got)
	}
	if all := v.Cost().PictureTokens; all <= v.Cost().Picture {
		t.Errorf("with the prompt it has %d", all)
	}
}
