package fingerprint

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestProductsAreThoseOfEveryPairOfCells(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 20 {
		var a, b [cells]int8
		want := 0
		for i := range a {
			a[i], b[i] = int8(r.IntN(256)-128), int8(r.IntN(256)-128)
			if round == 0 {
				a[i], b[i] = math.MinInt8, math.MinInt8
			}
			want += int(a[i]) * int(b[i])
		}
		if got := products(&a, &b); got != want {
			t.Fatalf("round %d: %d, want %d", round, got, want)
		}
	}
}
