// Package stacks groups the photos of a shoot for people: it keeps the groups that
// they see while more becomes known, suggests the best frame of a burst with its
// reason, and lets them move borders. It never chooses.
//
// Flows in: photos, fingerprints, corrections, scores. Flows out: groups, an order in
// which they stay together, suggestions, and steps of the undo journal.
// Does not belong here: what makes a group (library/burst), how one is shown (ui) or
// printed (cmd).
package stacks
