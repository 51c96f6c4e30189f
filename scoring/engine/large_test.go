package engine

import (
	"math"
	"testing"

	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// The small shape is written by the same lines as the large ones.
func TestAModelOfATrueShapeAnswersWithDigitsInEveryFormat(t *testing.T) {
	shape, err := tinymodel.ShapeOf("small")
	if err != nil {
		t.Fatal(err)
	}
	qs := questions("sharpness", "exposure", "colour")
	for _, format := range []tinymodel.Format{tinymodel.Q4, tinymodel.Q8, tinymodel.F16} {
		t.Run(string(format), func(t *testing.T) {
			pair, err := tinymodel.WriteLarge(t.Context(), t.TempDir(), tinymodel.Large{Shape: shape, Matrices: format})
			if err != nil {
				t.Fatal(err)
			}
			o := options(t, tinymodel.Qwen3VL)
			o.Model, o.Projector, o.ImageTokens = pair.Model, pair.Projector, 16
			e := open(t, o)
			if got := e.Model().Architecture; got != "qwen3vl" {
				t.Errorf("the architecture is %q", got)
			}
			first, second := read(t, e, photo(160, 120), qs), read(t, e, photo(160, 120), qs)
			other := read(t, e, photo(120, 160), qs)
			seen := 0.0
			for i, r := range first {
				if r.Off > 0.2 {
					t.Errorf("%s: %.3f is on other answers than digits", qs[i].Text, r.Off)
				}
				if a, b := expectation(r), expectation(second[i]); a != b {
					t.Errorf("%s: %g and then %g", qs[i].Text, a, b)
				}
				seen = max(seen, math.Abs(expectation(r)-expectation(other[i])))
			}
			if seen == 0 {
				t.Error("another picture gives the same answers")
			}
		})
	}
}
