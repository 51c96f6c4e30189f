package fingerprint_test

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	_ "image/png"
	"math/bits"
	"os"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/phototest/series"
)

// averageHash is the plainest perceptual hash: 8 x 8 cells, a bit for each that is
// brighter than the mean.
func averageHash(img *image.RGBA) (hash uint64) {
	const side = 8
	var cells [side * side]float64
	var mean float64
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for i := range cells {
		n := 0.0
		for y := i / side * h / side; y < (i/side+1)*h/side; y++ {
			for x := i % side * w / side; x < (i%side+1)*w/side; x++ {
				grey, _ := color.GrayModel.Convert(img.RGBAAt(x, y)).(color.Gray)
				cells[i], n = cells[i]+float64(grey.Y), n+1
			}
		}
		cells[i] /= n
		mean += cells[i] / float64(len(cells))
	}
	for i, v := range cells {
		if v > mean {
			hash |= 1 << i
		}
	}
	return hash
}

// seen is a frame as three ways of comparing see it.
type seen struct {
	scene int
	taken time.Time
	print fingerprint.Print
	plain uint64
}

// areas gives for each way how often a pair of one scene compares as closer than a pair
// of two: the area under the receiver's operating curve. Only frames that follow each
// other soon are compared, which is what grouping has to tell apart.
func areas(frames []seen) map[string]float64 {
	ways := map[string]func(a, b *seen) float64{
		"fingerprint":  func(a, b *seen) float64 { return fingerprint.Likeness(&a.print, &b.print) },
		"average hash": func(a, b *seen) float64 { return -float64(bits.OnesCount64(a.plain ^ b.plain)) },
		"time alone":   func(a, b *seen) float64 { return -b.taken.Sub(a.taken).Abs().Seconds() },
	}
	out := map[string]float64{}
	for name, closeness := range ways {
		type pair struct {
			closeness float64
			same      bool
		}
		var pairs []pair
		for i := range frames {
			for j := i + 1; j < min(len(frames), i+12); j++ {
				pairs = append(pairs, pair{closeness(&frames[i], &frames[j]), frames[i].scene == frames[j].scene})
			}
		}
		slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(a.closeness, b.closeness) })
		var same, other, won float64
		for from := 0; from < len(pairs); {
			to, s, o := from, 0.0, 0.0
			for ; to < len(pairs) && pairs[to].closeness == pairs[from].closeness; to++ {
				if pairs[to].same {
					s++
				} else {
					o++
				}
			}
			won += s * (other + o/2)
			same, other, from = same+s, other+o, to
		}
		out[name] = won / (same * other)
	}
	return out
}

// drawnFrames are bursts, brackets and single photos; panoramas are no bursts.
func drawnFrames(seed uint64, real []*image.RGBA) (all []seen) {
	for _, f := range series.Draw(series.Options{Seed: seed, Groups: 50, Clock: time.Millisecond, Real: real}) {
		if f.Kind != series.Panorama {
			all = append(all, seen{f.Scene, f.Photo.Capture.Time, fingerprint.Of(f.Image), averageHash(f.Image)})
		}
	}
	return all
}

func TestFingerprintsTellBurstsFromOtherScenesBetterThanPlainerWays(t *testing.T) {
	for name, real := range map[string]func(t *testing.T) []*image.RGBA{
		"drawn landscapes": func(*testing.T) []*image.RGBA { return nil },
		"photographs":      photographs,
	} {
		t.Run(name, func(t *testing.T) {
			got := areas(drawnFrames(501, real(t)))
			t.Logf("area under the curve: %.4f by fingerprint, %.4f by average hash, %.4f by time alone",
				got["fingerprint"], got["average hash"], got["time alone"])
			if got["fingerprint"] < 0.98 || got["fingerprint"] <= got["average hash"] {
				t.Errorf("%v", got)
			}
		})
	}
}

// photographs are the clean ones of the real photos.
func photographs(t *testing.T) (all []*image.RGBA) {
	for _, path := range phototest.Files(t, "clean") {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		img, _, err := image.Decode(f)
		f.Close()
		if err != nil {
			continue // the folder's README
		}
		out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
		draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
		all = append(all, out)
	}
	return all
}

func BenchmarkOf(b *testing.B) {
	img := phototest.Scene(384, 256, 1)
	for b.Loop() {
		fingerprint.Of(img)
	}
}

func BenchmarkLikeness(b *testing.B) {
	x, y := fingerprint.Of(phototest.Scene(384, 256, 1)), fingerprint.Of(phototest.Scene(384, 256, 2))
	for b.Loop() {
		fingerprint.Likeness(&x, &y)
	}
}

func BenchmarkOverlap(b *testing.B) {
	x, y := fingerprint.Of(phototest.Scene(384, 256, 1)), fingerprint.Of(phototest.Scene(384, 256, 2))
	for b.Loop() {
		fingerprint.Overlap(&x, &y)
	}
}
