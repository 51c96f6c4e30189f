package geometry

import (
	"fmt"
	"image/color"
)

// Kind says by which rule a family of models takes pictures.
type Kind string

// The rules.
const (
	// Unknown is a model of which no file was read, such as one on a server.
	Unknown Kind = ""
	// Free takes sides that are multiples of a token's, within limits.
	Free Kind = "free"
	// Square takes one square.
	Square Kind = "square"
	// Runtime cuts pictures into tiles, or follows a rule that llama.cpp alone
	// knows: the picture is left to it as it is.
	Runtime Kind = "runtime"
)

// Setting is the name under which a score's provenance holds a geometry as text.
// Scores without it are of versions that counted 32 x 32 pixels a token for all
// models.
const Setting = "picture"

// LeftToRuntime ends that text where llama.cpp brings pictures to size by itself.
const LeftToRuntime = "by llama.cpp"

// Geometry is how one projector takes pictures.
type Geometry struct {
	Family string // the projector's type, as its file says: "qwen3vl_merger"
	Kind   Kind
	Token  int  // Free, Square: pixels of a token's side; 0 where a token is no square of pixels
	Fewest int  // Free: tokens that a picture has at least
	Fewer  bool // Fewest is less than the family's own, so llama.cpp has to be told
	Most   int  // Free: tokens that a picture has at most

	Side    int        // Square: pixels
	Stretch bool       // Square: the picture fills it, whatever its shape; else it is centred and the rest is Ground
	Ground  color.RGBA // Square: what surrounds the picture

	count count // what is added to the tokens of the picture's squares
}

// ByRuntime is true where llama.cpp brings pictures to size by itself.
func (g Geometry) ByRuntime() bool { return g.Kind == Runtime }

// Setting is all of a geometry that changes what a model sees, as text for a
// score's provenance; "" where it is not known.
func (g Geometry) Setting() string {
	switch g.Kind {
	case Free:
		return fmt.Sprintf("%s, %d px a token, %d to %d tokens", g.Family, g.Token, g.Fewest, g.Most)
	case Square:
		fill := fmt.Sprintf("on #%02x%02x%02x", g.Ground.R, g.Ground.G, g.Ground.B)
		if g.Stretch {
			fill = "stretched"
		}
		return fmt.Sprintf("%s, %d x %d px %s", g.Family, g.Side, g.Side, fill)
	case Runtime:
		return g.Family + ", " + LeftToRuntime
	}
	return ""
}

// Limited gives the same geometry with at most so many tokens a picture, as far
// as the family can be limited. 0 is no limit.
func (g Geometry) Limited(tokens int) Geometry {
	if g.Kind == Free && tokens > 0 && tokens < g.Most {
		g.Most = max(tokens, g.Fewest)
	}
	return g
}

// Size gives the size to which a picture of w x h pixels is brought, all at
// least 1. For Runtime and Unknown it is the picture's own.
func (g Geometry) Size(w, h int) (int, int) {
	switch g.Kind {
	case Free:
		return g.free(w, h)
	case Square:
		return g.Side, g.Side
	}
	return w, h
}

// Inside gives the part of a square that a picture of w x h pixels takes: from
// x, y, of the size width x height.
func (g Geometry) Inside(w, h int) (x, y, width, height int) {
	width, height = g.Side, g.Side
	if !g.Stretch {
		long := max(w, h)
		width = min(g.Side, max(1, (w*g.Side+long-1)/long))
		height = min(g.Side, max(1, (h*g.Side+long-1)/long))
	}
	return (g.Side - width) / 2, (g.Side - height) / 2, width, height
}

// Tokens gives how many tokens a picture becomes that was w x h pixels large
// before it was brought to size; 0 where that is not known.
func (g Geometry) Tokens(w, h int) int {
	if g.Kind != Free && g.Kind != Square || w <= 0 || h <= 0 {
		return 0
	}
	w, h = g.Size(w, h)
	switch {
	case g.count.all > 0:
		return g.count.all
	case g.Token <= 0:
		return 0
	}
	columns, rows := w/g.Token, h/g.Token
	return columns*rows + rows*g.count.row + g.count.picture
}
