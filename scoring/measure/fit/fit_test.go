package main

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/fidelity"
	"keeplight.app/keeplight/scoring/measure/head"
	"keeplight.app/keeplight/scoring/measure/training"
)

// scene draws patches with texture and colour.
func scene(w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(3, 3))
	var tones [12 * 12]float64
	for i := range tones {
		tones[i] = 50 + 150*r.Float64()
	}
	return damage.Mapped(image.NewRGBA(image.Rect(0, 0, w, h)), func(x, y, c int, _ float64) float64 {
		return tones[y*12/h*12+x*12/w] + 12*math.Sin(float64(x+2*y)/4) + float64(14*c)
	})
}

func TestEveryKindCanBeMadeAndGrowsFromSlightToRuin(t *testing.T) {
	img := scene(256, 200)
	for _, kind := range training.Kinds() {
		var lost []float64
		for _, step := range []float64{0, 1} {
			by, err := amount(kind, step, 256)
			if err != nil {
				t.Fatal(err)
			}
			bad, err := spoil(img, kind, by, rand.New(rand.NewPCG(1, 1)))
			if err != nil {
				t.Fatal(err)
			}
			lost = append(lost, fidelity.MDSI(img, bad))
		}
		if lost[1] < lost[0]+0.02 || lost[1] < 0.25 {
			t.Errorf("%s: MDSI %.3f at the least and %.3f at the most", kind, lost[0], lost[1])
		}
	}
	if _, err := spoil(img, "rust", 1, rand.New(rand.NewPCG(1, 1))); err == nil {
		t.Error("an unknown kind was made")
	}
	if _, err := amount("rust", 1, 256); err == nil {
		t.Error("an unknown kind has an amount")
	}
}

// drawnPhoto keeps a drawn picture where a photo would lie.
func drawnPhoto(t *testing.T, dir string) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, scene(170, 140)); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "clean"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "clean", "drawn.png"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAPhotoGivesTheSameRowsAgain(t *testing.T) {
	dir := t.TempDir()
	drawnPhoto(t, dir)
	photos, err := photosIn(dir, t.TempDir())
	if err != nil || len(photos) != 1 {
		t.Fatalf("%d photos, %v", len(photos), err)
	}
	var texts [2]bytes.Buffer
	kinds := map[training.Kind]int{}
	for i := range texts {
		rows, err := rowsOfAll(photos)
		if err != nil {
			t.Fatal(err)
		}
		names := make([]string, len(rows[0].Features))
		if err := training.WriteRows(&texts[i], names, rows); err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			kinds[r.Kind]++
			if r.Kind == training.Clean && r.MSSSIM < 0.9 {
				t.Errorf("an undamaged picture has MS-SSIM %.3f", r.MSSSIM)
			}
		}
	}
	if texts[0].String() != texts[1].String() {
		t.Error("the rows differ")
	}
	if kinds[training.Clean] != 2*undamaged || len(kinds) < singles {
		t.Errorf("pictures by kind: %v", kinds)
	}
}

func TestMissingPhotosAreAnError(t *testing.T) {
	if _, err := photosIn(t.TempDir(), t.TempDir()); err == nil {
		t.Error("an empty folder gave photos")
	}
}

func TestTheReportNamesEveryKind(t *testing.T) {
	var rows []training.Row
	var rated []training.Rated
	r := rand.New(rand.NewPCG(2, 2))
	for i, kind := range append(training.Kinds(), training.Clean) {
		for j := range 6 {
			rows = append(rows, training.Row{
				Photo: string(rune('a' + j)), Kind: kind, Also: training.Clean, Level: map[bool]float64{true: float64(j - 2)}[i < 6 && j > 2],
				MDSI: 0.1 * float64(j), MSSSIM: 1 - 0.1*float64(j), Peers: training.Peers{Laplacian: r.Float64(), BytesPerPixel: r.Float64(), Colourfulness: r.Float64()},
				Features: []float64{float64(j) + r.Float64()},
			})
		}
	}
	for j := range 4 {
		rows = append(rows, training.Row{
			Photo: "a", Kind: training.Motion, Also: training.JPEG, MDSI: 0.1 * float64(j), MSSSIM: 1 - 0.1*float64(j),
			Peers: training.Peers{Laplacian: r.Float64(), BytesPerPixel: r.Float64(), Colourfulness: r.Float64()}, Features: []float64{float64(j)},
		})
	}
	for level := 1; level <= 5; level++ {
		for _, scene := range []string{"s", "t"} {
			rated = append(rated, training.Rated{Scene: scene, Kind: training.Blur, Level: level, Opinion: 6 - float64(level), Features: []float64{float64(level)}})
		}
	}
	var out strings.Builder
	if err := report(&out, []string{"x"}, rows, rated, head.Settings{Centres: 20, Width: 1, Ridge: 0.1}); err != nil {
		t.Fatal(err)
	}
	for _, kind := range training.Kinds() {
		if !strings.Contains(out.String(), "\n"+string(kind)+" ") {
			t.Errorf("%s is missing in\n%s", kind, out.String())
		}
	}
}
