// Package culling turns commands into decisions about photos: flags, stars and
// labels, undo and redo, and moving on after a mark.
//
// Flows in: commands, and what became of each decision. Flows out: marks for the
// one door through which decisions are stored (app/decide), and what changed on
// the screen once they are.
// Does not belong here: storing, which photos are shown (ui/session), which view
// they are seen in (ui/desk/views).
package culling
