package pictures

import (
	"image"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// cameraFile writes a JPEG, and one of nearly no pixels.
func cameraFile(b *testing.B, w, h int) (large, tiny string) {
	b.Helper()
	large, tiny = filepath.Join(b.TempDir(), "large.jpg"), filepath.Join(b.TempDir(), "tiny.jpg")
	for path, img := range map[string]image.Image{
		large: phototest.Camera(w, h, 1),
		tiny:  phototest.Scene(8, 8, 1),
	} {
		if err := os.WriteFile(path, phototest.PlainJPEG(img, phototest.Quality), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return large, tiny
}

// scanForScoring does all that scoring decodes of a photo: its preview, its best
// tiles and the one at a place, 0..1 from its top, if the camera did not say where it
// focused.
func scanForScoring(b *testing.B, r picture.Reader, s *measure.Scorer, path string, focus library.Focus, y float64) error {
	p := &library.Photo{Path: path, Capture: library.Capture{Focus: focus}}
	scan, err := r.Scan(b.Context(), path, picture.ScanWant{Side: scoring.PreviewSide, Sink: s.Scout(p)})
	if err != nil || focus.Known {
		return err
	}
	defer scan.Close()
	w, h := scan.Size()
	top := int(y*float64(h)) - picture.TileSide/2
	_, err = scan.At(b.Context(), image.Rect(w/2-256, top, w/2+256, top+picture.TileSide))
	return err
}

func BenchmarkScoringDecode24MP(b *testing.B) {
	large, tiny := cameraFile(b, 6000, 4000)
	djpeg, hasPeer := phototest.Peer(b, "djpeg", "libjpeg-turbo-progs")
	r, s := picture.Reader{Room: scanRoom()}, measure.New()
	var focused, middle, low, peer, start phototest.Best
	for b.Loop() {
		for range 3 {
			focused.Here(b, func() error { return scanForScoring(b, r, s, large, library.Focus{X: 0.5, Y: 0.5, Known: true}, 0) })
			middle.Here(b, func() error { return scanForScoring(b, r, s, large, library.Focus{}, 0.5) })
			low.Here(b, func() error { return scanForScoring(b, r, s, large, library.Focus{}, 0.85) })
			if hasPeer {
				peer.Program(b, djpeg, "-outfile", os.DevNull, large)
				start.Program(b, djpeg, "-outfile", os.DevNull, tiny)
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(focused.CPU), "focus-cpu-ms")
	b.ReportMetric(phototest.Milliseconds(middle.CPU), "middle-cpu-ms")
	b.ReportMetric(phototest.Milliseconds(low.CPU), "low-cpu-ms")
	if hasPeer {
		d := peer.Less(&start).CPU
		b.ReportMetric(phototest.Milliseconds(d), "djpeg-cpu-ms")
		b.ReportMetric(phototest.Ratio(focused.CPU, d), "x-djpeg-focus")
		b.ReportMetric(phototest.Ratio(middle.CPU, d), "x-djpeg-middle")
		b.ReportMetric(phototest.Ratio(low.CPU, d), "x-djpeg-low")
	}
}
