// Package histogram draws the histogram of a photo: beside one in the loupe, and on
// each pane where several stand beside each other.
//
// Flows in: how many pixels of a picture have each value. Flows out: a box with the
// curves of its channels.
// Does not belong here: counting (ui/pixels), whose picture is counted and when
// (ui/looking).
package histogram
