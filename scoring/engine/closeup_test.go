package engine

import (
	"image/color"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

func TestACloseUpIsReadBesideThePhoto(t *testing.T) {
	for _, arch := range tinymodel.Archs() {
		t.Run(string(arch), func(t *testing.T) {
			e := open(t, options(t, arch))
			qs := questions("sharpness")
			whole := photo(128, 128)
			asked := func(closeUp bool, tint uint8) (readings []mllm.Reading, tokens int) {
				t.Helper()
				v, err := e.Prefill(t.Context(), whole, beginning)
				if closeUp {
					v.Close()
					v, err = e.PrefillCloseUp(t.Context(), whole, changed(photo(64, 64), func(x, y int) color.RGBA {
						return color.RGBA{tint, uint8(4 * x), uint8(4 * y), 255}
					}), beginning)
				}
				if err != nil {
					t.Fatal(err)
				}
				defer v.Close()
				if readings, err = v.Ask(t.Context(), qs); err != nil {
					t.Fatal(err)
				}
				return readings, v.Cost().PictureTokens
			}
			alone, one := asked(false, 0)
			beside, two := asked(true, 0)
			other, same := asked(true, 255)
			if two <= one || same != two {
				t.Errorf("the photo has %d tokens, with its close-up %d and %d", one, two, same)
			}
			if cmp.Equal(alone, beside) || cmp.Equal(beside, other) {
				t.Error("the answer does not depend on the close-up")
			}
			if again, _ := asked(false, 0); !cmp.Equal(alone, again) {
				t.Error("the close-up stays in memory after its view was closed")
			}
		})
	}
}

func TestARealModelExplainsAFace(t *testing.T) {
	e := open(t, speaking(t, "p blurs."))
	x, err := mllm.NewExplainer(e)
	if err != nil {
		t.Fatal(err)
	}
	face := library.Box{X: 0.25, Y: 0.25, Width: 0.25, Height: 0.25}
	s := &scoring.Subject{Photo: library.Photo{Hash: "h1"}, Preview: photo(64, 64), CloseUp: &scoring.CloseUp{Face: face, Pixels: photo(96, 96)}}
	got, err := x.Explain(t.Context(), s, scored(), library.Prose, nil)
	if err != nil || got.Text != "The face in the close-up blurs." || got.End != library.Whole || !got.IsAbout(face) {
		t.Errorf("%+v, %v", got, err)
	}
}
