package engine

import (
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

func TestVulkanGivesTheProcessorsNumbers(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	o.ImageTokens = 16 // in software it takes a second
	qs := questions("sharpness", "exposure", "colour")
	want := read(t, open(t, o), photo(160, 120), qs)
	o.Runtime, o.Device = enginetest.RuntimeVulkan(t), ""
	e := open(t, o)
	if m := e.Model(); m.Backend != "Vulkan" {
		t.Fatalf("it runs on %+v", m)
	}
	for i, r := range read(t, e, photo(160, 120), qs) {
		if w, g := expectation(want[i]), expectation(r); math.Abs(w-g) > 0.01 {
			t.Errorf("%s: %.4f, on the processor %.4f", qs[i].Text, g, w)
		}
	}
	if s := e.Status(); s.Backend != "Vulkan" || s.MemoryTotal <= 0 {
		t.Errorf("the status is %+v", s)
	}
	o.Device = CPU
	if m := open(t, o).Model(); m.Backend != "CPU" {
		t.Errorf("on the processor it says %+v", m)
	}
}

// A tiny model that was trained to see whether a picture is sharp lies beside
// the repository where the program is developed.
func TestATrainedModelTellsSharpFromBlurred(t *testing.T) {
	for pair, files := range map[string][2]string{
		"qwen3vl-f16":      {"tiny-qwen3vl.gguf", "mmproj-qwen3vl.gguf"},
		"llama-strict-f16": {"tiny-llama.gguf", "mmproj-llama.gguf"},
	} {
		t.Run(pair, func(t *testing.T) {
			dir := filepath.Join("..", "..", "..", "shared", "prototypes", "tiny", "best", pair)
			if _, err := os.Stat(dir); err != nil {
				t.Skipf("there is no trained model: %v", err)
			}
			o := options(t, tinymodel.Qwen3VL)
			o.Model, o.Projector, o.ImageTokens = filepath.Join(dir, files[0]), filepath.Join(dir, files[1]), 16
			e := open(t, o)
			sharp := stripes(128)
			warm := changed(sharp, func(x, y int) color.RGBA {
				c := sharp.RGBAAt(x, y)
				return color.RGBA{uint8(min(255, int(c.R)+50)), c.G, c.B - min(c.B, 50), 255}
			})
			cold := changed(warm, func(x, y int) color.RGBA {
				c := warm.RGBAAt(x, y)
				return color.RGBA{c.B, c.G, c.R, 255}
			})
			answer := func(m *image.RGBA, what string) float64 {
				r := read(t, e, m, questions(what))[0]
				if r.Off > 0.2 {
					t.Errorf("%s: %.3f is for something else", what, r.Off)
				}
				return expectation(r)
			}
			if s, b := answer(sharp, "sharpness"), answer(blurred(sharp, 6), "sharpness"); s < b+3 {
				t.Errorf("sharp is %.2f, blurred %.2f", s, b)
			}
			if w, c := answer(warm, "warmth"), answer(cold, "warmth"); w < c+2 {
				t.Errorf("warm is %.2f, cold %.2f", w, c)
			}
		})
	}
}

// stripes draws edges in all directions.
func stripes(side int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			v := uint8(70 + 60*((x/9+y/13)%2) + 50*((x+2*y)/23%2))
			m.SetRGBA(x, y, color.RGBA{v, v - 10, v - 20, 255})
		}
	}
	return m
}

// blurred averages over squares of 2r+1 pixels, twice.
func blurred(m *image.RGBA, r int) *image.RGBA {
	for range 2 {
		from := m
		m = changed(from, func(x, y int) color.RGBA {
			var red, green, blue, n int
			for dy := -r; dy <= r; dy++ {
				for dx := -r; dx <= r; dx++ {
					if p := image.Pt(x+dx, y+dy); p.In(from.Rect) {
						c := from.RGBAAt(p.X, p.Y)
						red, green, blue, n = red+int(c.R), green+int(c.G), blue+int(c.B), n+1
					}
				}
			}
			return color.RGBA{uint8(red / n), uint8(green / n), uint8(blue / n), 255}
		})
	}
	return m
}
