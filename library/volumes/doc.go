// Package volumes finds the memory cards and drives that are connected.
//
// Flows in: the system's list of mounts. Flows out: volumes with their name, and
// whether a camera wrote on them.
// Does not belong here: which photos are on them (library/scan), and copying them.
package volumes
