package main

import (
	"math"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// selection is the flags that choose photos of the catalogue.
type selection struct {
	Flag      string             `placeholder:"FLAG" help:"Only photos flagged pick, reject or none."`
	MinRating int                `placeholder:"N" help:"Only photos with at least N stars, 1 to 5."`
	Label     string             `placeholder:"COLOUR" help:"Only photos with this label: red, yellow, green, blue, purple or none."`
	Min       map[string]float64 `placeholder:"ATTR=V" help:"Only photos that score at least V, such as overall=7 or clarity=6. Can be repeated."`
	Max       map[string]float64 `placeholder:"ATTR=V" help:"Only photos that score at most V. Can be repeated."`
	Camera    string             `placeholder:"NAME" help:"Only photos taken with this camera (exact name)."`
	Lens      string             `placeholder:"NAME" help:"Only photos taken with this lens (exact name)."`
	Misfires  string             `placeholder:"WHICH" help:"only: only black, white and nearly blank frames; without: all others."`
	Faces     string             `placeholder:"WHICH" help:"blinks: someone looks to blink; open: all eyes are open; none: no faces; soft: a face is soft at the eye. Of photos that 'keeplight faces' has looked at."`
	Damaged   bool               `help:"Only photos whose file is damaged."`
}

// filter checks the flags and makes a filter of them.
func (s *selection) filter() (query.Filter, error) {
	f := query.NewFilter()
	f.Camera, f.Lens, f.Damaged = s.Camera, s.Lens, s.Damaged
	if s.MinRating < 0 || s.MinRating > int(library.MaxRating) {
		return f, usage("--min-rating %d: stars go from 0 to %d", s.MinRating, library.MaxRating)
	}
	f.MinRating = library.Rating(s.MinRating)
	if s.Flag != "" {
		flag, err := library.ParseFlag(s.Flag)
		if err != nil {
			return f, usage("--flag: %w", err)
		}
		f.Flags = []library.Flag{flag}
	}
	if s.Label != "" {
		label, err := library.ParseLabel(s.Label)
		if err != nil {
			return f, usage("--label: %w", err)
		}
		f.Labels = []library.Label{label}
	}
	if s.Misfires != "" {
		misfires, err := query.ParseMisfires(s.Misfires)
		if err != nil {
			return f, usage("--misfires: %w", err)
		}
		f.Misfires = misfires
	}
	if s.Faces != "" {
		faces, err := query.ParseFacesWanted(s.Faces)
		if err != nil {
			return f, usage("--faces: %w", err)
		}
		f.Faces = faces
	}
	return f, s.ranges(&f)
}

// ranges sets the filter's ranges from --min and --max.
func (s *selection) ranges(f *query.Filter) error {
	f.Attributes = map[library.Attribute]query.Range{}
	set := func(flag string, limits map[string]float64, narrow func(*query.Range, float64)) error {
		for key, v := range limits {
			if math.IsNaN(v) || v < 0 || v > query.MaxScore {
				return usage("%s %s=%g: scores go from 0 to %d", flag, library.Display(key), v, query.MaxScore)
			}
			if key == string(query.ByOverall) {
				narrow(&f.Overall, v)
				continue
			}
			a, ok := library.ParseAttribute(key)
			if !ok {
				return usage("%s: there is no attribute %q: use overall or one of %s", flag, key, attributeKeys())
			}
			r, ok := f.Attributes[a]
			if !ok {
				r = query.Any()
			}
			narrow(&r, v)
			f.Attributes[a] = r
		}
		return nil
	}
	if err := set("--min", s.Min, func(r *query.Range, v float64) { r.Min = v }); err != nil {
		return err
	}
	return set("--max", s.Max, func(r *query.Range, v float64) { r.Max = v })
}

func attributeKeys() string {
	var keys []string
	for _, a := range library.Attributes() {
		keys = append(keys, a.Key())
	}
	return strings.Join(keys, ", ")
}
