// Package sorting puts the photos in order: by which value, which end first.
//
// Flows in: choices of the toolbar and commands. Flows out: the session's order,
// and words for it.
// Does not belong here: sorting itself (library/query), sorting again with new
// scores (ui/desk/scorers).
package sorting
