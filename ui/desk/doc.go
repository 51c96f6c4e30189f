// Package desk holds what the window's controllers share. A controller is one
// concern of the window, in a folder of its own below this one: a small struct
// with its state, the commands that it handles, and what it needs of others as an
// interface of its own. It gives back what it changed as a change.Set.
//
// Flows in: results from other goroutines, notices. Flows out: calls on fyne's
// goroutine, one batch at a time, and what the status line says of them.
// Does not belong here: what any controller does, and how the window is put
// together (ui/window).
package desk
