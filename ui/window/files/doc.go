// Package files makes the rooms that read, write, copy and move files beside the
// catalogue, and gives each what it needs of the others.
//
// Flows in: what the window shares with its rooms. Flows out: the rooms and their
// commands.
// Does not belong here: what a room does (ui/desk), and where its parts stand
// (ui/window).
package files
