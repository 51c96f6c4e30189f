package tflite_test

import (
	"math"
	"testing"

	"keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/scoring/tflite"
)

func wave(all []float32) {
	for i := range all {
		all[i] = float32(math.Sin(float64(i)*.01 + float64(i%7)))
	}
}

func BenchmarkNetwork(b *testing.B) {
	for _, c := range []struct {
		name    string
		data    []byte
		outputs []string
	}{
		{"detector", faces.Detector, nil},
		{"landmarks", faces.Landmarks, nil},
		{"landmarks-for-eyes", faces.Landmarks, []string{"output_mesh_identity", "output_left_eye", "output_right_eye", "conv_faceflag"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			m, err := tflite.Load(c.data, c.outputs...)
			if err != nil {
				b.Fatal(err)
			}
			r := m.NewRunner()
			wave(r.Input())
			for b.Loop() {
				if err := r.Run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
