package picture

import (
	"testing"

	"github.com/zeebo/xxh3"

	"keeplight.app/keeplight/library/phototest"
)

// BenchmarkImageHash tells what it costs to hash the picture alone: against hashing
// all bytes of the file, in processor time.
func BenchmarkImageHash(b *testing.B) {
	const rounds = 1000
	data := phototest.PlainJPEG(phototest.Camera(3000, 2000, 1), phototest.Quality)
	var ours, all phototest.Best
	for b.Loop() {
		ours.Here(b, func() error {
			for range rounds {
				ImageHash(data, "jpeg")
			}
			return nil
		})
		all.Here(b, func() error {
			for range rounds {
				xxh3.Hash128(data)
			}
			return nil
		})
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Ratio(ours.CPU, all.CPU), "x-xxh3(at-most-8)")
}

func BenchmarkFit(b *testing.B) {
	img := phototest.Scene(3000, 2000, 1)
	b.SetBytes(int64(len(img.Pix)))
	for b.Loop() {
		Fit(img, 1024)
	}
}
