// Package fidelity says how close a damaged picture still is to its undamaged
// original, by measures from the literature that agree well with observers.
//
// Flows in: two pictures of the same size. Flows out: numbers, 1 for equal
// pictures or 0, as each measure has it. Does not belong here: damaging pictures
// (damage), what a number is worth to people (training).
package fidelity
