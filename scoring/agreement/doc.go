// Package agreement says how well scores agree with what people said.
//
// Flows in: pairs of numbers. Flows out: a correlation.
// Does not belong here: reading ratings from files, making scores.
package agreement
