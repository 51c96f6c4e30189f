// Package agreement says how well scores agree with what people said: rank and
// linear correlations, pairs that are ordered as people order them, what a stated
// uncertainty is worth, and whether one scorer agrees better than another, with
// intervals.
//
// Flows in: numbers, one a photo. Flows out: figures with 95 % intervals, from a
// bootstrap whose seed makes them the same every time.
// Does not belong here: reading ratings from files (scoring/ratings), making scores.
package agreement
