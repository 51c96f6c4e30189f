package main

import (
	"context"
	"fmt"
	"image"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

const (
	motionSide   = 3200 // long side at which larger photos are moved, before they are reduced
	motionAngles = 8    // over half a turn
	largeSide    = 1800 // from which whole pixels are fine enough for a path
)

// motionSteps are lengths in hundredths of the long side; 0 is the photo as it is.
func motionSteps() []float64 { return []float64{0, 0.3, 0.6, 1, 1.5, 2, 3} }

// plainMotion is the step that must cost the overall much.
const plainMotion = 2

// motions is what moving photos in steps and at several angles does to clarity.
type motions struct {
	undamaged    []float64   // of each photo
	names        []string    // of the same
	after        [][]float64 // of each step but the first, over photos and angles
	right, pairs int         // neighbouring steps
	lowered      []float64   // points of the overall that plainMotion costs
}

// moved measures the photos, and those of nature/, at every step.
func moved(s *measure.Scorer, photos string, pictures []shot) (motions, error) {
	all, err := withNature(photos, pictures)
	if err != nil {
		return motions{}, err
	}
	each := make([]motions, len(all))
	err = training.Each(len(all), func(i int) error {
		each[i] = moveOne(s, all[i], i)
		return nil
	})
	m := motions{after: make([][]float64, len(motionSteps())-1)}
	for _, e := range each {
		m.undamaged, m.names = append(m.undamaged, e.undamaged...), append(m.names, e.names...)
		m.right, m.pairs = m.right+e.right, m.pairs+e.pairs
		m.lowered = append(m.lowered, e.lowered...)
		for i := range m.after {
			m.after[i] = append(m.after[i], e.after[i]...)
		}
	}
	return m, err
}

// withNature adds the larger photos of nature/, as far as they can be read.
func withNature(photos string, pictures []shot) ([]shot, error) {
	paths, err := filepath.Glob(filepath.Join(photos, "nature", "*.jpg"))
	if err != nil {
		return nil, fmt.Errorf("looking for photos in %s: %w", photos, err)
	}
	all := slices.Clone(pictures)
	for _, path := range paths {
		p, err := picture.Load(context.Background(), path, motionSide)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		all = append(all, shot{name: filepath.Base(path), img: p.Pixels})
	}
	return all, nil
}

// apartAngles is by how many angles those of one photo are apart; the next photo
// takes the next ones.
const apartAngles = 4

// moveOne moves one photo at some of the angles.
func moveOne(s *measure.Scorer, p shot, number int) motions {
	steps := motionSteps()
	m := motions{after: make([][]float64, len(steps)-1), names: []string{p.name}}
	values := func(img *image.RGBA) (clarity, overall float64) {
		score := scored(s, picture.Fit(img, scoring.PreviewSide))
		return score.Of(library.Clarity).Mean, score.Overall.Mean
	}
	crisp, whole := values(p.img)
	m.undamaged = []float64{crisp}
	side := float64(max(p.img.Rect.Dx(), p.img.Rect.Dy()))
	for angle := number % apartAngles; angle < motionAngles; angle += apartAngles {
		before := m.undamaged[0]
		for i, percent := range steps[1:] {
			v, overall := values(motion(p.img, percent/100*side, float64(angle)*180/motionAngles))
			if percent == plainMotion {
				m.lowered = append(m.lowered, whole-overall)
			}
			m.after[i] = append(m.after[i], v)
			m.pairs++
			if v < before {
				m.right++
			}
			before = v
		}
	}
	return m
}

// motion moves a picture, a large one by whole pixels, which is quicker.
func motion(src *image.RGBA, length, degrees float64) *image.RGBA {
	if max(src.Rect.Dx(), src.Rect.Dy()) < largeSide {
		return damage.Motion(src, length, degrees)
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	n := int(math.Ceil(length)) + 1
	sums := make([]uint32, 4*w*h)
	for i := range n {
		t := (float64(i)/float64(n-1) - 0.5) * length
		dx, dy := int(math.Round(t*cos)), int(math.Round(t*sin))
		for y := range h {
			row := src.Pix[min(max(y+dy, 0), h-1)*src.Stride:][:4*w]
			addShifted(sums[4*w*y:4*w*(y+1)], row, dx)
		}
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, v := range sums {
		dst.Pix[i] = uint8((v + uint32(n)/2) / uint32(n))
	}
	return dst
}

// addShifted adds a row, moved by dx pixels, whose ends repeat.
func addShifted(to []uint32, row []uint8, dx int) {
	w := len(row) / 4
	left, right := min(w, max(0, -dx)), max(0, min(w, w-dx))
	for x := range left {
		for c := range 4 {
			to[4*x+c] += uint32(row[c])
		}
	}
	if left < right {
		for i, v := range row[4*(left+dx) : 4*(right+dx)] {
			to[4*left+i] += uint32(v)
		}
	}
	for x := max(left, right); x < w; x++ {
		for c := range 4 {
			to[4*x+c] += uint32(row[4*(w-1)+c])
		}
	}
}

// overtaken names the undamaged photos that a photo moved by 1.5 % or more exceeds.
func (m *motions) overtaken() []string {
	crispest := 0.0
	for i, step := range motionSteps()[1:] {
		if step >= 1.5 {
			crispest = max(crispest, quantile(m.after[i], 1))
		}
	}
	var names []string
	for i, v := range m.undamaged {
		if v <= crispest {
			names = append(names, m.names[i])
		}
	}
	return names
}

func (m *motions) print(out io.Writer) {
	fmt.Fprintf(out, "\n%-40s %7s %7s %7s %7s\n", "clarity of photos moved (% of the side)", "median", "5 %", "95 %", "most")
	line := func(name string, v []float64) {
		fmt.Fprintf(out, "%-40s %7.2f %7.2f %7.2f %7.2f\n", name, quantile(v, 0.5), quantile(v, 0.05), quantile(v, 0.95), quantile(v, 1))
	}
	line("undamaged", m.undamaged)
	for i, step := range motionSteps()[1:] {
		line(fmt.Sprintf("%g", step), m.after[i])
	}
	line(fmt.Sprintf("points of the overall that %d costs", plainMotion), m.lowered)
	fmt.Fprintf(out, "steps in order: %d of %d; undamaged photos below one moved by 1.5 or more: %s\n", m.right, m.pairs, strings.Join(m.overtaken(), ", "))
}

// mostOvertaken is how many undamaged photos may be below a moved one: clouds and
// smoke, which have no fine detail to lose.
const mostOvertaken = 3

func (m *motions) bounds() []bound {
	if len(m.after) == 0 {
		return nil
	}
	at := func(step float64) []float64 { return m.after[slices.Index(motionSteps(), step)-1] }
	one, two := quantile(at(1), 0.95), quantile(at(2), 0.95)
	lower := quantile(m.lowered, 0.05)
	share := float64(m.right) / float64(max(1, m.pairs))
	return []bound{
		{"motion of 1 %", "clarity at most 6 for 95 %", fmt.Sprintf("%.2f", one), one <= 6},
		{"motion of 2 %", "clarity at most 4 for 95 %", fmt.Sprintf("%.2f", two), two <= 4},
		{"motion of 2 %", "overall 2.5 lower for 95 %", fmt.Sprintf("%.2f", lower), lower >= 2.5},
		{"motion of 1.5 % and more", fmt.Sprintf("above at most %d undamaged", mostOvertaken), fmt.Sprint(len(m.overtaken())), len(m.overtaken()) <= mostOvertaken},
		{"steps of motion", "98 % in order", fmt.Sprintf("%.1f %%", 100*share), share >= 0.98},
	}
}
