package head

import (
	"fmt"
	"math"
)

// Sample is one picture to fit on.
type Sample struct {
	Features []float64
	Opinion  float64
	Weight   float64 // how much it counts
}

// Settings say how a machine is fitted.
type Settings struct {
	Centres int     // how many pictures stand as centres
	Width   float64 // of the Gaussian, per feature
	Ridge   float64 // how strongly large weights are held down
}

// Usual gives the settings that leaving out photos and rated scenes chose; they are
// kept coarse.
func Usual() Settings { return Settings{Centres: 500, Width: 1.2, Ridge: 0.3} }

// Train fits a machine by kernel ridge regression on a subset of the samples as
// centres (Smola & Schölkopf 2000): with K the Gaussians of samples and centres
// and C those among centres, the weights solve (K'WK + ridge C) a = K'Wy. It is
// deterministic.
func Train(names []string, samples []Sample, s Settings) (*Table, error) {
	if len(samples) < 2 || len(names) == 0 {
		return nil, fmt.Errorf("fitting on %d pictures with %d features: %w", len(samples), len(names), ErrUnsolvable)
	}
	t := &Table{Features: names, Width: s.Width, Residual: 1}
	t.centreOn(samples)
	points := make([][]float32, len(samples))
	for i, p := range samples {
		points[i] = make([]float32, len(names))
		t.standardise(p.Features, points[i])
	}
	for _, i := range spread(points, min(s.Centres, len(points))) {
		t.Centres = append(t.Centres, points[i])
	}
	kernel := t.kernel(points)
	if err := t.solve(kernel, samples, s.Ridge); err != nil {
		return nil, err
	}
	var squares, weight float64
	for i, p := range samples {
		score := t.Base
		for j, k := range kernel[i] {
			score += t.Weights[j] * k
		}
		squares += p.Weight * (p.Opinion - score) * (p.Opinion - score)
		weight += p.Weight
	}
	t.Residual = math.Sqrt(squares / weight)
	return t, nil
}

// centreOn takes means and deviations from the samples.
func (t *Table) centreOn(samples []Sample) {
	n := len(t.Features)
	t.Mean, t.SD = make([]float64, n), make([]float64, n)
	var total float64
	for _, p := range samples {
		total += p.Weight
		t.Base += p.Weight * p.Opinion
		for i, v := range p.Features {
			t.Mean[i] += p.Weight * v
		}
	}
	t.Base /= total
	for i := range t.Mean {
		t.Mean[i] /= total
		for _, p := range samples {
			d := p.Features[i] - t.Mean[i]
			t.SD[i] += p.Weight * d * d
		}
		t.SD[i] = max(1e-6, math.Sqrt(t.SD[i]/total))
	}
}

func (t *Table) kernel(points [][]float32) [][]float64 {
	scale := t.scale()
	k := make([][]float64, len(points))
	for i, p := range points {
		k[i] = make([]float64, len(t.Centres))
		for j, c := range t.Centres {
			k[i][j] = gaussian(p, c, scale)
		}
	}
	return k
}

func (t *Table) solve(kernel [][]float64, samples []Sample, ridge float64) error {
	m := len(t.Centres)
	a := make([][]float64, m)
	t.Weights = make([]float64, m)
	for i := range a {
		a[i] = make([]float64, m)
	}
	for s, row := range kernel {
		w := samples[s].Weight
		for i, v := range row {
			wv := w * v
			t.Weights[i] += wv * (samples[s].Opinion - t.Base)
			for j := range i + 1 {
				a[i][j] += wv * row[j]
			}
		}
	}
	for i, row := range t.kernel(t.Centres) {
		for j := range i + 1 {
			a[i][j] += ridge * row[j]
		}
		a[i][i] += 1e-6
	}
	return Solve(a, t.Weights)
}

// spread picks n points, each the one farthest from those picked before
// (Gonzalez 1985), beginning with the one nearest the middle.
func spread(points [][]float32, n int) []int {
	far := make([]float64, len(points))
	next := 0
	for i, p := range points {
		far[i] = math.Inf(1)
		if squared(p, nil) < squared(points[next], nil) {
			next = i
		}
	}
	picked := make([]int, 0, n)
	for len(picked) < n {
		picked = append(picked, next)
		farthest := 0
		for i, p := range points {
			far[i] = min(far[i], squared(p, points[picked[len(picked)-1]]))
			if far[i] > far[farthest] {
				farthest = i
			}
		}
		next = farthest
	}
	return picked
}

// squared is the squared distance of a from b, or from the middle without b.
func squared(a, b []float32) float64 {
	var s float64
	for i, v := range a {
		d := float64(v)
		if b != nil {
			d -= float64(b[i])
		}
		s += d * d
	}
	return s
}
