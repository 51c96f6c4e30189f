package faces

import "keeplight.app/keeplight/library"

// Focus is that of a face at its nearer open eye, the wider one, of those that are large
// enough to be measured. ok is false where none is open: closed lids show less detail than
// an iris, however sharp. It means something only beside the same face in other frames.
func Focus(f *library.Face) (focus float64, ok bool) {
	width := 0.0
	for i := range f.Eyes {
		if e := &f.Eyes[i]; !f.Turned && e.Sharp && e.State == library.EyeOpen && e.Width > width {
			focus, ok, width = e.Focus, true, e.Width
		}
	}
	return focus, ok
}

// Against gives the focus of each face of one frame as a share of the best of the same
// column in all frames of its stack, 0..1; -1 where that is not known, as where only one
// frame shows the face large enough. frames and columns are as in Columns, and at is the
// frame's place.
func Against(frames [][]library.Face, columns [][]int, at int) []float64 {
	shares := make([]float64, len(frames[at]))
	for i := range shares {
		shares[i] = share(frames, columns, at, i)
	}
	return shares
}

func share(frames [][]library.Face, columns [][]int, at, i int) float64 {
	own, ok := Focus(&frames[at][i])
	best, others := own, 0
	for f := range frames {
		for j, column := range columns[f] {
			if f == at || column != columns[at][i] {
				continue
			}
			if focus, ok := Focus(&frames[f][j]); ok {
				best, others = max(best, focus), others+1
			}
		}
	}
	if !ok || others == 0 || !(best > 0) {
		return -1
	}
	return max(0, own/best)
}
