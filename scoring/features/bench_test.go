package features

import (
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// BenchmarkPass tells what the vector of a photo of 24 megapixels costs with all that is
// read and decoded for it, against libjpeg decoding the whole of it, in processor time.
// Both work on one thread.
func BenchmarkPass(b *testing.B) {
	djpeg, ok := phototest.Peer(b, "djpeg", "libjpeg-turbo-progs")
	if !ok {
		b.Skip("there is nothing to compare with")
	}
	file := filepath.Join(b.TempDir(), "photo.jpg")
	data := phototest.PlainJPEG(phototest.Camera(6000, 4000, 1), phototest.Quality)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		b.Fatal(err)
	}
	e := New()
	var reader picture.Reader
	var decode, load, network phototest.Best
	for b.Loop() {
		decode.Program(b, djpeg, "-outfile", os.DevNull, file)
		var pic *picture.Picture
		load.Here(b, func() (err error) {
			pic, err = reader.Load(b.Context(), file, Side)
			return err
		})
		network.Here(b, func() error {
			_, err := e.Of(b.Context(), pic.Pixels)
			return err
		})
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(decode.CPU), "decode-ms")
	b.ReportMetric(phototest.Milliseconds(load.CPU), "load-ms")
	b.ReportMetric(phototest.Milliseconds(network.CPU), "network-ms")
	b.ReportMetric(phototest.Ratio(load.CPU+network.CPU, decode.CPU), "x-decode(at-most-1)")
}
