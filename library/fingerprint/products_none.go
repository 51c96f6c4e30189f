//go:build !cgo

package fingerprint

// products is the sum of the products of two patterns, cell by cell.
func products(a, b *[cells]int8) int {
	sum := 0
	for i, v := range a {
		sum += int(v) * int(b[i])
	}
	return sum
}
