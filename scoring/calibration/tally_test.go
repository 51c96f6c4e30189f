package calibration

import (
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
)

func known(mean float64) library.Value { return library.Value{Known: true, Mean: mean} }

// tallyOf counts values.
func tallyOf(means ...float64) *Tally {
	t := &Tally{}
	for _, m := range means {
		t.Add(known(m))
	}
	return t
}

func TestARankCountsFromTheBestAndEqualPhotosShareIt(t *testing.T) {
	tally := tallyOf(9, 7.5, 7.5, 7.499, 3)
	for mean, want := range map[float64]int{9: 1, 7.5: 2, 7.504: 2, 3: 5} {
		p, ok := tally.Of(known(mean))
		if !ok || p.Rank() != want || p.All != 5 {
			t.Errorf("%v has rank %d of %d, want %d", mean, p.Rank(), p.All, want)
		}
		if _, ok := p.Percentile(); ok {
			t.Errorf("%v has a percentile among 5 photos", mean)
		}
	}
}

func TestAPercentileCountsEqualPhotosHalf(t *testing.T) {
	hundred := &Tally{}
	for i := range 100 {
		hundred.Add(known(float64(i) / 10))
	}
	alike := &Tally{}
	for range 30 {
		alike.Add(known(5))
	}
	for name, c := range map[string]struct {
		tally *Tally
		mean  float64
		want  float64
	}{
		"best": {hundred, 9.9, 99.5}, "worst": {hundred, 0, 0.5}, "middle": {hundred, 5, 50.5}, "all equal": {alike, 5, 50},
	} {
		p, _ := c.tally.Of(known(c.mean))
		if got, ok := p.Percentile(); !ok || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, %v, want %v", name, got, ok, c.want)
		}
	}
}

func TestPercentilesAreSymmetricAndRiseWithTheValue(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tally, sum := &Tally{}, 0.0
	var values []library.Value
	for range 2000 {
		v := known(math.Round(r.Float64()*40) / 4)
		values = append(values, v)
		tally.Add(v)
	}
	for _, v := range values {
		p, _ := tally.Of(v)
		if few, ok := PlaceAmong(values, v); !ok || few != p {
			t.Errorf("among few %v stands at %+v, among many at %+v", v.Mean, few, p)
		}
		percent, _ := p.Percentile()
		sum += percent
		if higher, ok := tally.Of(known(v.Mean + 0.25)); ok && higher.Rank() > p.Rank() {
			t.Errorf("%v ranks before a better value", v.Mean)
		}
	}
	if mean := sum / float64(len(values)); math.Abs(mean-50) > 1e-6 {
		t.Errorf("the mean percentile is %v, want 50", mean)
	}
}

func TestAbsentAndImpossibleValuesAreNotCounted(t *testing.T) {
	tally := &Tally{}
	for _, v := range []library.Value{{}, {Mean: 5}, known(math.NaN()), known(-0.1), known(10.1), known(math.Inf(1))} {
		tally.Add(v)
		_, many := tally.Of(v)
		_, few := PlaceAmong([]library.Value{v, v}, v)
		p, _ := PlaceAmong([]library.Value{v, known(5)}, known(5))
		if many || few || p.All != 1 {
			t.Errorf("%+v has a place: %v, %v, or counts: %+v", v, many, few, p)
		}
	}
	tally.Add(known(0))
	tally.Add(known(10))
	if p, ok := tally.Of(known(10)); !ok || p.All != 2 || p.Rank() != 1 {
		t.Errorf("the ends: %+v, %v", p, ok)
	}
}
