// Package pane shows the pixels of one photograph: whole, or at 100 % and more,
// dragged and zoomed with the mouse. Several panes can stand side by side and
// share one zoom and place.
//
// Flows in: photos, and a way to decode them. Flows out: pixels on the screen,
// and a call when what is shown has changed.
// Does not belong here: what is written or drawn over a photo (its owner does
// that, as ui/loupe), which photo is next (ui/session.Session).
package pane
