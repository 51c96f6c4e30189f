package geometry

import "image/color"

// Facts are what a projector's file says of itself. Zero is not said.
type Facts struct {
	Family    string // clip.projector_type
	Picture   int    // image_size: pixels of the side that it was trained on
	Patch     int    // patch_size, pixels
	Merge     int    // spatial_merge_size: so many patches in each direction make one token
	Scale     int    // projector.scale_factor: the same in other families
	MinPixels int    // image_min_pixels
	MaxPixels int    // image_max_pixels
	Pinpoints bool   // image_grid_pinpoints: sizes that pictures are tiled into
}

// What a file may claim at most: more is a damaged one.
const (
	longestToken  = 1024 // pixels
	longestSquare = 4096 // pixels
)

// count is what a family adds to one token for each square of pixels.
type count struct {
	row     int // for each row
	picture int // for each picture
	all     int // in place of all that: the same for every picture
}

// family is a rule of mtmd's.
type family struct {
	kind    Kind
	merge   int  // patches in each direction that make a token where the file does not say
	scaled  bool // the file says it as scale_factor, not as spatial_merge_size
	fewest  int  // tokens
	most    int  // tokens that the model was made for; 0 is as many as asked for
	told    bool // the file says the fewest and most pixels, and mtmd lets nobody change them
	stretch bool
	ground  color.RGBA
	count   count
}

// The grounds on which mtmd centres pictures.
var (
	black = color.RGBA{A: 255}
	grey  = color.RGBA{R: 127, G: 127, B: 127, A: 255}
	mean  = color.RGBA{R: 122, G: 116, B: 104, A: 255} // of the pictures that CLIP was trained on (Radford et al. 2021)
)

// families gives the rules by the projectors' types. All that mtmd b10256 knows
// and that is not here is left to it: it tiles, by MiniCPM-V's, LLaVA-1.6's,
// Idefics3's, InternVL's, Llama 4's, LFM2's, Step3's, DeepSeek-OCR's and
// Granite's own rules, or brings one side to a length (LightOnOCR).
func families() map[string]family {
	qwen := family{kind: Free, merge: 2, fewest: 8}
	gemma4 := family{kind: Free, merge: 3, scaled: true, fewest: 40, most: 1120}
	return map[string]family{
		"qwen2vl_merger":   qwen,
		"qwen2.5vl_merger": qwen,
		"qwen2.5o":         qwen,
		"qwen3vl_merger":   qwen,
		"exaone4_5":        qwen,
		"glm4v":            qwen,
		"minimax_m3":       {kind: Free, merge: 2, fewest: 8, most: 576},
		"youtuvl":          {kind: Free, merge: 2, fewest: 1},
		"hunyuanvl":        {kind: Free, merge: 2, fewest: 256, count: count{row: 1, picture: 2}},
		"mimovl":           {kind: Free, merge: 2, told: true},
		"paddleocr":        {kind: Free, merge: 2, told: true},
		"dots_ocr":         {kind: Free, merge: 1, scaled: true, told: true},
		"phi4":             {kind: Free, merge: 1, told: true},
		"pixtral":          {kind: Free, merge: 1, fewest: 8, count: count{row: 1, picture: -1}},
		"kimivl":           {kind: Free, merge: 1, scaled: true, fewest: 8},
		"kimik25":          {kind: Free, merge: 1, scaled: true, fewest: 2, told: true},
		"gemma4v":          gemma4,
		"gemma4uv":         gemma4,

		"gemma3":         {kind: Square, merge: 4, scaled: true, ground: black},
		"gemma3nv":       {kind: Square, ground: black, count: count{all: 256}},
		"nemotron_v2_vl": {kind: Square, merge: 1, scaled: true, ground: black},
		"adapter":        {kind: Square, merge: 2, ground: black, count: count{picture: 2}}, // GLM-Edge
		"janus_pro":      {kind: Square, merge: 1, ground: grey},
		"mlp":            {kind: Square, merge: 1, ground: mean}, // LLaVA-1.5
		"ldp":            {kind: Square, merge: 2, ground: mean}, // MobileVLM
		"ldpv2":          {kind: Square, merge: 2, ground: mean},
		"cogvlm":         {kind: Square, merge: 1, ground: mean, count: count{picture: 2}},
		"yasa2":          {kind: Square, stretch: true, count: count{all: 64}},
	}
}

// Of gives the geometry of a projector whose pictures may have at most so many
// tokens, at least 1. What is not known, or makes no sense, is left to llama.cpp.
func Of(f Facts, tokens int) Geometry {
	left := Geometry{Family: f.Family, Kind: Runtime}
	rule, known := families()[f.Family]
	if !known || f.Pinpoints || tokens < 1 {
		return left
	}
	g := Geometry{
		Family: f.Family, Kind: rule.kind, Token: f.Patch * rule.merged(&f),
		Stretch: rule.stretch, Ground: rule.ground, count: rule.count,
	}
	if rule.kind == Square {
		g.Side = f.Picture
		if g.Side < 1 || g.Side > longestSquare || g.count.all == 0 && (g.Token < 1 || g.Side < g.Token) {
			return left
		}
		return g
	}
	if g.Token < 1 || g.Token > longestToken {
		return left
	}
	g.Fewest, g.Most = rule.limits(&f, g.Token, tokens)
	g.Fewer = !rule.told && g.Fewest < rule.fewest
	return g
}

// merged gives how many patches in each direction make a token.
func (r *family) merged(f *Facts) int {
	said := f.Merge
	if r.scaled {
		said = f.Scale
	}
	if said < 1 || said > longestToken {
		said = r.merge
	}
	return min(said, longestToken)
}

// limits gives the fewest and the most tokens of a picture. Where the most is under
// twice the family's own fewest, a quarter of it is the fewest, so that every shape
// finds room between the two.
func (r *family) limits(f *Facts, side, tokens int) (fewest, most int) {
	area := side * side
	most = tokens
	if r.most > 0 {
		most = min(most, r.most)
	}
	if r.told && f.MinPixels > 0 && f.MaxPixels >= f.MinPixels {
		fewest = (f.MinPixels + area - 1) / area
		return fewest, max(fewest, min(max(most, 4*fewest), f.MaxPixels/area))
	}
	if most >= 2*r.fewest {
		return max(1, r.fewest), most
	}
	return max(1, most/4), most
}
