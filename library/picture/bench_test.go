package picture

import (
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

func BenchmarkImageHash(b *testing.B) {
	data := phototest.PlainJPEG(phototest.Camera(3000, 2000, 1), phototest.Quality)
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
