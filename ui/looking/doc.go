// Package looking works out what helps to look at a photo: its histogram, what is
// clipped and what is in focus.
//
// Flows in: what panes paint, and what the person wants to see. Flows out: marks drawn
// over the photo, a histogram, and the words for both.
// Does not belong here: counting and marking pixels (ui/pixels), where the words stand
// (ui/loupe, ui/compare), which keys switch it (ui/desk/looking).
package looking
