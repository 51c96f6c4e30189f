package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"testing"
	"time"

	"golang.org/x/image/draw"

	"keeplight/library/phototest"
)

// large is a JPEG of 24 megapixels with a sensor's noise, as cameras write them.
func large(b *testing.B) []byte {
	b.Helper()
	scene := phototest.Scene(1500, 1000, 1)
	full := image.NewRGBA(image.Rect(0, 0, 6000, 4000))
	draw.NearestNeighbor.Scale(full, full.Rect, scene, scene.Rect, draw.Src, nil)
	r := rand.New(rand.NewPCG(1, 2))
	for i, v := range full.Pix {
		if i%4 != 3 {
			full.Pix[i] = uint8(min(max(int(v)+r.IntN(25)-12, 0), 255))
		}
	}
	return phototest.PlainJPEG(full, phototest.Quality)
}

// BenchmarkDecode24MPTo320 also reports how much faster it is than the standard
// library followed by x/image's scaler, measured in the same run.
func BenchmarkDecode24MPTo320(b *testing.B) {
	data := large(b)
	for b.Loop() {
		if _, err := Decode(b.Context(), data, "a.jpg", 320); err != nil {
			b.Fatal(err)
		}
	}
	ours := b.Elapsed() / time.Duration(b.N)
	start := time.Now()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	small := image.NewRGBA(image.Rect(0, 0, 320, 213))
	draw.ApproxBiLinear.Scale(small, small.Rect, img, img.Bounds(), draw.Src, nil)
	b.ReportMetric(float64(time.Since(start))/float64(ours), "times-std")
	b.ReportMetric(float64(len(data))/1e6/ours.Seconds(), "MB/s")
}

func BenchmarkDecode24MPTo2048(b *testing.B) {
	data := large(b)
	for b.Loop() {
		if _, err := Decode(b.Context(), data, "a.jpg", 2048); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImageHash(b *testing.B) {
	data := large(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		ImageHash(data, "jpeg")
	}
}

func BenchmarkFit(b *testing.B) {
	img := phototest.Scene(3000, 2000, 1)
	b.SetBytes(int64(len(img.Pix)))
	for b.Loop() {
		Fit(img, 1024)
	}
}
