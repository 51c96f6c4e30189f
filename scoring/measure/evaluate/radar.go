package main

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/training"
)

// radar is what ordinary photos get: how much of the radar is there, and how far the
// numbers are spread.
type radar struct {
	photos   int
	values   [library.NumAttributes][]float64 // of the photos where it is known
	overall  []float64
	misfires int
}

// judged is how many attributes a scorer that measures can judge: all but
// eye-catching, which is taste.
const judged = library.NumAttributes - 1

// known gives how many of the judged attributes a photo has on average.
func (r *radar) known() float64 {
	n := 0
	for _, v := range r.values {
		n += len(v)
	}
	return float64(n) / float64(max(1, r.photos-r.misfires))
}

// middle gives the span of the middle half of values.
func middle(values []float64) float64 { return quantile(values, 0.75) - quantile(values, 0.25) }

// quantile interpolates between the sorted values; 0 where there are none.
func quantile(values []float64, p float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	at := p * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-1)
	j := min(i+1, len(sorted)-1)
	return sorted[i] + (at-float64(i))*(sorted[j]-sorted[i])
}

// ordinary names the folders of unrated photos that a radar is taken of, and
// spreadOver those over which the overall must spread.
func ordinary() []string { return []string{"nature", "sequence", "clean", "camera"} }

func spreadOver() []string { return []string{filepath.Join("rated", "flive_voc"), "nature", "clean"} }

// radarOf measures all photos in the folders that this program reads.
func radarOf(s *measure.Scorer, photos string, folders []string) (radar, error) {
	var paths []string
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(photos, folder), func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && picture.FormatByName(path) != library.UnknownFormat {
				paths = append(paths, path)
			}
			return nil // a folder that is missing has no photos
		})
		if err != nil {
			return radar{}, fmt.Errorf("looking for photos in %s: %w", folder, err)
		}
	}
	scores := make([]*library.Score, len(paths))
	err := training.Each(len(paths), func(i int) error {
		img, err := training.LoadPicture(paths[i])
		if err != nil {
			return nil // what cannot be read is no ordinary photo
		}
		score := scored(s, img)
		scores[i] = &score
		return nil
	})
	return gathered(scores), err
}

func gathered(scores []*library.Score) (r radar) {
	for _, s := range scores {
		if s == nil || !s.Overall.Known {
			continue
		}
		r.photos++
		r.overall = append(r.overall, s.Overall.Mean)
		if s.Overall.Mean == 0 {
			r.misfires++
		}
		for a, v := range s.Values {
			if v.Known {
				r.values[a] = append(r.values[a], v.Mean)
			}
		}
	}
	return r
}

// print gives the share of photos with a value, and its quantiles.
func (r *radar) print(out io.Writer, title string) {
	if r.photos == 0 {
		fmt.Fprintf(out, "\nNo photos for %s: left out.\n", title)
		return
	}
	fmt.Fprintf(out, "\n%s: %d photos, %d misfires, %.2f of %d attributes known on average\n", title, r.photos, r.misfires, r.known(), judged)
	fmt.Fprintf(out, "  %-20s %6s %6s %6s %6s %6s %6s\n", "", "known", "5 %", "25 %", "50 %", "75 %", "95 %")
	row := func(name string, values []float64) {
		fmt.Fprintf(out, "  %-20s %4.0f %% %6.2f %6.2f %6.2f %6.2f %6.2f\n", name, 100*float64(len(values))/float64(r.photos),
			quantile(values, 0.05), quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75), quantile(values, 0.95))
	}
	row("overall", r.overall)
	for _, a := range library.Attributes() {
		row(a.Key(), r.values[a])
	}
}
