package standing

import (
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

// BenchmarkCount20000 counts a large shoot, in bursts of five.
func BenchmarkCount20000(b *testing.B) {
	all := make([]shot, 20_000)
	start := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	for i := range all {
		all[i] = shot{
			id: library.ID(i + 1), camera: "R5", version: "5",
			at:      start.Add(time.Duration(i/5)*time.Minute + time.Duration(i%5)*200*time.Millisecond),
			overall: library.Value{Known: true, Mean: float64(i*7919%1000) / 100},
		}
	}
	for b.Loop() {
		if s := countShoot(append([]shot(nil), all...)); len(s.bursts) != len(all) {
			b.Fatalf("%d photos are in bursts", len(s.bursts))
		}
	}
}
