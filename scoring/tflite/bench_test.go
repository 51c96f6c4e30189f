package tflite_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/tflite"
)

// BenchmarkNetwork tells what one run of each network costs, against libjpeg decoding
// the whole of a photo of 24 megapixels, in processor time.
func BenchmarkNetwork(b *testing.B) {
	djpeg, ok := phototest.Peer(b, "djpeg", "libjpeg-turbo-progs")
	if !ok {
		b.Skip("there is nothing to compare with")
	}
	photo := filepath.Join(b.TempDir(), "photo.jpg")
	data := phototest.PlainJPEG(phototest.Camera(6000, 4000, 1), phototest.Quality)
	if err := os.WriteFile(photo, data, 0o600); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		data    []byte
		outputs []string
	}{
		{"detector", faces.Detector, nil},
		{"landmarks", faces.Landmarks, nil},
		{"landmarks-of-eyes", faces.Landmarks, []string{"output_mesh_identity", "output_left_eye", "output_right_eye", "conv_faceflag"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			m, err := tflite.Load(c.data, c.outputs...)
			if err != nil {
				b.Fatal(err)
			}
			r := m.NewRunner()
			for i := range r.Input() {
				r.Input()[i] = float32(math.Sin(float64(i)*.01 + float64(i%7)))
			}
			const runs = 20 // long enough for the processor's clock
			var decode, network phototest.Best
			for b.Loop() {
				decode.Program(b, djpeg, "-outfile", os.DevNull, photo)
				network.Here(b, func() error {
					for range runs {
						if err := r.Run(); err != nil {
							return err
						}
					}
					return nil
				})
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(phototest.Milliseconds(network.CPU)/runs, "run-ms")
			b.ReportMetric(phototest.Ratio(network.CPU, decode.CPU)/runs, "x-decode")
		})
	}
}
