// Package judging makes the rooms in which scorers are held against the person's own
// choices, and those choices are learnt from: blind sessions and My taste.
//
// Flows in: what the window shares with its rooms. Flows out: the rooms' commands.
// Does not belong here: what a room does (ui/desk), learning (app/taste).
package judging
