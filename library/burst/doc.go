// Package burst groups the photos of a shoot that belong together: bursts, exposure
// and focus brackets, panoramas and exact copies, by when, with which camera and how
// they were taken, and by how alike they look.
//
// Flows in: photos with their fingerprints, and the borders that a person corrected.
// Flows out: groups in the order of time; the same photos give the same groups.
// Does not belong here: making fingerprints (library/fingerprint), keeping corrections
// (library/catalog), which frame is best (app/stacks).
package burst
