// Package pixels counts and marks the pixels of a picture that is on the screen:
// histogram, clipping warning and focus peaking.
//
// Flows in: a picture at the size at which it is shown. Flows out: how many pixels
// have each value, and a mask that is drawn over the same picture.
// Does not belong here: when that is worked out and for which photo (ui/desk/views),
// what is measured for a score (scoring/measure), fyne.
package pixels
