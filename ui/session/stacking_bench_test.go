package session

import (
	"fmt"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
)

// manyStacked is a session of n photos in bursts of five, scored.
func manyStacked(b *testing.B, n int) *Session {
	b.Helper()
	s := NewSession()
	noon := time.Date(2026, time.May, 1, 12, 0, 0, 5e6, time.UTC)
	photos := make([]library.Photo, n)
	for i := range photos {
		at := noon.Add(time.Duration(i/5)*time.Minute + time.Duration(i%5)*100*time.Millisecond)
		photos[i] = library.Photo{
			ID: library.ID(i + 1), Path: fmt.Sprintf("/s/%06d.jpg", i), Hash: library.Hash(fmt.Sprint(i)), Capture: library.Capture{Time: at, Camera: "A"},
		}
	}
	s.Put(photos)
	for i := range photos {
		s.SetScore(scorers.BuiltIn, photos[i].ID, scored(float64(i*7919%1000)/100, string(photos[i].Hash)))
	}
	groups := stacks.New(nil)
	b.Cleanup(groups.Close)
	groups.Put(photos, nil)
	s.Stacks.SetGrouping(groups.Renew())
	return s
}

func BenchmarkSortingAGridOfStacks(b *testing.B) {
	for _, n := range []int{1000, 50_000} {
		for _, on := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d photos, stacked is %v", n, on), func(b *testing.B) {
				s := manyStacked(b, n)
				s.Stacks.SetOn(on)
				for b.Loop() {
					s.Resort()
					s.Stacks.Place(1)
				}
			})
		}
	}
}

func BenchmarkPuttingPhotosIntoCells(b *testing.B) {
	for _, n := range []int{1000, 50_000} {
		b.Run(fmt.Sprintf("%d photos", n), func(b *testing.B) {
			s := manyStacked(b, n)
			s.Resort()
			for b.Loop() {
				s.Stacks.SetOpen(7, !s.Stacks.Of(7).Open)
				s.Stacks.Place(1)
			}
		})
	}
}
