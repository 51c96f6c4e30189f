package report

import "strconv"

// Standing is where a photo's overall score stands among those of other photos.
type Standing struct {
	Rank       int      // from 1, the best; equal photos share one
	Of         int      // photos
	Percentile *float64 // 0..100, the share of them that it is better than; nil among too few
}

// standing gives a place's keys in the order in which they are documented; null where
// there is none.
func standing(s *Standing) any {
	if s == nil {
		return nil
	}
	o := object{{"rank", s.Rank}, {"of", s.Of}, {"percentile", nil}}
	if s.Percentile != nil {
		if _, ok := decimal(*s.Percentile); ok {
			o[2].value = number(*s.Percentile)
		}
	}
	return o
}

// standingHeader are the columns of standingCells.
func standingHeader() []string {
	return []string{"shoot_rank", "shoot_of", "shoot_percentile", "library_rank", "library_of", "library_percentile"}
}

func standingCells(r *Row) []string {
	var cells []string
	for _, s := range []*Standing{r.InShoot, r.InLibrary} {
		if s == nil {
			cells = append(cells, "", "", "")
			continue
		}
		percent := ""
		if s.Percentile != nil {
			percent, _ = decimal(*s.Percentile)
		}
		cells = append(cells, strconv.Itoa(s.Rank), strconv.Itoa(s.Of), percent)
	}
	return cells
}
