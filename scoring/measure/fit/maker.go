package main

import (
	"fmt"
	"hash/fnv"
	"image"
	"math"
	"math/rand/v2"
	"slices"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/fidelity"
	"keeplight.app/keeplight/scoring/measure/training"
)

const (
	undamaged = 5  // pictures of each photo that are left as they are
	singles   = 18 // that have one damage, each of another kind
	pairs     = 5  // and that are damaged twice
	// mildness bends steps towards the mild end, where photographs of everyday lie.
	mildness = 1.4
	// nativeSide is the long side from which on motion is made before a photo is
	// reduced, as a camera does it.
	nativeSide = 3000
	// baseSide is what a photo is reduced to before parts are cut out of it.
	baseSide = 1400
)

// rowsOfAll makes and measures the pictures of all photos.
func rowsOfAll(photos []photo) ([]training.Row, error) {
	each := make([][]training.Row, len(photos))
	err := training.Each(len(photos), func(i int) (err error) {
		each[i], err = rowsOf(photos[i])
		return err
	})
	return slices.Concat(each...), err
}

// maker makes pictures of one photo.
type maker struct {
	photo photo
	full  *image.RGBA // as large as it is read
	img   *image.RGBA // reduced to baseSide
	sharp float64     // how many pixels of img its detail is worth, along each side
	r     *rand.Rand
	rows  []training.Row
}

func rowsOf(p photo) ([]training.Row, error) {
	img, err := p.load()
	if err != nil {
		return nil, err
	}
	seed := fnv.New64a()
	seed.Write([]byte(p.name))
	m := &maker{photo: p, full: img, img: img, sharp: p.sharp, r: rand.New(rand.NewPCG(seed.Sum64(), 47))}
	if scale := baseSide / float64(max(img.Rect.Dx(), img.Rect.Dy())); scale < p.sharp {
		m.img, m.sharp = damage.Resize(img, scale), 1
	}
	for range undamaged {
		part := m.part(m.cut())
		if err := m.measure(part, part, training.Clean, training.Clean, 0); err != nil {
			return nil, err
		}
	}
	if p.sharp == reduced && p.isClean() {
		if err := m.levels(); err != nil {
			return nil, err
		}
	}
	kinds := training.Kinds()
	for _, i := range m.r.Perm(len(kinds))[:singles] {
		if err := m.single(kinds[i]); err != nil {
			return nil, err
		}
	}
	for range pairs {
		if err := m.pair(); err != nil {
			return nil, err
		}
	}
	return m.rows, nil
}

// single makes a picture with one damage. Motion of a large photo is made at full
// size.
func (m *maker) single(kind training.Kind) error {
	step := math.Pow(m.r.Float64(), mildness)
	if moved(kind) && max(m.full.Rect.Dx(), m.full.Rect.Dy()) >= nativeSide {
		smeared, err := m.spoilt(m.full, kind, step)
		if err != nil {
			return err
		}
		scale := min(m.scale(m.full), m.photo.sharp)
		return m.measure(damage.Resize(m.full, scale), damage.Resize(smeared, scale), kind, training.Clean, 0)
	}
	original := m.part(m.cut())
	damaged, err := m.spoilt(original, kind, step)
	if err != nil {
		return err
	}
	return m.measure(original, damaged, kind, training.Clean, 0)
}

func moved(kind training.Kind) bool {
	return kind == training.Motion || kind == training.Shake || kind == training.Ghost
}

func (m *maker) spoilt(img *image.RGBA, kind training.Kind, step float64) (*image.RGBA, error) {
	by, err := amount(kind, step, max(img.Rect.Dx(), img.Rect.Dy()))
	if err != nil {
		return nil, err
	}
	return spoil(img, kind, by, m.r)
}

// pair makes a picture with two damages, in the order in which a camera would: the
// lens or the light, then the sensor, then the file.
func (m *maker) pair() error {
	stages := [][]training.Kind{
		{training.Defocus, training.Motion, training.Shake, training.Blur, training.Haze, training.Under, training.Over, training.Cast},
		{training.ShotNoise, training.ColourNoise, training.Noise, training.Denoised, training.Median, training.Pushed},
		{training.JPEG, training.HEIC, training.WebP, training.Enlarged, training.Halo, training.Wavelet},
	}
	first := m.r.IntN(len(stages) - 1)
	second := first + 1 + m.r.IntN(len(stages)-1-first)
	pick := func(kinds []training.Kind) training.Kind { return kinds[m.r.IntN(len(kinds))] }
	kind, also := pick(stages[first]), pick(stages[second])
	original := m.part(m.cut())
	once, err := m.spoilt(original, kind, 0.8*math.Pow(m.r.Float64(), mildness))
	if err != nil {
		return err
	}
	twice, err := m.spoilt(once, also, 0.8*math.Pow(m.r.Float64(), mildness))
	if err != nil {
		return err
	}
	return m.measure(original, twice, kind, also, 0)
}

// measure saves the picture as JPEG, as nearly all photos are, half of the time,
// and keeps its features and what is left of the original.
func (m *maker) measure(original, damaged *image.RGBA, kind, also training.Kind, level float64) error {
	if level == 0 && m.r.IntN(2) == 0 {
		saved, err := damage.JPEG(damaged, float64(80+m.r.IntN(18)))
		if err != nil {
			return err
		}
		damaged = saved
	}
	f := measure.Extract(damaged)
	peers, err := peersOf(damaged, &f)
	if err != nil {
		return fmt.Errorf("measuring a picture of %s: %w", m.photo.name, err)
	}
	m.rows = append(m.rows, training.Row{
		Photo: m.photo.name, Kind: kind, Also: also, Level: level,
		MDSI: fidelity.MDSI(original, damaged), MSSSIM: fidelity.MSSSIM(original, damaged),
		Peers: peers, Features: f.HeadVector(),
	})
	return nil
}
