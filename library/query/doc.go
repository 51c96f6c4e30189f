// Package query says which photos a person wants to see and in which order.
// Everything is a pure function of its arguments.
//
// Flows in: photos with their scores, a Filter, an Order. Flows out: whether a
// photo matches, a sorted slice, the counts beside each choice of a filter.
// Does not belong here: reading photos from anywhere (library/catalog),
// drawing (ui).
package query
