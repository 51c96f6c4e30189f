package faces

import (
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring"
)

// BenchmarkLooks tells what looking for faces costs, against libjpeg decoding the whole
// of a photo of 24 megapixels, in processor time.
func BenchmarkLooks(b *testing.B) {
	djpeg, ok := phototest.Peer(b, "djpeg", "libjpeg-turbo-progs")
	if !ok {
		b.Skip("there is nothing to compare with")
	}
	file := filepath.Join(b.TempDir(), "photo.jpg")
	data := phototest.PlainJPEG(phototest.Camera(6000, 4000, 1), phototest.Quality)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		b.Fatal(err)
	}
	scene := phototest.Scene(scoring.PreviewSide, scoring.PreviewSide*2/3, 1)
	m, err := finder(b).models()
	if err != nil {
		b.Fatal(err)
	}
	n := m.borrow()
	var decode, few, many phototest.Best
	for b.Loop() {
		decode.Program(b, djpeg, "-outfile", os.DevNull, file)
		look := func(squares func(*photo) []square) func() error {
			return func() error {
				p, err := newPhoto(&scoring.Subject{Preview: scene})
				if err != nil {
					return err
				}
				_, err = n.lookAll(b.Context(), p, squares(p))
				return err
			}
		}
		few.Here(b, look((*photo).usualSquares))
		many.Here(b, look(func(p *photo) []square { return append(p.usualSquares(), p.smallSquares()...) }))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(decode.CPU), "decode-ms")
	b.ReportMetric(phototest.Milliseconds(few.CPU), "8-looks-ms")
	b.ReportMetric(phototest.Ratio(few.CPU, decode.CPU), "8-looks-x-decode(at-most-0.6)")
	b.ReportMetric(phototest.Ratio(many.CPU, decode.CPU), "28-looks-x-decode(at-most-1.7)")
}
