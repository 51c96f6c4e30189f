package query

import (
	"fmt"
	"math/rand/v2"
	"time"

	"keeplight.app/keeplight/library"
)

// noon is the time at which test photos are taken unless they say otherwise.
var noon = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

// photo gives an unscored item with a name in /shoot.
func photo(name string, change ...func(*library.Photo)) Item {
	p := &library.Photo{Path: "/shoot/" + name, Capture: library.Capture{Time: noon}}
	for _, c := range change {
		c(p)
	}
	return Item{Photo: p}
}

// scored gives an item with an overall value and some attributes.
func scored(name string, overall float64, values map[library.Attribute]float64) Item {
	it := photo(name)
	it.Score = &library.Score{Overall: library.Value{Known: true, Mean: overall}}
	for a, v := range values {
		it.Score.Values[a] = library.Value{Known: true, Mean: v}
	}
	return it
}

func names(items []Item) []string {
	list := make([]string, len(items))
	for i, it := range items {
		list[i] = it.Photo.Name()
	}
	return list
}

// season is so many photos for benchmarks.
func season(n int) []Item {
	r := rand.New(rand.NewPCG(1, 2))
	items := make([]Item, n)
	for i := range items {
		p := &library.Photo{
			ID:      library.ID(i + 1),
			Path:    fmt.Sprintf("/home/photographer/Pictures/2026/%02d/DSC_%d.JPG", r.IntN(30), r.IntN(10_000)),
			Capture: library.Capture{Time: noon.Add(time.Duration(r.IntN(1e6)) * time.Second), Camera: "Canon EOS R5", Lens: fmt.Sprint("Lens ", r.IntN(5))},
		}
		p.Decision.Rating = library.Rating(r.IntN(6))
		items[i] = Item{Photo: p}
		if r.IntN(10) > 0 {
			s := &library.Score{Overall: library.Value{Known: true, Mean: 10 * r.Float64()}}
			for a := range s.Values {
				s.Values[a] = library.Value{Known: r.IntN(5) > 0, Mean: 10 * r.Float64()}
			}
			items[i].Score = s
		}
	}
	return items
}
