package faces

import (
	"encoding/json"
	"image"
	"image/draw"
	"image/jpeg"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	assets "keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/scoring/tflite"
)

// seen is what MediaPipe's own program said about the face in a picture, as the recipe
// keeps it: shares of the picture's width and height.
type seen struct {
	Before, Points [][2]float64 // landmarks that gave the square, and those seen in it
	Box            [4]float64   // middle, width and height, by the network of assets/faces
	Sparse         [4]float64   // by the one that comes with the program, of fewer weights
}

// answers gives what MediaPipe said about every picture, and the pictures.
func answers(t *testing.T) (map[string]seen, map[string]*image.RGBA) {
	t.Helper()
	const dir = "testdata/mediapipe"
	data, err := os.ReadFile(filepath.Join(dir, "answers.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]seen
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	pictures := map[string]*image.RGBA{}
	for name := range all {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		rgba := image.NewRGBA(img.Bounds())
		draw.Draw(rgba, rgba.Rect, img, image.Point{}, draw.Src)
		pictures[name] = rgba
	}
	if len(all) < 3 {
		t.Fatalf("there are %d pictures", len(all))
	}
	return all, pictures
}

// Landmarks that MediaPipe takes from the outputs for the lips, the eye that is left in
// the picture and the right one, in the order in which they give them
// (modules/face_landmark/tensors_to_face_landmarks_with_attention.pbtxt). Behind the
// mesh's landmarks follow the irises.
var (
	lipLandmarks = []int{
		61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409,
		78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
		76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408,
		62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407,
	}
	leftEyeLandmarks = []int{
		33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173,
		130, 25, 110, 24, 23, 22, 26, 112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244,
		113, 225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245,
		156, 70, 63, 105, 66, 107, 55, 193,
	}
	rightEyeLandmarks = []int{
		263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398,
		359, 255, 339, 254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464,
		342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465,
		383, 300, 293, 334, 296, 336, 285, 417,
	}
)

// mediapipeSquare is the crop that MediaPipe makes of landmarks: 1.5 times their larger
// extent in the upright picture, turned so that the outer corners of the eyes are level
// (modules/face_landmark/face_landmark_landmarks_to_roi.pbtxt).
func mediapipeSquare(all []point) square {
	low, high := all[0], all[0]
	for _, p := range all {
		low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
	}
	a, b := all[leftEyeLandmarks[0]], all[rightEyeLandmarks[0]]
	return square{
		middle: point{(low.x + high.x) / 2, (low.y + high.y) / 2},
		side:   1.5 * max(high.x-low.x, high.y-low.y),
		angle:  math.Atan2(b.y-a.y, b.x-a.x),
	}
}

func inPixels(all [][2]float64, img *image.RGBA) []point {
	points := make([]point, len(all))
	for i, p := range all {
		points[i] = point{p[0] * float64(img.Rect.Dx()), p[1] * float64(img.Rect.Dy())}
	}
	return points
}

// refined gives the landmarks as MediaPipe's program does, in pixels of the mesh's
// input.
func refined(r *tflite.Runner, outputs map[string]int) []point {
	of := func(name string, stride int) []point {
		v := r.Output(outputs[name])
		all := make([]point, len(v)/stride)
		for i := range all {
			all[i] = point{float64(v[stride*i]), float64(v[stride*i+1])}
		}
		return all
	}
	all := of("output_mesh_identity", 3)
	for name, landmarks := range map[string][]int{
		"output_lips": lipLandmarks, "output_left_eye": leftEyeLandmarks, "output_right_eye": rightEyeLandmarks,
	} {
		for i, p := range of(name, 2) {
			all[landmarks[i]] = p
		}
	}
	return append(append(all, of("output_left_iris", 2)...), of("output_right_iris", 2)...)
}

func TestLandmarksAreThoseOfMediaPipe(t *testing.T) {
	all, pictures := answers(t)
	m, err := tflite.Load(assets.Landmarks)
	if err != nil {
		t.Fatal(err)
	}
	outputs := map[string]int{}
	for i, o := range m.Outputs() {
		outputs[o.Name] = i
	}
	r := m.NewRunner()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			img := pictures[name]
			s := mediapipeSquare(inPixels(all[name].Before, img))
			newLayer(img, img.Rect).sample(s, meshSide, r.Input(), 0)
			if err := r.Run(); err != nil {
				t.Fatal(err)
			}
			got, want := refined(r, outputs), inPixels(all[name].Points, img)
			if len(got) != len(want) {
				t.Fatalf("%d landmarks, want %d", len(got), len(want))
			}
			var off []float64
			for i := range got {
				off = append(off, s.at(got[i].x/meshSide, got[i].y/meshSide).to(want[i])*meshSide/s.side)
			}
			slices.Sort(off)
			median, worst := off[len(off)/2], off[len(off)-1]
			t.Logf("landmarks off by %.2f pixels in the median, %.2f at most, of %d", median, worst, meshSide)
			if median > 1 || worst > 3 {
				t.Errorf("landmarks are off by %.2f pixels in the median and %.2f at most, and may be by 1 and 3 of %d", median, worst, meshSide)
			}
		})
	}
}

func TestBoxesAreThoseOfMediaPipe(t *testing.T) {
	all, pictures := answers(t)
	m, err := finder(t).models()
	if err != nil {
		t.Fatal(err)
	}
	n := m.borrow()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			img := pictures[name]
			w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
			found, err := n.look(newLayer(img, img.Rect), level(point{w / 2, h / 2}, max(w, h)))
			if err != nil {
				t.Fatal(err)
			}
			for network, c := range map[string]struct {
				box   [4]float64
				least float64
			}{"of assets/faces": {all[name].Box, 0.95}, "of the program": {all[name].Sparse, 0.8}} {
				want := detection{
					left: (c.box[0] - c.box[2]/2) * w, right: (c.box[0] + c.box[2]/2) * w,
					top: (c.box[1] - c.box[3]/2) * h, bottom: (c.box[1] + c.box[3]/2) * h,
				}
				best := 0.0
				for i := range found {
					best = max(best, found[i].overlap(&want))
				}
				t.Logf("the network %s: %.3f shared", network, best)
				if best < c.least {
					t.Errorf("of %d boxes the best shares %.2f with MediaPipe's by the network %s, and at least %v is wanted",
						len(found), best, network, c.least)
				}
			}
		})
	}
}
