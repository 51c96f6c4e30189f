package main

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
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

// items gives the photos of a folder that are there, with their scores.
func (p *program) items(cat *catalog.Catalog, folder string) ([]query.Item, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("finding the folder: %w", err)
	}
	photos, err := cat.PhotosOf(p.ctx, abs)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", library.Display(folder), err)
	}
	scores, err := cat.Scores(p.ctx, nil, p.scorer.Provenance().Key())
	if err != nil {
		return nil, fmt.Errorf("looking up scores: %w", err)
	}
	var items []query.Item
	for i := range photos {
		if photos[i].Missing {
			continue
		}
		item := query.Item{Photo: &photos[i]}
		if score, ok := scores[photos[i].ID]; ok {
			item.Score = &score
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return nil, &exitError{status: exitProblems, text: fmt.Sprintf(
			"there are no photos from %s in the catalogue: run 'keeplight score %s' first", library.Display(folder), library.Display(folder))}
	}
	return items, nil
}
