// Package weights is the panel of ten sliders that say how much each attribute counts
// to a person.
//
// Flows in: a plain View. Flows out: new weights, and requests about saved ones,
// through callbacks.
// Does not belong here: what weights make of a score (library/query), the order of the
// grid (ui/desk/sorting).
package weights
