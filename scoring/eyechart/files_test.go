package eyechart

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/eyechart/chart"
	"keeplight.app/keeplight/scoring/mllm"
)

// One photo in different files gets the score that follows from its pixels:
// decoded, turned, shrunk, shown and asked as the program does it.
func TestFilesOfOnePhotoAreScoredAlikeAndRightly(t *testing.T) {
	const apart, off = 0.6, 1.25 // of 10; 1.25 is one digit
	scorer, err := mllm.New(t.Context(), openChart(t, mllm.Batched), mllm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, seed := range []uint64{3, 4, 5} {
		d, err := chart.Draw(rand.New(rand.NewPCG(seed, 0xf17e)), 2*chart.Side, 2*chart.Side)
		if err != nil {
			t.Fatal(err)
		}
		truth := chart.Measure(d.Picture)
		first := scoreFile(t, scorer, asPNG(t, d.Picture))
		for name, file := range map[string][]byte{
			"PNG":                asPNG(t, d.Picture),
			"JPEG":               phototest.PlainJPEG(d.Picture, 97),
			"JPEG on its side":   phototest.JPEG(lyingOnItsSide(d.Picture), phototest.Exif{Orientation: 6}),
			"half the size":      asPNG(t, picture.Fit(d.Picture, chart.Side)),
			"three times as big": asPNG(t, enlarged(d.Picture, 3, 3)),
		} {
			score := scoreFile(t, scorer, file)
			for _, q := range []chart.Question{chart.Exposure, chart.Saturation} {
				a, _ := q.Attribute()
				v := score.Values[a]
				if want := (truth[q] - 1) / 8 * 10; !v.Known || math.Abs(v.Mean-want) > off {
					t.Errorf("photo %d, %s: %s is %.2f, by its pixels %.2f", seed, name, q, v.Mean, want)
				}
			}
			for a, v := range score.Values {
				if w := first.Values[a]; v.Known != w.Known || math.Abs(v.Mean-w.Mean) > apart {
					t.Errorf("photo %d, %s: %s is %.2f, as PNG %.2f", seed, name, library.Attribute(a).Key(), v.Mean, w.Mean)
				}
			}
		}
	}
}

func scoreFile(t *testing.T, s *mllm.Scorer, file []byte) library.Score {
	t.Helper()
	p, err := picture.Decode(t.Context(), file, "photo", scoring.PreviewSide)
	if err != nil {
		t.Fatal(err)
	}
	score, err := scoring.Score(t.Context(), s, &scoring.Subject{Preview: p.Pixels})
	if err != nil {
		t.Fatal(err)
	}
	return score
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lyingOnItsSide gives the pixels as a camera stores them that was turned: EXIF
// orientation 6 turns them clockwise to be upright.
func lyingOnItsSide(m *image.RGBA) *image.RGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, h, w))
	for y := range h {
		for x := range w {
			out.SetRGBA(y, w-1-x, m.RGBAAt(x, y))
		}
	}
	return out
}
