// Package stacking is the room of photos that belong together: it opens and closes
// their stacks, says which frame is suggested and why, picks one and rejects the
// others, and moves borders.
//
// Flows in: groups that became known, the session, what the person asks for. Flows
// out: words for cells and inspector, marks and corrections to be stored.
// Does not belong here: what makes a group (library/burst), which cells there are
// (ui/session), how they are drawn (ui/grid).
package stacking
