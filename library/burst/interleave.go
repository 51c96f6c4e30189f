package burst

import (
	"math"
	"slices"

	"keeplight.app/keeplight/library/fingerprint"
)

const (
	// weak is by how little more than asked a frame is like those before it for it to
	// be asked whether it comes from another camera.
	weak = 0.3
	// usual is how alike the frames of a series are at least for that to be asked, and
	// fall by how much less alike a frame of another camera is.
	usual = 0.55
	fall  = 0.3
)

// untangle takes a series apart that two cameras of one name took at the same time: it
// has frames that are as alike as usual to one a few before them, and not to the last.
// Series whose exposure changes are left: a bracket's frames are alike in that way too.
func (s *shoot) untangle(series []int) [][]int {
	isWeak := func(i int) bool { return s.shots[i].weak }
	if len(series) < 3 || !slices.ContainsFunc(series, isWeak) || s.variesExposure(series) {
		return [][]int{series}
	}
	var closest []float64
	for k := 1; k < len(series); k++ {
		closest = append(closest, s.closest(series[max(0, k-back):k], series[k]))
	}
	typical := slices.Sorted(slices.Values(closest))[len(closest)/2]
	if typical < usual {
		return [][]int{series}
	}
	var parts [][]int
	for _, i := range series {
		best, most := -1, typical-fall
		for k, part := range parts {
			if like := s.closest(part[max(0, len(part)-back):], i); like >= most {
				best, most = k, like
			}
		}
		if best < 0 {
			parts = append(parts, []int{i})
			continue
		}
		parts[best] = append(parts[best], i)
	}
	if !areTangled(parts) {
		return [][]int{series}
	}
	return parts
}

// closest is the likeness of a shot to the one of some others that it is most like.
func (s *shoot) closest(others []int, i int) (most float64) {
	for _, j := range others {
		if a, b := s.shots[j].Print, s.shots[i].Print; a != nil && b != nil {
			most = max(most, fingerprint.Likeness(a, b))
		}
	}
	return most
}

// variesExposure is true for shots that may be a bracket.
func (s *shoot) variesExposure(series []int) bool {
	first := &s.shots[series[0]].Photo.Capture
	return slices.ContainsFunc(series, func(i int) bool {
		c := &s.shots[i].Photo.Capture
		return c.Bracketing != "" || c.ExposureBias != first.ExposureBias || math.Abs(stops(c)-stops(first)) > 1
	})
}

// areTangled is true where two parts of two frames and more went on at the same time.
func areTangled(parts [][]int) bool {
	for k, a := range parts {
		for _, b := range parts[k+1:] {
			if len(a) > 1 && len(b) > 1 && a[0] < b[len(b)-1] && b[0] < a[len(a)-1] {
				return true
			}
		}
	}
	return false
}
