package taste

import (
	"testing"

	"keeplight.app/keeplight/library"
)

func BenchmarkFitTenThousandPhotos(b *testing.B) {
	s := newStudio(1, 736)
	likes := rule{1, -1, 0.5}
	var all []Sample
	for k := range 10 {
		all = append(all, s.shoot(k, 1000, func(p *Photo) bool { return likes.of(p)+0.2*float64(p.Features[0]) > 0 })...)
	}
	m := &Material{Samples: all, Length: 736}
	b.ResetTimer()
	for b.Loop() {
		if _, err := Learn(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}

var _ library.Flag
