package report

import (
	"strconv"

	"keeplight.app/keeplight/library"
)

// Weighted is a photo's score where each attribute counts as much as somebody asked for.
type Weighted struct {
	Mean    library.Value // 0..10 (query.Weights.Of), unknown where nothing that counts is known
	Known   int           // attributes that count and are known
	Counted int           // attributes that count
}

// weighted gives a weighted score's keys in the order in which they are documented; null
// where nothing that counts is known.
func weighted(w *Weighted) any {
	if w == nil || !usable(w.Mean) {
		return nil
	}
	return object{{"mean", number(w.Mean.Mean)}, {"known", w.Known}, {"counted", w.Counted}}
}

// weightedHeader are the columns of weightedCells.
func weightedHeader() []string { return []string{"weighted", "weighted_known", "weighted_counted"} }

func weightedCells(w *Weighted) []string {
	if w == nil {
		return make([]string, len(weightedHeader()))
	}
	return []string{numbers(w.Mean)[0], strconv.Itoa(w.Known), strconv.Itoa(w.Counted)}
}
