// Package filmstrip shows the photos before and after the one in the loupe in a row,
// small, each with its number, score, flag and stars.
//
// Flows in: the photos of a session by their place, and a loader of thumbnails. Flows
// out: pixels on the screen, and the place that was clicked.
// Does not belong here: the photo itself (ui/loupe, ui/pane), which photos belong
// together (app/stacks), whether the strip is wanted (ui/desk/views).
package filmstrip
