package geometry

import (
	"image/color"
	"math"
	"strings"
	"testing"
)

// The facts of models as their publishers' files say them.
var (
	qwen3  = Facts{Family: "qwen3vl_merger", Patch: 16, Merge: 2, Picture: 768}
	qwen2  = Facts{Family: "qwen2vl_merger", Patch: 14, Picture: 560}
	gemma4 = Facts{Family: "gemma4v", Patch: 16, Scale: 3, Picture: 224}
	gemma3 = Facts{Family: "gemma3", Patch: 14, Picture: 896}
)

// Sizes and tokens that were published: Qwen2-VL's report (224 pixels are 64 tokens
// and two marks) and card, Gemma 3's (256), LLaVA-1.5's and Janus Pro's (576) and
// MobileVLM's (144). The others follow from the family's rule.
func TestSizesAndTokensAreThoseOfEachFamily(t *testing.T) {
	for name, c := range map[string]struct {
		facts               Facts
		limit, w, h         int
		wantW, wantH, token int
	}{
		"Qwen2-VL, its report's example":  {qwen2, 16384, 224, 224, 224, 224, 64},
		"Qwen2-VL, its card's sides":      {qwen2, 1280, 420, 280, 420, 280, 150},
		"Qwen2-VL, limited":               {qwen2, 1280, 2044, 1428, 1176, 812, 42 * 29},
		"Qwen2.5-VL":                      {Facts{Family: "qwen2.5vl_merger", Patch: 14}, 4096, 1024, 683, 1036, 672, 37 * 24},
		"Qwen3-VL, a preview":             {qwen3, 1024, 1024, 683, 1024, 672, 672},
		"Qwen3-VL, limited":               {qwen3, 512, 1024, 683, 864, 576, 27 * 18},
		"Qwen3-VL, upright":               {qwen3, 512, 683, 1024, 576, 864, 27 * 18},
		"Qwen3-VL, the eye chart":         {qwen3, 16, 128, 128, 128, 128, 16},
		"Qwen3-VL, tiny":                  {qwen3, 512, 20, 20, 96, 96, 9},
		"Gemma 4, a preview":              {gemma4, 512, 1024, 683, 1008, 672, 294},
		"Gemma 4, its default":            {gemma4, 280, 1024, 683, 960, 624, 20 * 13},
		"Gemma 4, the next step":          {gemma4, 1120, 2048, 1366, 1920, 1296, 40 * 27},
		"Gemma 4, more than it was made":  {gemma4, 4096, 4096, 4096, 1584, 1584, 33 * 33},
		"Gemma 4, small":                  {gemma4, 280, 256, 256, 336, 336, 49},
		"Gemma 4 unified":                 {Facts{Family: "gemma4uv", Patch: 16, Scale: 3}, 512, 1024, 683, 1008, 672, 294},
		"Gemma 3":                         {gemma3, 512, 1024, 683, 896, 896, 256},
		"Gemma 3n":                        {Facts{Family: "gemma3nv", Picture: 768, Patch: 48}, 512, 1024, 683, 768, 768, 256},
		"Pixtral, breaks between rows":    {Facts{Family: "pixtral", Patch: 16}, 1024, 512, 384, 512, 384, 32*24 + 23},
		"Mistral Small 3.1":               {Facts{Family: "pixtral", Patch: 14, Merge: 2}, 1024, 1024, 683, 1036, 672, 37*24 + 23},
		"Kimi-VL":                         {Facts{Family: "kimivl", Patch: 14, Scale: 2}, 1024, 896, 560, 896, 560, 640},
		"Kimi K2.5":                       {Facts{Family: "kimik25", Patch: 14, Scale: 2, MinPixels: 3136, MaxPixels: 3211264}, 512, 560, 560, 560, 560, 400},
		"GLM-4.1V":                        {Facts{Family: "glm4v", Patch: 14, Merge: 2}, 1024, 448, 448, 448, 448, 256},
		"MiniMax-M3, all that it takes":   {Facts{Family: "minimax_m3", Patch: 14, Merge: 2}, 1024, 2000, 2000, 672, 672, 576},
		"EXAONE 4.5":                      {Facts{Family: "exaone4_5", Patch: 14, Merge: 2}, 512, 448, 448, 448, 448, 256},
		"Hunyuan, with line breaks":       {Facts{Family: "hunyuanvl", Patch: 16, Merge: 2}, 1024, 640, 320, 736, 384, 24*12 + 2},
		"Youtu-VL":                        {Facts{Family: "youtuvl", Patch: 16, Merge: 2}, 512, 640, 480, 640, 480, 300},
		"MiMo-VL":                         {Facts{Family: "mimovl", Patch: 14, Merge: 2, MinPixels: 3136, MaxPixels: 12845056}, 512, 560, 560, 560, 560, 400},
		"PaddleOCR-VL":                    {Facts{Family: "paddleocr", Patch: 14, Merge: 2, MinPixels: 147384, MaxPixels: 2822400}, 1024, 560, 560, 560, 560, 400},
		"dots.ocr":                        {Facts{Family: "dots_ocr", Patch: 14, Scale: 2, MinPixels: 3136, MaxPixels: 11289600}, 512, 560, 560, 560, 560, 400},
		"Phi-4 vision":                    {Facts{Family: "phi4", Patch: 16, MinPixels: 65536, MaxPixels: 921600}, 1024, 512, 512, 512, 512, 1024},
		"LLaVA-1.5":                       {Facts{Family: "mlp", Picture: 336, Patch: 14}, 512, 1024, 683, 336, 336, 576},
		"MobileVLM":                       {Facts{Family: "ldp", Picture: 336, Patch: 14}, 512, 1024, 683, 336, 336, 144},
		"MobileVLM 2":                     {Facts{Family: "ldpv2", Picture: 336, Patch: 14}, 512, 1024, 683, 336, 336, 144},
		"GLM-Edge":                        {Facts{Family: "adapter", Picture: 672, Patch: 14}, 512, 1024, 683, 672, 672, 578},
		"CogVLM":                          {Facts{Family: "cogvlm", Picture: 490, Patch: 14}, 512, 1024, 683, 490, 490, 1227},
		"Janus Pro":                       {Facts{Family: "janus_pro", Picture: 384, Patch: 16}, 512, 1024, 683, 384, 384, 576},
		"Nemotron Nano 2 VL":              {Facts{Family: "nemotron_v2_vl", Picture: 512, Patch: 16, Scale: 2}, 512, 1024, 683, 512, 512, 256},
		"Reka":                            {Facts{Family: "yasa2", Picture: 512, Patch: 16}, 512, 1024, 683, 512, 512, 64},
		"SmolVLM tiles":                   {Facts{Family: "idefics3", Picture: 512, Patch: 16, Scale: 4}, 512, 1024, 683, 1024, 683, 0},
		"InternVL tiles":                  {Facts{Family: "internvl", Picture: 448, Patch: 14, Scale: 2}, 512, 1024, 683, 1024, 683, 0},
		"MiniCPM-V tiles":                 {Facts{Family: "resampler", Picture: 448, Patch: 14}, 512, 1024, 683, 1024, 683, 0},
		"LLaVA-1.6 tiles":                 {Facts{Family: "mlp", Picture: 336, Patch: 14, Pinpoints: true}, 512, 1024, 683, 1024, 683, 0},
		"of tomorrow":                     {Facts{Family: "of_tomorrow", Picture: 336, Patch: 14}, 512, 1024, 683, 1024, 683, 0},
		"a file that says nothing":        {Facts{Family: "qwen3vl_merger"}, 512, 1024, 683, 1024, 683, 0},
		"a file that claims a huge patch": {Facts{Family: "qwen3vl_merger", Patch: math.MaxInt32, Merge: math.MaxInt32}, 512, 1024, 683, 1024, 683, 0},
	} {
		g := Of(c.facts, c.limit)
		w, h := g.Size(c.w, c.h)
		if w != c.wantW || h != c.wantH || c.token > 0 && g.Tokens(c.w, c.h) != c.token {
			t.Errorf("%s: %d x %d and %d tokens, want %d x %d and %d", name, w, h, g.Tokens(c.w, c.h), c.wantW, c.wantH, c.token)
		}
		if (g.Kind == Runtime) != g.ByRuntime() || g.Kind == Runtime && g.Tokens(c.w, c.h) != 0 {
			t.Errorf("%s: %d tokens of what is left to llama.cpp", name, g.Tokens(c.w, c.h))
		}
	}
}

// asInMtmd is what mtmd's free sizes do with a picture that comes in: rounding to
// multiples, in single precision.
func asInMtmd(w, h, side, fewest, most int) (int, int) {
	round := func(x float32) int { return int(math.Round(float64(x/float32(side)))) * side }
	hBar, wBar := max(side, round(float32(h))), max(side, round(float32(w)))
	if hBar*wBar > most*side*side || hBar*wBar < fewest*side*side {
		return 0, 0
	}
	return wBar, hBar
}

func TestNothingIsLeftToResample(t *testing.T) {
	for _, f := range []Facts{qwen3, qwen2, gemma4, {Family: "phi4", Patch: 16, MinPixels: 65536, MaxPixels: 921600}, {Family: "hunyuanvl", Patch: 16, Merge: 2}} {
		for _, limit := range []int{8, 16, 64, 70, 280, 512, 1120, 4096} {
			g := Of(f, limit)
			for w := 1; w <= 1024; w += 37 {
				for _, h := range []int{1, 2, 9, 31, 32, 33, 100, 341, 500, 683, 768, 1000, 1024} {
					if max(w, h) > 100*min(w, h) {
						continue
					}
					x, y := g.Size(w, h)
					if a, b := asInMtmd(x, y, g.Token, g.Fewest, g.Most); x != a || y != b {
						t.Fatalf("%s at %d: %d x %d becomes %d x %d, and mtmd makes that %d x %d (%d..%d tokens)", f.Family, limit, w, h, x, y, a, b, g.Fewest, g.Most)
					}
				}
			}
		}
	}
}

func TestAShapeIsKeptAsWellAsTokensAllow(t *testing.T) {
	g := Of(qwen3, 1024)
	for _, c := range [][2]int{{1024, 683}, {683, 1024}, {1024, 768}, {1024, 576}, {1024, 1024}} {
		w, h := g.Size(c[0], c[1])
		if off := math.Abs(math.Log(float64(w*c[1]) / float64(h*c[0]))); off > 0.03 {
			t.Errorf("%v becomes %d x %d: %.1f %% off", c, w, h, 100*off)
		}
	}
	x, y, w, h := Of(gemma3, 1).Inside(1024, 683)
	if x != 0 || w != 896 || h != 598 || y != (896-598)/2 {
		t.Errorf("in the square it lies at %d,%d with %d x %d", x, y, w, h)
	}
	if _, _, w, h := Of(Facts{Family: "yasa2", Picture: 512}, 1).Inside(1024, 683); w != 512 || h != 512 {
		t.Errorf("stretched it has %d x %d", w, h)
	}
}

func TestAKeySaysAllThatChangesThePicture(t *testing.T) {
	seen := map[string]bool{}
	square := Of(gemma3, 512)
	ground, stretched := square, square
	ground.Ground, stretched.Stretch = color.RGBA{R: 9}, true
	for _, g := range []Geometry{
		Of(qwen3, 512), Of(qwen3, 256), Of(qwen3, 16), Of(gemma4, 512), Of(qwen2, 512), square, ground, stretched,
		Of(Facts{Family: "idefics3"}, 512), Of(Facts{Family: "internvl"}, 512),
	} {
		if s := g.Setting(); s == "" || seen[s] || !strings.HasPrefix(s, g.Family) {
			t.Errorf("%q is said of two geometries, or is nothing", s)
		} else {
			seen[s] = true
		}
	}
	if s := (Geometry{}).Setting(); s != "" {
		t.Errorf("what is not known is called %q", s)
	}
	if got := Of(qwen3, 512).Limited(256); got != Of(qwen3, 256) || Of(qwen3, 64).Limited(256) != Of(qwen3, 64) || square.Limited(8) != square {
		t.Errorf("limited to 256 it is %+v", got)
	}
}

func FuzzSize(f *testing.F) {
	f.Add(16, 2, 0, 0, 0, 1024, 683, 512)
	f.Fuzz(func(t *testing.T, patch, merge, scale, least, most, w, h, limit int) {
		if w < 1 || h < 1 || w > 1<<14 || h > 1<<14 || limit < 8 || limit > 16384 {
			return
		}
		for name := range families() {
			g := Of(Facts{Family: name, Picture: patch * 8, Patch: patch, Merge: merge, Scale: scale, MinPixels: least, MaxPixels: most}, limit)
			if x, y := g.Size(w, h); x < 1 || y < 1 || g.Tokens(w, h) < 0 {
				t.Errorf("%s: %d x %d and %d tokens of %+v", name, x, y, g.Tokens(w, h), g)
			}
		}
	})
}
