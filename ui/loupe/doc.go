// Package loupe shows one photograph: whole, or at 100 % and more, dragged
// and zoomed with the mouse.
//
// Flows in: photos, and a way to decode them. Flows out: pixels on the screen.
// Does not belong here: the geometry (ui/session.Loupe), which photo is next
// (ui/session.Session).
package loupe
