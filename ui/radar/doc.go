// Package radar draws attribute values as a radar chart.
//
// Flows in: values with their uncertainty, or their absence. Flows out: a
// widget that draws only lines, polygons and text, so it renders headless too.
// Does not belong here: what the values mean (ui/inspector says it in words).
package radar
