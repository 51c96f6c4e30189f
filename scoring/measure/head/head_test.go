package head

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/assets/calibration"
)

// bowl gives samples of x^2 + y with a little noise.
func bowl(n int) []Sample {
	r := rand.New(rand.NewPCG(1, 2))
	samples := make([]Sample, n)
	for i := range samples {
		x, y := 4*r.Float64()-2, 4*r.Float64()-2
		samples[i] = Sample{Features: []float64{x, y}, Opinion: x*x + y + 0.05*r.NormFloat64(), Weight: 1}
	}
	return samples
}

func TestTrainingFindsACurvedSurface(t *testing.T) {
	table, err := Train([]string{"x", "y"}, bowl(400), Settings{Centres: 60, Width: 0.7, Ridge: 0.01})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range [][2]float64{{0, 0}, {1, -1}, {-1.5, 0.5}} {
		o := table.Judge([]float64{p[0], p[1]})
		if want := p[0]*p[0] + p[1]; math.Abs(o.Score-want) > 0.3 {
			t.Errorf("at %v: %.2f, want %.2f", p, o.Score, want)
		}
	}
	near, far := table.Judge([]float64{0, 0}), table.Judge([]float64{40, -40})
	if far.SD < near.SD+0.5 || far.Near > 0.2 || near.Near < 0.8 {
		t.Errorf("doubt %.2f near what was seen and %.2f far from it (nearness %.2f, %.2f)", near.SD, far.SD, near.Near, far.Near)
	}
}

func TestTrainingGivesTheSameTableAgain(t *testing.T) {
	s := Settings{Centres: 40, Width: 1, Ridge: 0.1}
	a, errA := Train([]string{"x", "y"}, bowl(200), s)
	b, errB := Train([]string{"x", "y"}, bowl(200), s)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

func TestTrainingOnTooLittleFails(t *testing.T) {
	if _, err := Train([]string{"x"}, nil, Usual()); !errors.Is(err, ErrUnsolvable) {
		t.Errorf("error %v", err)
	}
}

func TestTheBuiltInTableIsBoundedEverywhere(t *testing.T) {
	table, err := Load(calibration.Technical)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 5))
	x := make([]float64, len(table.Features))
	for range 2000 {
		for i := range x {
			x[i] = table.Mean[i] + table.SD[i]*20*(r.Float64()-0.5)
			if r.IntN(50) == 0 {
				x[i] = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[r.IntN(3)]
			}
		}
		o := table.Judge(x)
		if math.IsNaN(o.Score) || o.Score < -6 || o.Score > 15 || !(o.SD > 0) || o.Near < 0 || o.Near > 1 {
			t.Fatalf("opinion %+v", o)
		}
	}
}

func TestDamagedTablesAreRefused(t *testing.T) {
	good := Table{
		Features: []string{"x"}, Mean: []float64{0}, SD: []float64{1}, Width: 1, Residual: 1,
		Centres: [][]float32{{0}}, Weights: []float64{1},
	}
	for name, spoil := range map[string]func(*Table){
		"no features":  func(t *Table) { t.Features = nil },
		"a short mean": func(t *Table) { t.Mean = nil },
		"no deviation": func(t *Table) { t.SD = []float64{0} },
		"no width":     func(t *Table) { t.Width = 0 },
		"lost weights": func(t *Table) { t.Weights = nil },
		"short centre": func(t *Table) { t.Centres = [][]float32{{}} },
	} {
		bad := good
		spoil(&bad)
		data, err := json.Marshal(bad)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Load(data); !errors.Is(err, ErrTable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Load([]byte("{")); !errors.Is(err, ErrTable) {
		t.Errorf("half a table: %v", err)
	}
}

func FuzzLoadNeverPanics(f *testing.F) {
	f.Add([]byte(`{"features":["x"],"mean":[0],"sd":[1],"width":1,"residual":1,"centres":[[0]],"weights":[1]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := Load(data); err == nil {
			if o := table.Judge([]float64{1}); o.Near < 0 {
				t.Errorf("%+v", o)
			}
		}
	})
}
