// Package radar is the geometry of the radar chart, apart from any way of
// drawing it, so that the window and the report show the same shape.
//
// Flows in: the values of the axes. Flows out: points in a unit circle.
// Does not belong here: colours, text, pixels.
package radar
