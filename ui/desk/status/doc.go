// Package status says in the line at the foot of the window how far scoring is, what
// is decided, and which modes are on.
//
// Flows in: a session, and how far the scorers are. Flows out: a view value.
// Does not belong here: drawing the line (ui/controls), and what is said of one photo
// (ui/desk/details).
package status
