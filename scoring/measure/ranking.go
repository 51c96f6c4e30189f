package measure

import "cmp"

// ranking gives the value that would stand at a place if values were sorted, and
// leaves none that is larger before it and none that is smaller behind (Hoare 1961).
// To sort takes several times as long.
func ranking[T cmp.Ordered](values []T, place int) T {
	for from, to := 0, len(values)-1; from < to; {
		pivot := values[(from+to)/2]
		i, j := from, to
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case place <= j:
			to = j
		case place >= i:
			from = i
		default:
			return values[place]
		}
	}
	return values[place]
}
