package drawn

import "image"

// Steps is how many faces stand on a Sheet.
const Steps = 20

const (
	columns = 5
	// A face with its hair and neck is so many eye widths wide and high.
	roomWide, roomHigh = 6, 8
	// widest is the gap of the last face: wide-open eyes.
	widest = 0.30
)

// StepGap is the gap between the lids of a face on a Sheet as a share of the eye's
// width, from 0, closed, of the first to 0.30 of the last.
func StepGap(step int) float64 { return widest * float64(step) / (Steps - 1) }

// Sheet draws faces in rows over a picture of one colour, each with its lids farther
// apart than those of the one before. It also gives the middles between their eyes.
func Sheet(eyeWidth float64, seed uint64) (img *image.RGBA, at []image.Point) {
	w, h := roomWide*eyeWidth, roomHigh*eyeWidth
	img = image.NewRGBA(image.Rect(0, 0, int(columns*w), int(Steps/columns*h)))
	for i := range img.Pix {
		img.Pix[i] = []uint8{120, 130, 140, 255}[i%4]
	}
	for step := range Steps {
		gap := StepGap(step)
		f := Face{
			X: w * (float64(step%columns) + 0.5), Y: h * (float64(step/columns) + 0.5),
			EyeWidth: eyeWidth, Gap: [2]float64{gap, gap}, Seed: seed,
		}
		room := image.Rect(int(f.X-w/2), int(f.Y-h/2), int(f.X+w/2), int(f.Y+h/2))
		f.Draw(img.SubImage(room).(*image.RGBA)) // shoulders end where the next face begins
		at = append(at, image.Pt(int(f.X), int(f.Y)))
	}
	return img, at
}
