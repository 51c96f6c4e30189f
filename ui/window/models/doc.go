// Package models makes the rooms that have to do with scorers and their models, and
// gives each what it needs of the others.
//
// Flows in: what the window shares with its rooms. Flows out: the rooms.
// Does not belong here: what a room does (ui/desk), and where its parts stand
// (ui/window).
package models
