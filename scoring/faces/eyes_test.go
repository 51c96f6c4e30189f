package faces

import (
	"image"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

// openness ranks what lids look like.
func openness(s library.EyeState) int {
	return map[library.EyeState]int{library.EyeClosed: 0, library.EyeUnknown: 1, library.EyeOpen: 2}[s]
}

// faceAt gives the face whose box has a pixel in it.
func faceAt(faces []library.Face, at, size image.Point) (library.Face, bool) {
	x, y := float64(at.X)/float64(size.X), float64(at.Y)/float64(size.Y)
	for _, f := range faces {
		if x > f.Box.X && x < f.Box.X+f.Box.Width && y > f.Box.Y && y < f.Box.Y+f.Box.Height {
			return f, true
		}
	}
	return library.Face{}, false
}

func TestLidsThatOpenNeverLookMoreClosed(t *testing.T) {
	f := finder(t)
	for _, width := range []float64{8, 14, 30, 60} {
		img, at := drawn.Sheet(width, 1)
		found := find(t, f, subject(t, img))
		least := 0
		var states [3]int
		for step, p := range at {
			face, ok := faceAt(found, p, img.Rect.Size())
			if !ok {
				t.Errorf("eyes of %v px, gap %.3f: no face", width, drawn.StepGap(step))
				continue
			}
			rank := openness(face.State())
			states[rank]++
			if rank < least {
				t.Errorf("eyes of %v px, gap %.3f: %s after eyes that were less open: %+v", width, drawn.StepGap(step), face.State(), face.Eyes)
			}
			least = max(least, rank)
		}
		t.Logf("eyes of %v px: %d closed, %d unknown, %d open", width, states[0], states[1], states[2])
		if width < leastEyeWidth && states[1] != len(at) {
			t.Errorf("eyes of %v px: %d closed, %d open, though nothing can be told", width, states[0], states[2])
		}
		if width > leastEyeWidth && (states[0] == 0 || states[2] == 0) {
			t.Errorf("eyes of %v px: %d closed, %d open", width, states[0], states[2])
		}
	}
}
